// The visitor's page: it shows the robot's state and sends what is touched. It decides nothing.

import { showCard } from "./card.js";
import { forgetCaptions, showHeard, showSpoken } from "./captions.js";
import { prepareDisplay, resetDisplay } from "./display.js";
import { byId, inLanguage, make, show, translatePage, word } from "./dom.js";
import { loadMap, showMap } from "./map.js";
import { prepareMore } from "./more.js";
import { ask, touch } from "./send.js";
import { listen } from "./stream.js";

const LEADING = new Set(["leading", "waiting", "calling", "resuming", "arrived", "given_up"]);
const root = document.documentElement;
let state = null;

function view() {
  if (LEADING.has(state.guide.state)) return "leading";
  if (state.card) return state.card.choices.length ? "choices" : "answer";
  return state.heard.text || state.spoken.text ? "talk" : "idle";
}

/** What is drawn from which fields; in this order. */
const PARTS = [
  [["session"], forget],
  [["language"], () => translatePage(state.language)],
  [["face", "language"], showFace],
  [["heard", "language"], () => showHeard(state.heard, state.language)],
  [["spoken"], () => showSpoken(state.spoken)],
  [["card", "turn_id", "language"], () => showCard(state.card, state.turn_id, state.language)],
  [["tiles", "language"], showTiles],
  [["notices", "language"], showNotices],
  [["faults", "language"], showFaults],
  [["guide", "language"], showGuide],
  [["staff_call", "staff_acknowledged", "language"], showStaff],
  [["recording"], () => show("recording", state.recording)],
  [["card", "guide", "heard", "spoken", "robot", "route", "language"], showView],
];

function draw(changed) {
  for (const [fields, part] of PARTS) {
    if (fields.some((field) => field in changed)) part();
  }
}

let lastSession = null;

/** Another visitor: inputs, text size and captions of the last one go. */
function forget() {
  if (lastSession !== null && lastSession !== state.session) {
    byId("ask").reset();
    byId("question").blur();
    show("not-sent", false);
    resetDisplay();
    forgetCaptions();
    scrollTo(0, 0);
  }
  lastSession = state.session;
}

function showFace() {
  byId("face").dataset.face = state.face;
  byId("face-state").textContent = word(`face_${state.face}`, state.language);
}

function showTiles() {
  const { tiles, language } = state;
  show("tiles-title", tiles.length > 0);
  byId("tiles").replaceChildren(
    ...tiles.map(({ intent, title, topic }) =>
      make(
        "button",
        { type: "button", class: "tile", onclick: () => touch("ask", intent) },
        make("span", { class: "topic" }, inLanguage(topic, language)),
        make("span", { class: "title" }, inLanguage(title, language)),
      ),
    ),
  );
}

function showNotices() {
  show("notices", state.notices.length > 0);
  byId("notice-list").replaceChildren(
    ...state.notices.map((notice) => make("li", {}, inLanguage(notice, state.language))),
  );
}

function showFaults() {
  byId("faults").replaceChildren(
    ...state.faults.map(({ text }) => make("p", { class: "banner" }, inLanguage(text, state.language))),
  );
}

function showGuide() {
  const { guide, language } = state;
  const leading = LEADING.has(guide.state);
  show("guide", leading);
  byId("guide-line").textContent = leading ? word(`guide_${guide.state}`, language) : "";
  const metres = Math.round(guide.remaining_m ?? 0);
  const rest = metres > 0 && guide.state !== "arrived" ? word("remaining", language, { n: metres }) : "";
  byId("guide-rest").textContent = [guide.place_title, rest].filter(Boolean).join("\u00a0· ");
}

function showStaff() {
  show("staff", state.staff_call !== null);
  byId("staff").textContent = word(state.staff_acknowledged ? "staff_coming" : "staff_called", state.language);
}

function showView() {
  const name = view();
  root.dataset.view = name;
  show("greeting", name === "idle");
  show("start", name === "idle" || name === "talk");
  show("map", name === "leading" || name === "answer");
  const mapped = showMap(state); // measures, so it comes after the map is shown
  show("map-missing", !mapped);
  show("map-drawing", mapped);
  show("lead", Boolean(state.card?.place) && name === "answer");
  show("repeat", name !== "idle");
  show("leave", name !== "idle");
}

function receive(name, value) {
  show("reconnecting", name === "lost");
  if (name === "snapshot") {
    state = value;
    draw(value);
    loadMap().then(showView).then(() => root.toggleAttribute("data-live", true));
  } else if (name === "update" && state !== null) {
    Object.assign(state, value);
    draw(value);
  }
}

function onTouch(id, kind, value = () => "") {
  byId(id).addEventListener("click", () => touch(kind, value(), state?.turn_id ?? ""));
}

function prepare() {
  prepareDisplay();
  prepareMore();
  onTouch("face", "wake");
  onTouch("lead", "lead", () => state.card?.place ?? "");
  onTouch("repeat", "repeat");
  onTouch("stop", "stop");
  onTouch("leave", "leave");
  onTouch("call-staff", "call_staff");
  onTouch("language", "language", () => (root.lang === "vi" ? "en" : "vi"));
  byId("ask").addEventListener("submit", async (event) => {
    event.preventDefault();
    const box = byId("question");
    const text = box.value.trim();
    if (text && (await ask(text)) && box.value.trim() === text) box.value = "";
  });
  listen(receive);
}

prepare();
