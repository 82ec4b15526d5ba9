"""What an eye would see wrong on the visitor's page: small, cut, outside, covered."""

from typing import Any

from playwright.sync_api import Page

_CHECK = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const seen = (e) => e.checkVisibility() && e.getClientRects().length > 0;
  const name = (e) => e.id || e.className || e.tagName;
  const found = [];
  for (const e of document.querySelectorAll("button, input")) {
    if (!seen(e)) continue;
    const { width, height } = e.getBoundingClientRect();
    if (width < 64 || height < 64) found.push(`small: ${name(e)} ${width}x${height}`);
  }
  for (const e of document.querySelectorAll("button, p, h1, h2, h3, li, output")) {
    if (!seen(e) || e.classList.contains("unseen")) continue;
    if (e.scrollWidth > e.clientWidth + 1) found.push(`cut: ${name(e)}`);
    const { left, right } = e.getBoundingClientRect();
    if (left < 0 || right > innerWidth + 1) found.push(`outside: ${name(e)}`);
  }
  const inches = Number(document.documentElement.dataset.inches);
  const pxPerMm = Math.hypot(screen.width, screen.height) / (inches * 25.4);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.nodeValue.trim() || !seen(e) || e.closest(".unseen, title")) continue;
    const scale = e.ownerSVGElement ? e.ownerSVGElement.getScreenCTM().a : 1;
    const mm = (parseFloat(getComputedStyle(e).fontSize) * scale) / pxPerMm;
    const least = inches <= 11 ? 7.25 : 12;
    if (mm < least - 0.05) found.push(`text of ${mm.toFixed(1)} mm: ${name(e)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
  const staff = document.getElementById("call-staff").getBoundingClientRect();
  const top = document.elementFromPoint(staff.x + staff.width / 2, staff.y + staff.height / 2);
  if (!top?.closest("#call-staff")) found.push("the officer's button is covered");
  const boxes = ["face", "heard", "spoken", "greeting", "content", "more", "panel", "call-staff"]
    .map((id) => document.getElementById(id)).filter(seen)
    .map((e) => [name(e), e.getBoundingClientRect()]);
  const whole = document.documentElement.dataset.flow === "page";
  for (const [i, [a, p]] of boxes.entries()) for (const [b, q] of boxes.slice(i + 1)) {
    if (whole && b === "call-staff") continue;  // stays in place while the page scrolls under it
    const over = Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1
      && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1;
    if (over) found.push(`overlap: ${a} and ${b}`);
  }
  const number = document.querySelector('.target text[font-weight="700"]');
  for (const mark of document.querySelectorAll(".target-ring, .disc")) {
    if (!number || !seen(number) || !seen(mark)) continue;
    const [p, q] = [number.getBoundingClientRect(), mark.getBoundingClientRect()];
    const x = (p.left + p.right - q.left - q.right) / 2;
    const y = (p.top + p.bottom - q.top - q.bottom) / 2;
    if (Math.hypot(x, y) < (p.width + q.width) / 2) found.push("a mark covers the number");
  }
  const shown = (e) => {
    const { left, right, top, bottom } = e.getBoundingClientRect();
    const box = whole ? null : e.closest(".panel-body, .panel");
    const clip = box?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
    return { left, right, top: Math.max(top, clip.top), bottom: Math.min(bottom, clip.bottom) };
  };
  const buttons = [...document.querySelectorAll(".panel button, .actions button")].filter(seen);
  for (const [i, one] of buttons.entries()) for (const other of buttons.slice(i + 1)) {
    if (whole && one.closest(".panel") && other.closest(".actions")) continue;
    const [p, q] = [shown(one), shown(other)];
    const over = Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1
      && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1;
    if (over) found.push(`overlap: ${name(one)} and ${name(other)}`);
  }
  done(found);
})))"""


def problems(page: Page) -> list[str]:
    """Look at the top of the page once it is drawn; return what is wrong with it."""
    page.evaluate("scrollTo(0, 0)")
    found: Any = page.evaluate(_CHECK)
    return [str(what) for what in found]


def set_text_size(page: Page, percent: int) -> None:
    """Press the buttons until it has the size."""
    while (now := int(page.get_attribute("html", "data-text-size") or 0)) != percent:
        page.click("#text-larger" if now < percent else "#text-smaller")
