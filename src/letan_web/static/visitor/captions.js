// Live captions of both sides.

import { byId, make, show, word } from "./dom.js";

let announced = "";

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
  if (end > start) {
    const now = make("mark", {}, part(start, end));
    words.replaceChildren(part(0, start), now, part(end));
    const box = byId("spoken");
    box.scrollTop = now.offsetTop - box.clientHeight / 2;
  } else {
    words.replaceChildren(spoken.text);
    if (spoken.speaking) byId("spoken").scrollTop = 0;
  }
  announce(spoken.text);
}

export function forgetCaptions() {
  announced = "";
  byId("announce").textContent = "";
}
