// Live captions of both sides.

import { byId, make, show, word } from "./dom.js";

let announced = "";
let marked = null; // the word being said

/** Tell screen readers once a text, not once a word. */
function announce(text) {
  if (text !== announced) byId("announce").textContent = text;
  announced = text;
}

export function showHeard(heard, language) {
  show("heard", heard.text !== "");
  byId("heard").classList.toggle("partial", !heard.final);
  byId("heard-words").textContent = heard.text;
  if (heard.final && heard.text) announce(`${word("you_said", language)}: ${heard.text}`);
}

export function showSpoken(spoken) {
  show("spoken", spoken.text !== "");
  const words = byId("spoken-words");
  words.lang = spoken.language;
  const letters = Array.from(spoken.text); // marks count code points
  const part = (from, to) => letters.slice(from, to).join("");
  const { word_start: start, word_end: end } = spoken;
  marked = end > start ? make("mark", {}, part(start, end)) : null;
  if (marked) words.replaceChildren(part(0, start), marked, part(end));
  else words.replaceChildren(spoken.text);
  if (spoken.speaking) follow();
  announce(spoken.text);
}

/** Keep the line being said in sight, and no half line above it. */
function follow() {
  const box = byId("spoken");
  const line = parseFloat(getComputedStyle(box).lineHeight);
  box.scrollTop = marked ? Math.round((marked.offsetTop - box.clientHeight / 2) / line) * line : 0;
}

export function prepareCaptions() {
  new ResizeObserver(() => marked && follow()).observe(byId("spoken"));
}

export function forgetCaptions() {
  announced = "";
  marked = null;
  byId("announce").textContent = "";
}
