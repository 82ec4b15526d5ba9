// Robot, route and target on the hall's drawing.

import { byId, make, word } from "./dom.js";
import { loadDrawing, shape } from "./drawing.js";

const EDGE = 0.22; // share of the width that half a label needs
const NUMBER_WEIGHT = "700"; // of a counter's number in the drawing

const sizes = new ResizeObserver(() => {
  fitNames();
  placeTarget();
  hall.labels.forEach(keepInside);
});
let hall = null; // {drawing, box, toSvg, route, robot, target, labels}

/** Load the map; safe to call again after a reconnect. */
export async function loadMap(language) {
  const loaded = await loadDrawing(language).catch(() => null);
  if (loaded === null) return;
  const size = Math.max(loaded.box[2], loaded.box[3]) / 100;
  const route = shape("polyline", { class: "route", points: "", "stroke-width": size * 1.2, "stroke-dasharray": `0.001 ${size * 2.2}` });
  const robot = shape("g", { class: "robot-here" });
  robot.append(
    shape("circle", { class: "halo", r: size * 4 }),
    shape("path", { class: "heading", d: `M${size * 4.6} 0L${size * 1.6} ${size * 2.2}V${-size * 2.2}z` }),
    shape("circle", { class: "disc", r: size * 2.4 }),
  );
  const target = shape("g", {});
  target.append(
    shape("circle", { class: "target-ring", r: size * 2.2, "stroke-width": size * 0.8 }),
    shape("circle", { class: "target-dot", r: size }),
  );
  loaded.drawing.append(route, target, robot);
  const nameSize = Number(loaded.drawing.getAttribute("font-size")) || size * 2;
  const numbers = numbersOf(loaded.drawing);
  hall = { ...loaded, goal: { place: "", there: null }, mark: size * 2.8, nameSize, numbers, route, robot, target, labels: [make("p", { class: "map-label here" }), make("p", { class: "map-label there" })] };
  const frame = byId("map-drawing");
  frame.style.aspectRatio = `${loaded.box[2]} / ${loaded.box[3]}`;
  frame.style.setProperty("--wide", loaded.box[2] / loaded.box[3]);
  frame.replaceChildren(loaded.drawing, ...hall.labels);
  sizes.disconnect();
  for (const element of [frame, ...hall.labels]) sizes.observe(element);
}

function toSvg({ x, y }) {
  const [a, b, c, d, e, f] = hall.toSvg;
  return { u: a * x + c * y + e, v: b * x + d * y + f };
}

/** Put a label beside a point: `side` is left, right, above or below, as far as there is room. */
function placeLabel(label, text, point, side) {
  label.hidden = !text || point === null;
  label.textContent = label.hidden ? "" : text;
  if (label.hidden) return;
  const [x, y, width, height] = hall.box;
  const across = (point.u - x) / width;
  const down = (point.v - y) / height;
  label.style.left = `${across * 100}%`;
  label.style.top = `${down * 100}%`;
  const upright = side === "above" || side === "below";
  label.dataset.edge = upright && across < EDGE ? "left" : upright && across > 1 - EDGE ? "right" : "";
  label.dataset.side = fitting(side, down);
  keepInside(label);
}

function fitting(side, down) {
  if (side === "below" && down > 0.88) return "above";
  return side === "above" && down < 0.12 ? "below" : side;
}

const OPPOSITE = { left: "right", right: "left" };

/** Where a label stands out of the map, turn it to the other side, or else push it in. */
function keepInside(label) {
  if (label.hidden) return;
  let shift = standsOut(label);
  const { side } = label.dataset;
  if (shift !== 0 && side in OPPOSITE) {
    label.dataset.side = OPPOSITE[side];
    const other = standsOut(label);
    if (Math.abs(other) < Math.abs(shift)) shift = other;
    else label.dataset.side = side;
  }
  label.style.marginLeft = `${shift}px`;
}

/** How far to push a label so that it is inside, in pixels. */
function standsOut(label) {
  label.style.marginLeft = "0";
  const frame = byId("map-drawing").getBoundingClientRect();
  const { left, right } = label.getBoundingClientRect();
  return Math.max(frame.left - left, 0) || Math.min(frame.right - right, 0);
}

