// Buttons for those who do not know that a page can be pushed up with a finger.

import { byId, show } from "./dom.js";

const SLACK_PX = 24;

/** Offer `button` while something of `scroller` is out of sight below. */
export function offerMore(scroller, button) {
  const look = () => {
    const over = scroller.scrollHeight - scroller.clientHeight;
    // What the button itself takes away does not count, or it would stay once it is there.
    const fits = over - byId(button).offsetHeight <= SLACK_PX;
    show(button, !fits && over - scroller.scrollTop > SLACK_PX && scroller.clientHeight > 0);
  };
  byId(button).addEventListener("click", () => {
    scroller.scrollBy({ top: scroller.clientHeight * 0.8, behavior: "auto" });
  });
  scroller.addEventListener("scroll", look, { passive: true });
  const sizes = new ResizeObserver(look);
  sizes.observe(scroller);
  const observeChildren = () => {
    for (const element of scroller.children) sizes.observe(element); // an element is observed once
  };
  observeChildren();
  new MutationObserver(observeChildren).observe(scroller, { childList: true });
}
