// Nobody is hurried: whoever reads or types is noticed, and whoever only looks can say so.

import { byId, show } from "./dom.js";
import { lastSent, touch } from "./send.js";

const OFFER_AFTER_MS = 9000; // the robot itself asks after 15 s of silence and waits 30 s more
const TELL_EVERY_MS = 5000;
const AFTER_CLICK_MS = 300;
let timer = 0;
let busy = false; // a visitor is there and the robot is silent

/** A visitor is there and it is his turn, or not. */
export function watchSilence(quiet) {
  if (quiet === busy) return;
  busy = quiet;
  offerLater();
}

function offerLater() {
  clearTimeout(timer);
  show("stay-bar", false);
  if (busy) timer = setTimeout(() => show("stay-bar", true), OFFER_AFTER_MS);
}

/** Tell the robot that somebody is still here, unless it has just heard of him anyway. */
function tell() {
  if (busy && performance.now() - lastSent() > TELL_EVERY_MS) touch("wake");
  offerLater();
}

export function prepareStay() {
  byId("stay").addEventListener("click", () => {
    touch("wake");
    offerLater();
  });
  for (const kind of ["pointerup", "keyup", "wheel"]) {
    addEventListener(kind, () => setTimeout(tell, AFTER_CLICK_MS), { passive: true });
  }
}