/** Text is never smaller than the page's: names that would be are left out, numbers are enlarged. */
function fitNames() {
  const scale = byId("map-drawing").clientWidth / hall.box[2];
  if (!(scale > 0)) return;
  const least = parseFloat(document.documentElement.style.getPropertyValue("--least")) / scale;
  hall.drawing.classList.toggle("tiny", hall.nameSize < least);
  for (const { text, size } of hall.numbers) {
    const point = middleOf(shapeOf(text.closest("[data-place]")));
    text.setAttribute("font-size", Math.max(size, least));
    text.setAttribute("x", point.u);
    text.setAttribute("y", point.v);
    text.setAttribute("dominant-baseline", "central");
  }
}

const shapeOf = (place) => place.querySelector("polygon, rect, circle, path") ?? place;

/** The numbers on the counters, with the size they were drawn in. */
function numbersOf(drawing) {
  const found = drawing.querySelectorAll(`[data-place] text[font-weight="${NUMBER_WEIGHT}"]`);
  return Array.from(found, (text) => ({ text, size: Number(text.getAttribute("font-size")) }));
}

function middleOf(element) {
  const { x, y, width, height } = element.getBBox();
  return { u: x + width / 2, v: y + height / 2 };
}

function centreOf(place) {
  const element = place && hall.drawing.querySelector(`[data-place="${CSS.escape(place)}"]`);
  return element ? middleOf(shapeOf(element)) : null;
}

/** The ring around where one is led to. */
function placeTarget() {
  const { place, there } = hall.goal;
  hall.target.classList.toggle("gone", there === null);
  if (there === null) return;
  const { u, v } = clearOfNumber(there, place);
  hall.target.setAttribute("transform", `translate(${u} ${v})`);
}

/** A point beside the number of its counter, which stays legible. */
function clearOfNumber(point, place) {
  const number = hall.numbers.find(({ text }) => text.closest("[data-place]").dataset.place === place);
  if (!number) return point;
  const middle = middleOf(shapeOf(number.text.closest("[data-place]")));
  const away = Math.hypot(point.u - middle.u, point.v - middle.v);
  const free = Number(number.text.getAttribute("font-size")) * 0.5 + hall.mark;
  if (away >= free) return point;
  const [x, y, width, height] = hall.box;
  const to = away > 0 ? point : { u: x + width / 2, v: y + height / 2 }; // from the counter into the hall
  const way = Math.hypot(to.u - middle.u, to.v - middle.v) || 1;
  return { u: middle.u + ((to.u - middle.u) / way) * free, v: middle.v + ((to.v - middle.v) / way) * free };
}

/** «Quầy số 3 – Bảo trợ xã hội» is «Quầy số 3» on the map: the rest stands beside it. */
export const shortName = (title) => title.split(/\s*[–:]\s/)[0];

/** Draw the state; true if there is a map. */
export function showMap(state) {
  if (hall === null) return false;
  const { robot, route, guide, language } = state;
  const place = guide.place || state.card?.place || "";
  const arrived = guide.state === "arrived";
  const known = robot !== null && robot.x !== null && robot.y !== null;
  hall.robot.classList.toggle("gone", !known);
  const here = known ? clearOfNumber(toSvg(robot), place) : null;
  if (known) {
    const [from, ahead] = [robot, { x: robot.x + Math.cos(robot.yaw), y: robot.y + Math.sin(robot.yaw) }].map(toSvg);
    const degrees = (Math.atan2(ahead.v - from.v, ahead.u - from.u) * 180) / Math.PI;
    hall.robot.setAttribute("transform", `translate(${here.u} ${here.v}) rotate(${degrees})`);
  }
  hall.route.setAttribute("points", route.map(toSvg).map(({ u, v }) => `${u},${v}`).join(" "));
  for (const element of hall.drawing.querySelectorAll("[data-place]")) {
    element.classList.toggle("target", place !== "" && element.dataset.place === place);
  }
  const goal = guide.target ?? (guide.place && route.length ? route[route.length - 1] : null);
  const there = goal ? toSvg(goal) : centreOf(place);
  hall.goal = { place, there: arrived ? null : there };
  placeTarget();
  const name = shortName(guide.place_title || state.card?.place_title || "");
  // Away from the line between the two, so that the route stays free.
  placeLabel(hall.labels[0], arrived ? "" : word("you_are_here", language), here, here && there && there.v > here.v ? "above" : "below");
  const middle = hall.box[0] + hall.box[2] / 2;
  placeLabel(hall.labels[1], name, there, there && there.u > middle ? "left" : "right");
  return true;
}

