// The hall's drawing, put into the page without anything that could run.
export async function drawMap(place, address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    place.textContent = "Chưa có bản đồ.";
    return null;
  }
  const drawing = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  drawing.querySelectorAll("script, style, a, foreignObject").forEach((bad) => bad.remove());
  drawing.removeAttribute("width");
  drawing.removeAttribute("height");
  const own = document.importNode(drawing, true);
  place.replaceChildren(own);
  return own;
}

const place = document.querySelector("[data-map]");
if (place) drawMap(place, place.dataset.map);
