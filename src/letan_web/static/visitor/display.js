// How the page looks for this visitor: text size and contrast. Forgotten with the session.

import { byId } from "./dom.js";

const SIZES = [100, 125, 150, 175, 200];
const root = document.documentElement;

function setSize(percent) {
  root.dataset.textSize = String(percent);
  byId("text-size").textContent = `${percent} %`;
  byId("text-smaller").disabled = percent === SIZES[0];
  byId("text-larger").disabled = percent === SIZES[SIZES.length - 1];
}

function step(by) {
  setSize(SIZES[SIZES.indexOf(Number(root.dataset.textSize)) + by]);
}

function setContrast(high) {
  root.dataset.contrast = high ? "high" : "normal";
  byId("contrast").setAttribute("aria-pressed", String(high));
}

export function resetDisplay() {
  setSize(SIZES[0]);
  setContrast(false);
}

export function prepareDisplay() {
  resetDisplay();
  byId("text-smaller").addEventListener("click", () => step(-1));
  byId("text-larger").addEventListener("click", () => step(1));
  byId("contrast").addEventListener("click", () => setContrast(root.dataset.contrast !== "high"));
}
