// The answer as a code for the visitor's own telephone.

import { make, word } from "./dom.js";
import { openPanel } from "./panel.js";

/** Show the code of the answer, or of the official page. */
export function openPhone(state, kind = "answer") {
  const { language, card, card_id: id } = state;
  const choice = (name) =>
    make(
      "button",
      { type: "button", "aria-pressed": String(name === kind), onclick: () => openPhone(state, name) },
      word(`phone_${name}`, language),
    );
  openPanel(
    "phone",
    word("phone_title", language),
    make("img", { class: "code", src: `/qr/${id}/${kind}.svg`, alt: word(`code_${kind}`, language) }),
    make(
      "div",
      { class: "phone-side" },
      make("p", {}, word("phone_how", language)),
      card.url ? make("div", { class: "phone-choice" }, choice("answer"), choice("official")) : "",
      make("p", {}, word("phone_private", language)),
    ),
  );
}
