// The page's end of the stream: through the shared worker, or directly where there is none.

import { Source } from "./source.js";

export function listen(receive) {
  if (!("SharedWorker" in window)) {
    new Source(receive);
    return;
  }
  const worker = new SharedWorker("/static/visitor/stream_worker.js", {
    type: "module",
    name: "letan-stream",
  });
  worker.addEventListener("error", () => new Source(receive), { once: true });
  worker.port.addEventListener("message", ({ data }) => receive(data.name, data.value));
  worker.port.start();
  addEventListener("pagehide", () => worker.port.postMessage("leaving"));
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
