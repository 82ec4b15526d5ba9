// What the page shows while nobody is there: questions to touch, notices, opening hours; and faults.

import { byId, inLanguage, make, show } from "./dom.js";
import { touch } from "./send.js";

export function showTiles({ tiles, language }) {
  show("tiles-head", tiles.length > 0);
  byId("tiles").replaceChildren(
    ...tiles.map(({ intent, title }) =>
      make(
        "button",
        { type: "button", class: "tile", onclick: () => touch("ask", intent) },
        make("span", { class: "title" }, inLanguage(title, language)),
      ),
    ),
  );
}

export function showNotices({ notices, language }) {
  show("notices", notices.length > 0);
  byId("notice-list").replaceChildren(...notices.map((notice) => make("li", {}, inLanguage(notice, language))));
}

export function showOpening({ opening, language }) {
  show("opening", opening.week.length > 0);
  show("opening-line", opening.now.vi !== "");
  byId("opening-line").classList.toggle("open", opening.open);
  byId("opening-line").textContent = inLanguage(opening.now, language);
  const rows = opening.week.map(({ days, hours }) => [make("dt", {}, inLanguage(days, language)), make("dd", {}, ...hours.map((span) => make("span", {}, span)))]);
  byId("opening-week").replaceChildren(...rows.flat());
}

export function showFaults({ faults, language }) {
  byId("faults").replaceChildren(...faults.map(({ text }) => make("p", { class: "banner" }, inLanguage(text, language))));
}
