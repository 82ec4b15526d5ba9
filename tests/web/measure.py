"""From a publication to the page's text, and the stop: python -m tests.web.measure

Prints one JSON object. The times are elapsed, on a machine that may be doing other things.
"""

import json
import statistics
import sys
import time

from playwright.sync_api import sync_playwright
from tests.web.browser import Robot, chromium_path, launch, visit
from tests.web.requests import next_event, open_stream

from letan_web.visitor.screen_state import WordsHeard

RATE_HZ = 20
COUNT = 200
WATCH = """() => {
  window.delays = [];
  const look = () => {
    const sent = Number(document.getElementById("heard-words").textContent);
    if (sent) window.delays.push(Date.now() - sent);
  };
  new MutationObserver(look).observe(document.getElementById("heard-words"), {childList: true});
}"""


def main() -> int:
    """Measure and print; return the exit status."""
    chromium = chromium_path()
    if chromium is None:
        print("measure: no Chromium. Install it: apt-get install chromium", file=sys.stderr)
        return 2
    robot = Robot()
    server = robot.serve()
    with sync_playwright() as playwright, visit(launch(playwright, chromium), server.address) as v:
        v.page.evaluate(WATCH)
        for _ in range(COUNT):
            robot.feed.publish(WordsHeard(str(time.time() * 1000), False))
            v.page.wait_for_timeout(1000 / RATE_HZ)
        delays = sorted(v.page.evaluate("window.delays"))
    streams = [open_stream(server.address) for _ in range(5)]
    for stream in streams:
        next_event(stream)
    started = time.monotonic()
    stopped = server.stop()
    result = {
        "rate_hz": RATE_HZ,
        "sent": COUNT,
        "shown": len(delays),
        "publish_to_dom_ms_p50": round(statistics.median(delays), 1),
        "publish_to_dom_ms_p95": round(delays[int(len(delays) * 0.95)], 1),
        "stop_with_5_streams_s": round(time.monotonic() - started, 2),
        "stopped": stopped,
    }
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
