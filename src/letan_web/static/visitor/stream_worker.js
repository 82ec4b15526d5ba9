// Shared by all pages of this browser: HTTP/1.1 allows six connections, and a stream holds one.

import { Source } from "./source.js";

const pages = new Set();
let state = null;
let lost = false;

function tell(name, value) {
  for (const page of pages) page.postMessage({ name, value });
}

function receive(name, value) {
  lost = name === "lost";
  if (name === "snapshot") state = value;
  if (name === "update") Object.assign(state, value);
  tell(name, value);
}

self.addEventListener("connect", (event) => {
  const page = event.ports[0];
  pages.add(page);
  page.addEventListener("message", () => pages.delete(page)); // "leaving" is all a page says
  page.start();
  if (state !== null) page.postMessage({ name: "snapshot", value: state });
  if (lost) page.postMessage({ name: "lost", value: null });
});

new Source(receive);
