// The answer card, and the choices when the robot asks back.

import { button, byId, day, make, show, symbol, word } from "./dom.js";
import { openPhone } from "./phone.js";
import { touch } from "./send.js";
import { openSteps, stepsOf } from "./steps.js";

const NUMBERED = new Set(["steps"]);
const WIDE = new Set(["documents", "steps", "situation"]);

/** Does a card ask back? An answer may have choices too: cases in which it is another one. */
export const asksBack = (card) => card !== null && card.choices.length > 0 && card.sections.length === 0;

export function showCard(state) {
  const { card, language } = state;
  const asking = asksBack(card);
  show("choices", asking);
  show("card", card !== null && !asking);
  byId("choices").replaceChildren(...(asking ? choices(state) : []));
  byId("card").replaceChildren(...(card && !asking ? answer(state) : []));
  byId("card").lang = card?.language ?? language;
  byId("content").scrollTop = 0;
  if (card !== null) bringIntoSight();
}

/** Where the page scrolls as a whole a new answer comes into sight. */
function bringIntoSight() {
  if (document.documentElement.dataset.flow === "page") byId("content").scrollIntoView();
}

function choices({ card, turn_id: turnId, language }) {
  const title = card.title || word("choose_title", language);
  const buttons = card.choices.slice(0, 3).map((choice, index) =>
    make(
      "button",
      { type: "button", class: "choice", onclick: () => touch("choose", choice.intent, turnId) },
      make("span", { class: "number", "aria-hidden": "true" }, String(index + 1)),
      make("span", {}, choice.title),
    ),
  );
  const none = make(
    "button",
    { type: "button", class: "none", onclick: () => touch("none_of_these", "", turnId) },
    word("none_of_these", language),
  );
  return [make("h2", { lang: card.language }, title), ...buttons, none];
}

function answer(state) {
  const { card } = state;
  return [
    make("h2", {}, card.title),
    card.sections.length ? "" : make("p", { class: "answer-text" }, card.text),
    card.place_title ? place(state) : "",
    tools(state),
    cases(state),
    make("div", { class: "sections" }, ...card.sections.map((part) => section(part, state))),
    sources(state),
    printed(state),
  ];
}

function place({ card, turn_id: turnId, language }) {
  const lead = button("lead", "lead", language, () => touch("lead", card.place, turnId), { class: "primary", id: "lead" });
  return make(
    "div",
    { class: "place" },
    make("p", {}, make("span", { lang: language }, `${word("place", language)}: `), make("strong", {}, card.place_title)),
    card.place ? lead : null,
  );
}

function tools(state) {
  const { language, card_id: id } = state;
  const buttons = [
    stepsOf(state).length > 1 ? button("open_steps", "steps", language, () => openSteps(state)) : null,
    id ? button("open_phone", "phone", language, () => openPhone(state)) : null,
    id ? button("print", "print", language, printCard) : null,
  ].filter((found) => found !== null);
  return buttons.length ? make("div", { class: "tools", lang: language }, ...buttons) : "";
}

/** Cases in which the answer is another one. */
function cases({ card, turn_id: turnId, language }) {
  if (card.choices.length === 0) return "";
  const buttons = card.choices.map((found) =>
    make("button", { type: "button", class: "case", onclick: () => touch("choose", found.intent, turnId) }, found.title),
  );
  return make("div", { class: "cases" }, make("p", { lang: language }, word("cases", language)), ...buttons);
}

function section(part, { turn_id: turnId, language }) {
  const list = NUMBERED.has(part.facet) ? "ol" : "ul";
  const listen = make(
    "button",
    {
      type: "button",
      class: "listen",
      lang: language,
      "aria-label": `${word("listen_part", language)}: ${part.title}`,
      onclick: () => touch("facet", part.facet, turnId),
    },
    symbol("listen"),
    word("listen_part", language),
  );
  const body =
    part.lines.length === 1 && !WIDE.has(part.facet)
      ? make("p", { class: "line" }, part.lines[0])
      : make(list, {}, ...part.lines.map((line) => make("li", {}, line)));
  return make(
    "section",
    { class: `part ${WIDE.has(part.facet) ? "wide" : ""}`, "data-facet": part.facet },
    make("div", { class: "part-head" }, make("h3", {}, part.title), listen),
    body,
  );
}

function sources({ card, language }) {
  const rows = card.sources.map((source) =>
    make(
      "li",
      {},
      `${word("sources", language)} `,
      make("span", { lang: card.language }, source.title),
      source.as_of ? `, ${word("as_of", language)} ${day(source.as_of, language)}` : "",
    ),
  );
  if (card.valid_until) {
    rows.push(make("li", {}, `${word("valid_until", language)} ${day(card.valid_until, language)}`));
  }
  if (card.url) {
    rows.push(make("li", {}, `${word("more_online", language)}: `, make("span", { class: "url" }, hostOf(card.url))));
  }
  return rows.length ? make("ul", { class: "sources", lang: language }, ...rows) : "";
}

/** An address that can be read; the whole one is in the code. */
function hostOf(url) {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** What stands on paper only. */
function printed({ card, card_id: id, language }) {
  const today = new Date().toISOString().slice(0, 10);
  const code = id && card.url ? make("img", { "data-src": `/qr/${id}/official.svg`, alt: word("code_official", language) }) : "";
  return make("div", { class: "paper-only", lang: language }, make("p", {}, word("printed_by", language, { day: day(today, language) })), code);
}

/** The code is only drawn for those who print. */
async function printCard() {
  const code = byId("card").querySelector(".paper-only img");
  if (code) {
    code.src = code.dataset.src;
    await code.decode().catch(() => {}); // a page without the code is better than none
  }
  window.print();
}

const LONG_CHARS = [1100, 2200];

/** Paper has no end to scroll to: a long answer is set smaller, in two columns. */
export function preparePrint() {
  addEventListener("beforeprint", () => {
    const length = byId("card").textContent.length;
    const root = document.documentElement;
    delete root.dataset.print;
    if (length > LONG_CHARS[0]) root.dataset.print = length > LONG_CHARS[1] ? "longest" : "long";
  });
}
