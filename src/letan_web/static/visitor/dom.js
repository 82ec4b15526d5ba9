// Small words for building the page. Text is always set as text, never parsed.

import { TEXTS } from "/texts.js";

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

/** Make an element: make("p", {class: "x", hidden: true}, "text", child, null). */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** One of the drawings of symbols.svg. */
export function symbol(name) {
  const drawing = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#s-${name}`);
  drawing.setAttribute("class", "symbol");
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(use);
  return drawing;
}

/** A button with a drawing and a text of the table. */
export function button(key, drawing, language, onclick, attributes = {}) {
  return make("button", { type: "button", onclick, ...attributes }, symbol(drawing), make("span", {}, word(key, language)));
}

export function show(id, visible) {
  byId(id).hidden = !visible;
}

/** A text in both languages, in one of them. */
export function inLanguage(text, language) {
  return (language === "en" && text.en) || text.vi;
}

/** A text of the table; {n} is filled from `fields`. */
export function word(key, language, fields = {}) {
  return inLanguage(TEXTS[key], language).replace(/\{(\w+)\}/g, (_, name) => fields[name]);
}

/** Put every fixed text of the page into a language. */
export function translatePage(language) {
  document.documentElement.lang = language;
  document.title = word("page_title", language);
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = word(element.dataset.text, language);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label, language));
  }
  for (const element of document.querySelectorAll("[data-placeholder]")) {
    element.placeholder = word(element.dataset.placeholder, language);
  }
}

/** 2026-07-01 as people of that language read it; what is no date stays as it is. */
export function day(iso, language) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return iso;
  return language === "en" ? iso : `${match[3]}/${match[2]}/${match[1]}`;
}
