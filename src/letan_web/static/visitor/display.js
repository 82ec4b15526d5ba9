// How the page looks: sizes by the screen's millimetres, and what this visitor chose.

import { byId } from "./dom.js";

const SIZES = [100, 125, 150, 175, 200];
const SMALL_SCREEN_IN = 11;
const TEXT_MM = { small: 7.25, large: 12 }; // the least height of text, by the size of the screen
const LEAST_PX = 18;
const LYING_REM = { width: 26, height: 15.5 }; // room for two columns
const STANDING_REM = { width: 15, height: 29 };
const root = document.documentElement;

/** Height of text at 100 %, in CSS pixels. */
function textPx() {
  const inches = Number(root.dataset.inches);
  const pxPerMm = Math.hypot(screen.width, screen.height) / (inches * 25.4);
  return Math.max(LEAST_PX, pxPerMm * (inches <= SMALL_SCREEN_IN ? TEXT_MM.small : TEXT_MM.large));
}

/** Fit the page to the window: two columns, one, or (very large text) one that scrolls as a whole. */
function fit() {
  const least = textPx();
  const px = (least * Number(root.dataset.textSize)) / 100;
  root.style.fontSize = `${px}px`;
  root.style.setProperty("--least", `${least}px`);
  const [width, height] = [innerWidth / px, innerHeight / px];
  const lying = width >= LYING_REM.width && width > height;
  const room = lying ? LYING_REM : STANDING_REM;
  root.dataset.shape = lying ? "lying" : "standing";
  root.dataset.flow = width >= room.width && height >= room.height ? "parts" : "page";
}

function setSize(percent) {
  root.dataset.textSize = String(percent);
  byId("text-size").textContent = `${percent} %`;
  byId("text-smaller").disabled = percent === SIZES[0];
  byId("text-larger").disabled = percent === SIZES[SIZES.length - 1];
  fit();
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
  addEventListener("resize", fit);
  byId("text-smaller").addEventListener("click", () => step(-1));
  byId("text-larger").addEventListener("click", () => step(1));
  byId("contrast").addEventListener("click", () => setContrast(root.dataset.contrast !== "high"));
}
