// The visitor's page: it shows the robot's state and sends what is touched. It decides nothing.

import { asksBack, preparePrint, showCard } from "./card.js";
import { forgetCaptions, prepareCaptions, showHeard, showSpoken } from "./captions.js";
import { prepareDisplay, resetDisplay } from "./display.js";
import { byId, show, translatePage, word } from "./dom.js";
import { openKeyboard, prepareKeyboard, redrawKeyboard } from "./keyboard.js";
import { loadMap, shortName, showMap } from "./map.js";
import { offerMore } from "./more.js";
import { closePanel, panelIs, preparePanel } from "./panel.js";
import { openRating } from "./rate.js";
import { touch } from "./send.js";
import { showFaults, showNotices, showOpening, showTiles } from "./start.js";
import { prepareStay, watchSilence } from "./stay.js";
import { followSteps } from "./steps.js";
import { listen } from "./stream.js";
import { openTopics } from "./topics.js";

const LEADING = new Set(["leading", "waiting", "calling", "resuming", "arrived", "given_up"]);
const root = document.documentElement;
const MAPPED = new Set(["leading", "answer"]);
let state = null;

function view() {
  if (LEADING.has(state.guide.state)) return "leading";
  if (state.card) return asksBack(state.card) ? "choices" : "answer";
  return state.heard.text || state.spoken.text ? "talk" : "idle";
}

/** What is drawn from which fields; in this order. */
const PARTS = [
  [["session"], forget],
  [["language"], translate],
  [["face", "language"], showFace],
  [["heard", "language"], () => showHeard(state.heard, state.language)],
  [["spoken"], () => showSpoken(state.spoken)],
  [["card", "turn_id", "language"], showAnswer],
  [["spoken", "card"], () => followSteps(state)],
  [["tiles", "language"], () => showTiles(state)],
  [["notices", "language"], () => showNotices(state)],
  [["opening", "language"], () => showOpening(state)],
  [["drawing"], redrawHall],
  [["faults", "language"], () => showFaults(state)],
  [["guide", "language"], showGuide],
  [["staff_call", "staff_acknowledged", "language"], showStaff],
  [["recording"], () => show("recording", state.recording)],
  [["watched"], () => show("watched", state.watched)],
  [["card", "guide", "heard", "spoken"], showView],
  [["card", "guide", "robot", "route", "language"], drawMap],
];

function draw(changed) {
  for (const [fields, part] of PARTS) {
    if (fields.some((field) => field in changed)) part();
  }
}

let lastSession = null;
let lastIntent = "";

/** Another visitor: inputs, panels, text size and captions of the last one go. */
function forget() {
  if (lastSession !== null && lastSession !== state.session) {
    closePanel();
    byId("ask").reset();
    byId("question").blur();
    show("not-sent", false);
    resetDisplay();
    forgetCaptions();
    scrollTo(0, 0);
  }
  lastSession = state.session;
  root.dataset.session = String(state.session);
}

let lastLanguage = "";

function translate() {
  translatePage(state.language);
  redrawKeyboard(state.language);
  if (lastLanguage && lastLanguage !== state.language) {
    if (!panelIs("type")) closePanel();
    loadMap(state.language).then(drawMap);
  }
  lastLanguage = state.language;
}

/** A panel belongs to the answer it was opened from. */
function showAnswer() {
  const intent = state.card?.intent ?? "";
  if (intent !== lastIntent && !panelIs("type")) closePanel();
  lastIntent = intent;
  showCard(state);
}

function showFace() {
  byId("face").dataset.face = state.face;
  byId("face-state").textContent = word(`face_${state.face}`, state.language);
}

function showGuide() {
  const { guide, language } = state;
  const leading = LEADING.has(guide.state);
  show("guide", leading);
  byId("guide-line").textContent = leading ? word(`guide_${guide.state}`, language) : "";
  const metres = Math.round(guide.remaining_m ?? 0);
  const rest = metres > 0 && guide.state !== "arrived" ? word("remaining", language, { n: metres }) : "";
  byId("guide-rest").textContent = [shortName(guide.place_title), rest].filter(Boolean).join("\u00a0· ");
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
  show("map", MAPPED.has(name));
  show("repeat", name !== "idle");
  show("leave", name !== "idle");
  watchSilence(name !== "idle" && name !== "leading" && !state.spoken.speaking);
}

/** After the map is shown: it measures. */
function drawMap() {
  if (!MAPPED.has(root.dataset.view)) return;
  const mapped = showMap(state);
  show("map-missing", !mapped);
  show("map-drawing", mapped);
}

let drawing = null;

/** A counter's name or a notice on the map has changed. */
function redrawHall() {
  if (drawing !== null && drawing !== state.drawing) loadMap(state.language).then(drawMap);
  drawing = state.drawing;
}

function receive(name, value) {
  show("reconnecting", name === "lost");
  if (name === "snapshot") {
    state = value;
    draw(value);
    loadMap(value.language).then(drawMap).then(() => root.toggleAttribute("data-live", true));
  } else if (name === "update" && state !== null) {
    Object.assign(state, value);
    draw(value);
  }
}

function onTouch(id, kind, value = () => "") {
  byId(id).addEventListener("click", () => touch(kind, value(), state?.turn_id ?? ""));
}

/** Who was answered may say how that was, before he goes. */
function finish() {
  if (state?.card?.intent) openRating(state);
  else touch("leave", "", state?.turn_id ?? "");
}

function prepare() {
  prepareCaptions();
  prepareDisplay();
  offerMore(byId("content"), "more");
  offerMore(byId("panel-body"), "panel-more");
  preparePanel();
  prepareKeyboard();
  prepareStay();
  preparePrint();
  onTouch("face", "wake");
  onTouch("repeat", "repeat");
  onTouch("stop", "stop");
  onTouch("call-staff", "call_staff");
  onTouch("language", "language", () => (root.lang === "vi" ? "en" : "vi"));
  byId("leave").addEventListener("click", finish);
  byId("type").addEventListener("click", () => openKeyboard(root.lang));
  byId("all-topics").addEventListener("click", () => openTopics(root.lang));
  listen(receive);
}

prepare();
