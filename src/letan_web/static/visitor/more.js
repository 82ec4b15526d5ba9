// A button for those who do not know that a page can be pushed up with a finger.

import { byId, show } from "./dom.js";

const SLACK_PX = 24;

export function prepareMore() {
  const content = byId("content");
  const look = () => {
    const left = content.scrollHeight - content.clientHeight - content.scrollTop;
    show("more", left > SLACK_PX && content.clientHeight > 0);
  };
  byId("more").addEventListener("click", () => {
    content.scrollBy({ top: content.clientHeight * 0.8, behavior: "auto" });
  });
  content.addEventListener("scroll", look, { passive: true });
  const sizes = new ResizeObserver(look);
  for (const element of [content, ...content.children]) sizes.observe(element);
}
