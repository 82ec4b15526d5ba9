// What the visitor does, on its way to the robot.

import { show } from "./dom.js";

let sentAt = 0;

/** When anything was last sent to the robot, in milliseconds of performance.now(). */
export const lastSent = () => sentAt;

async function post(path, fields) {
  sentAt = performance.now();
  let taken = false;
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(fields),
    });
    taken = answer.ok;
  } catch {
    taken = false; // the robot cannot be reached; the page says so below
  }
  show("not-sent", !taken);
  return taken;
}

export const touch = (kind, value = "", turn_id = "") => post("/touch", { kind, value, turn_id });

export const ask = (text) => post("/ask", { text });
