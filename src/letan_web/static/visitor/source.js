// One stream of the robot's state that reconnects by itself and notices when it went silent.

const EVENTS = ["snapshot", "update", "beat"];
const SILENCE_MS = 30000; // three missed beats
const AGAIN_MS = 1500;

/** Calls receive(name, value) for every event, and for "lost" when the robot cannot be reached. */
export class Source {
  #receive;
  #events = null;
  #timer = 0;

  constructor(receive) {
    this.#receive = receive;
    this.#open();
  }

  #open() {
    this.#events?.close();
    const events = new EventSource("/events");
    this.#events = events;
    for (const name of EVENTS) {
      events.addEventListener(name, (event) => {
        this.#wait(SILENCE_MS);
        this.#receive(name, JSON.parse(event.data));
      });
    }
    events.addEventListener("error", () => {
      this.#receive("lost", null);
      this.#wait(AGAIN_MS); // also after a refusal, when the browser itself gives up
    });
    this.#wait(SILENCE_MS);
  }

  #wait(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#receive("lost", null);
      this.#open();
    }, ms);
  }
}
