// How satisfied was the visitor? Asked once, when he is done.

import { button, make, symbol, word } from "./dom.js";
import { closePanel, openPanel } from "./panel.js";
import { touch } from "./send.js";

const STARS = [5, 4, 3, 2, 1];

export function openRating(state) {
  const { language } = state;
  const finish = (key, attributes) => button(key, "done", language, () => leave(state), attributes);
  const thanks = () => openPanel("rate", word("rate_thanks", language), finish("rate_finish", { class: "primary" }));
  const stars = STARS.map((stars) =>
    make(
      "button",
      { type: "button", class: "star", onclick: () => touch("rate", String(stars), state.turn_id).then(thanks) },
      symbol(`mood-${stars}`),
      make("span", {}, word(`rate_${stars}`, language)),
    ),
  );
  openPanel("rate", word("rate_title", language), make("div", { class: "stars" }, ...stars), finish("rate_skip"));
}

function leave(state) {
  closePanel();
  touch("leave", "", state.turn_id);
}
