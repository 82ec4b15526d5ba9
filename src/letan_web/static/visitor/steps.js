// One step at a time, large: by touch, or as the robot says it.

import { button, make, word } from "./dom.js";
import { closePanel, openPanel, panelIs } from "./panel.js";
import { touch } from "./send.js";

const LONG_CHARS = 110;
let at = 0;

export function stepsOf({ card }) {
  return card?.sections.find((part) => part.facet === "steps")?.lines ?? [];
}

export function openSteps(state) {
  at = 0;
  touch("facet", "steps", state.turn_id);
  draw(state);
}

/** The robot speaks: show the step that it is at. */
export function followSteps(state) {
  if (!panelIs("steps")) return;
  if (stepsOf(state).length === 0) {
    closePanel();
    return;
  }
  const said = plain(state.spoken.text);
  const found = stepsOf(state).findLastIndex((step) => said.includes(plain(step)));
  if (found >= 0) at = found;
  at = Math.min(at, stepsOf(state).length - 1);
  draw(state);
}

const plain = (text) => text.toLowerCase().split(" (")[0].replace(/[.\s]+$/, "");

function draw(state) {
  const { language, card, turn_id: turnId } = state;
  const steps = stepsOf(state);
  const move = (by, kind) => () => {
    at = Math.min(Math.max(at + by, 0), steps.length - 1);
    touch(kind, "", turnId);
    draw(state);
  };
  openPanel(
    "steps",
    card.title,
    make("p", { class: "step-count", role: "status" }, word("step_of", language, { n: at + 1, m: steps.length })),
    make("p", { class: "step-dots", "aria-hidden": "true" }, ...steps.map((_, n) => make("span", n === at ? { class: "now" } : {}))),
    make("p", { class: `step-text ${steps[at].length > LONG_CHARS ? "long" : ""}`, lang: card.language }, steps[at]),
    make(
      "div",
      { class: "step-moves" },
      button("step_before", "back", language, move(-1, "previous"), { disabled: at === 0 }),
      button("step_next", "send", language, move(1, "next"), { class: "primary", disabled: at === steps.length - 1 }),
    ),
  );
}
