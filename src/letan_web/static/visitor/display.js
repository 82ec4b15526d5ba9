// How the page looks for this visitor: text size and contrast. Forgotten with the session.

import { byId } from "./dom.js";

const SIZES = [100, 125, 150, 175, 200];
const PAGE_FROM = { standing: 150, lying: 125 }; // from this size on the page scrolls as a whole
const root = document.documentElement;
const lying = matchMedia("(min-aspect-ratio: 1/1)");

function setFlow() {
  const from = lying.matches ? PAGE_FROM.lying : PAGE_FROM.standing;
  root.dataset.flow = Number(root.dataset.textSize) >= from ? "page" : "parts";
}

function setSize(percent) {
  root.dataset.textSize = String(percent);
  byId("text-size").textContent = `${percent} %`;
  byId("text-smaller").disabled = percent === SIZES[0];
  byId("text-larger").disabled = percent === SIZES[SIZES.length - 1];
  setFlow();
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
  lying.addEventListener("change", setFlow);
  byId("text-smaller").addEventListener("click", () => step(-1));
  byId("text-larger").addEventListener("click", () => step(1));
  byId("contrast").addEventListener("click", () => setContrast(root.dataset.contrast !== "high"));
}
