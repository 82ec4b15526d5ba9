// The answer card, and the choices when the robot asks back.

import { byId, make, show, word } from "./dom.js";
import { touch } from "./send.js";

const NUMBERED = new Set(["steps"]);
const WIDE = new Set(["documents", "steps", "situation"]);

export function showCard(card, turnId, language) {
  const asking = card !== null && card.choices.length > 0;
  show("choices", asking);
  show("card", card !== null && !asking);
  byId("choices").replaceChildren(...(asking ? choices(card, turnId, language) : []));
  byId("card").replaceChildren(...(card && !asking ? answer(card, turnId, language) : []));
  byId("content").scrollTop = 0;
  if (card !== null) bringIntoSight();
}

/** Where the page scrolls as a whole a new answer comes into sight. */
function bringIntoSight() {
  if (document.documentElement.dataset.flow === "page") byId("content").scrollIntoView();
}

function choices(card, turnId, language) {
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

function answer(card, turnId, language) {
  return [
    make("h2", { lang: card.language }, card.title),
    make("p", { class: "answer-text", lang: card.language }, card.text),
    card.place_title ? place(card, language) : "",
    make("div", { class: "sections", lang: card.language }, ...card.sections.map((part) => section(part, turnId, language))),
    sources(card, language),
  ];
}

function place(card, language) {
  return make(
    "p",
    { class: "place" },
    make("span", { class: "small" }, word("place", language)),
    make("strong", { lang: card.language }, card.place_title),
  );
}

function section(part, turnId, language) {
  const list = NUMBERED.has(part.facet) ? "ol" : "ul";
  const listen = make(
    "button",
    {
      type: "button",
      class: "listen",
      "aria-label": `${word("listen_part", language)}: ${part.title}`,
      onclick: () => touch("facet", part.facet, turnId),
    },
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

function sources(card, language) {
  const rows = card.sources.map((source) =>
    make(
      "li",
      {},
      `${word("sources", language)} `,
      make("span", { lang: card.language }, source.title),
      source.as_of ? `, ${word("as_of", language)} ${date(source.as_of, language)}` : "",
    ),
  );
  if (card.valid_until) {
    rows.push(make("li", {}, `${word("valid_until", language)} ${date(card.valid_until, language)}`));
  }
  if (card.url) {
    rows.push(make("li", {}, `${word("more_online", language)}: `, make("span", { class: "url" }, card.url)));
  }
  return rows.length ? make("ul", { class: "sources" }, ...rows) : "";
}

/** 2026-07-01 as Vietnamese read it; what is no date stays as it is. */
function date(iso, language) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return iso;
  return language === "en" ? iso : `${match[3]}/${match[2]}/${match[1]}`;
}
