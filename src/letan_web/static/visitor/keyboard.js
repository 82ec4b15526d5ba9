// A keyboard on the screen: letters with their shapes and tones as keys, no Telex to learn.

import { byId, make, symbol, word } from "./dom.js";
import { closePanel, openPanel, panelIs } from "./panel.js";
import { ask } from "./send.js";
import { TONES, withTone } from "./tones.js";

const LETTERS = ["q w e r t y u i o p", "a s d f g h j k l", "z x c v b n m"];
const NUMBERS = ["1 2 3 4 5 6 7 8 9 0", "/ - , . ? : ( )", "% + @ & ; \" '"];
const SHAPED = "ă â đ ê ô ơ ư";
const TONE_SHOWN = ["◌̀", "◌́", "◌̉", "◌̃", "◌̣"];
let numbers = false;

export function openKeyboard(language) {
  numbers = false;
  openPanel("type", word("type", language));
  drawKeys(language);
}

export function redrawKeyboard(language) {
  if (panelIs("type")) openPanel("type", word("type", language));
  drawKeys(language);
}

/** Change the text at the cursor by `edit(before, after)`; returns what is before it then. */
function edit(change) {
  const box = byId("question");
  const [start, end] = [box.selectionStart, box.selectionEnd];
  const before = change(box.value.slice(0, start), start !== end);
  const after = box.value.slice(end);
  if (before.length + after.length > box.maxLength) return;
  box.value = before + after;
  box.setSelectionRange(before.length, before.length);
}

const typing = (letter) => () => edit((before) => before + letter);
const erasing = () => edit((before, selected) => (selected ? before : Array.from(before).slice(0, -1).join("")));

/** A key; it does not take the focus, so the cursor stays where it is. */
function key(shown, press, attributes = {}) {
  const made = make("button", { type: "button", class: "key", onclick: press, ...attributes }, shown);
  made.addEventListener("pointerdown", (event) => event.preventDefault());
  return made;
}

function row(...keys) {
  return make("div", { class: "key-row" }, ...keys);
}

function shapedRow(language) {
  const shaped = SHAPED.split(" ").map((letter) => key(letter, typing(letter)));
  const tones = TONES.map((tone, at) =>
    key(TONE_SHOWN[at], () => edit((before) => withTone(before, tone)), {
      class: "key tone",
      "aria-label": word(`tone_${at + 1}`, language),
    }),
  );
  return row(...shaped, ...tones);
}

function drawKeys(language) {
  const letters = (numbers ? NUMBERS : LETTERS).map((line) => line.split(" ").map((letter) => key(letter, typing(letter))));
  letters[2].push(key(symbol("erase"), erasing, { class: "key wide", "aria-label": word("key_erase", language) }));
  const turn = () => {
    numbers = !numbers;
    drawKeys(language);
  };
  byId("keys").replaceChildren(
    ...(language === "vi" ? [shapedRow(language)] : []),
    ...letters.map((keys) => row(...keys)),
    row(
      key(word(numbers ? "key_letters" : "key_numbers", language), turn, { class: "key wide" }),
      key(word("key_space", language), typing(" "), { class: "key space" }),
    ),
  );
}

export function prepareKeyboard() {
  byId("ask").addEventListener("submit", async (event) => {
    event.preventDefault();
    const box = byId("question");
    const text = box.value.trim();
    if (!text || !(await ask(text)) || box.value.trim() !== text) return;
    box.value = "";
    closePanel();
  });
}
