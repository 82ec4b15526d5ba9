// One panel at a time takes the place of the content: steps, code, rating, keyboard.

import { byId, show } from "./dom.js";

const root = document.documentElement;
let opener = null;

/** Open a panel: its name, its title, and what stands in it (nothing for the keyboard). */
export function openPanel(name, title, ...children) {
  const fresh = root.dataset.panel !== name;
  if (!root.dataset.panel) opener = document.activeElement;
  root.dataset.panel = name;
  byId("panel-title").textContent = title;
  byId("panel-body").replaceChildren(...children);
  show("panel-body", children.length > 0);
  show("ask", name === "type");
  show("panel", true);
  if (fresh) byId(name === "type" ? "question" : "panel-title").focus();
  if (fresh && root.dataset.flow === "page") byId("panel").scrollIntoView();
}

/** Close whatever is open; the focus goes back to where it came from. */
export function closePanel() {
  if (!root.dataset.panel) return;
  delete root.dataset.panel;
  byId("panel-body").replaceChildren();
  show("panel", false);
  show("ask", false);
  if (opener?.isConnected) opener.focus();
  opener = null;
}

export const panelIs = (name) => root.dataset.panel === name;

export function preparePanel() {
  byId("panel-close").addEventListener("click", closePanel);
  addEventListener("keydown", (event) => event.key === "Escape" && closePanel());
}
