// The hall's drawing: fetched once, cleaned, and put into the page so that it follows its colours.

const SVG = "http://www.w3.org/2000/svg";
const ELEMENTS = new Set("svg g path rect circle ellipse line polyline polygon text tspan title desc".split(" "));
const ATTRIBUTES = new Set(
  ("id class viewBox x y x1 y1 x2 y2 cx cy r rx ry d points width height transform fill stroke opacity " +
    "fill-opacity stroke-opacity stroke-width stroke-linecap stroke-linejoin stroke-dasharray fill-rule " +
    "font-size font-weight text-anchor dominant-baseline dx dy data-place data-kind").split(" "),
);

/** Copy what is allowed: shapes, texts, classes, presentation attributes. */
function cleaned(node) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.nodeValue);
  if (node.nodeType !== Node.ELEMENT_NODE || node.namespaceURI !== SVG || !ELEMENTS.has(node.localName)) return null;
  const copy = document.createElementNS(SVG, node.localName);
  for (const { name, value } of node.attributes) {
    if (ATTRIBUTES.has(name) && !/url\s*\(/i.test(value)) copy.setAttribute(name === "id" ? "data-id" : name, value);
  }
  copy.append(...Array.from(node.childNodes, cleaned).filter((child) => child !== null));
  return copy;
}

/** Return {drawing, box: [x, y, width, height], toSvg: [a..f]}, or null while there is no map. */
export async function loadDrawing(language) {
  const answer = await fetch(`/map.svg?language=${language}`);
  if (!answer.ok) return null;
  const parsed = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  const box = (parsed.getAttribute("viewBox") ?? "").trim().split(/[\s,]+/).map(Number);
  const toSvg = (answer.headers.get("x-map-to-svg") ?? "").split(" ").map(Number);
  if (parsed.localName !== "svg" || box.length !== 4 || !box.every(Number.isFinite) || toSvg.length !== 6) return null;
  const drawing = cleaned(parsed);
  drawing.removeAttribute("width");
  drawing.removeAttribute("height");
  drawing.setAttribute("aria-hidden", "true");
  return { drawing, box, toSvg };
}

/** Make an SVG element. */
export function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
