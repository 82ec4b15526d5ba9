// The robot live: one stream, drawn as it comes.
import { send, signInAgain } from "./again.js";
import { drawMap as drawHall } from "./map.js";

const TALK = {
  idle: "Robot đang rảnh, chưa có ai.", listening: "Robot đang nghe người dân.", thinking: "Robot đang tìm câu trả lời.",
  speaking: "Robot đang nói.", waiting: "Robot đang chờ người dân trả lời.", leading: "Robot đang dẫn người dân.", emergency: "Robot đang báo khẩn cấp.",
};
const LEVEL = { ok: "tốt", warn: "cần xem", error: "hỏng" };
const PART = {
  hearing: "Nghe", voice: "Nói", faq: "Tìm câu trả lời", dialogue: "Hội thoại", screen: "Màn hình", guide: "Dẫn đường", navigator: "Đi lại",
  collision_monitor: "Chống va chạm", gesture: "Cử chỉ", attention: "Nhận biết người", surroundings: "Quan sát xung quanh", sim: "Mô phỏng", recorder: "Ghi dữ liệu",
};
const SVG = "http://www.w3.org/2000/svg";
const $ = (id) => document.getElementById(id);
const state = {};

function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function connect() {
  const source = new EventSource("/robot/events");
  const take = (event) => {
    $("lost").hidden = true;
    const changed = JSON.parse(event.data);
    Object.assign(state, changed);
    draw(changed);
  };
  source.addEventListener("snapshot", take);
  source.addEventListener("update", take);
  source.onerror = async () => {
    $("lost").hidden = false;
    if (source.readyState !== EventSource.CLOSED) return;
    const answer = await fetch("/robot", { headers: { "hx-request": "true" } }).catch(() => null);
    if (answer?.status === 401) await signInAgain();
    setTimeout(connect, 2000);
  };
}

function draw(changed) {
  if ("talk" in changed || "stopped" in changed || "battery" in changed || "guide" in changed) drawNow();
  if ("calls" in changed) drawCalls();
  if ("faults" in changed) drawFaults();
  if ("nodes" in changed) drawNodes();
  if (["robot", "people", "route", "scan"].some((name) => name in changed)) drawMap();
  if ("ear" in changed && $("level")) drawEar();
  if ("watched" in changed && $("watch")) {
    $("watch").textContent = state.watched ? "Tắt hình" : "Bật hình";
    $("watch-words").textContent = state.watched ? "Đang bật…" : "";
    if (!state.watched) $("picture").hidden = true;
  }
  if ("picture" in changed && $("picture") && state.watched) {
    $("picture").src = `/robot/picture.jpg?${state.picture}`;
    $("picture").hidden = false;
  }
  if ("recording" in changed && $("record")) {
    $("record").textContent = state.recording ? "Dừng ghi" : "Bắt đầu ghi";
    $("record-words").textContent = state.recording ? "Đang ghi…" : "";
  }
}

function drawNow() {
  const battery = state.battery === null ? "" : ` Pin ${Math.round(state.battery * 100)}%.`;
  const words = state.stopped ? "Robot đã dừng, bánh xe bị khoá." : TALK[state.talk] ?? "Chưa biết robot đang làm gì.";
  if ($("now").textContent !== words + battery) $("now").textContent = words + battery;
  $("stop").hidden = state.stopped;
  if ($("release")) $("release").hidden = !state.stopped;
}

// The centre's clock, wherever this browser stands.
function clockOf(moment) {
  const shifted = new Date(Date.parse(moment) + Number($("calls").dataset.utcOffset) * 3_600_000);
  return shifted.toISOString().slice(11, 16);
}

function drawCalls() {
  const open = state.calls.filter((call) => !call.acknowledged);
  const lines = state.calls.map((call) => {
    const line = element("div", "", { class: `call ${call.urgent ? "urgent" : ""} ${call.acknowledged ? "over" : ""}` });
    const time = clockOf(call.at);
    line.append(element("p", `${time} · ${call.reason}${call.place ? ` · ${call.place}` : ""}`));
    if (call.acknowledged) line.append(element("span", "Đã có người nhận", { class: "small" }));
    else {
      const button = element("button", "Tôi đến ngay", { type: "button", class: "main" });
      button.addEventListener("click", () => send(`/robot/calls/${encodeURIComponent(call.id)}`, new URLSearchParams()));
      line.append(button);
    }
    return line;
  });
  $("calls").replaceChildren(...(lines.length ? lines : [element("p", "Chưa có cuộc gọi nào.", { class: "small" })]));
  document.title = open.length ? `(${open.length}) Có cuộc gọi` : "Robot";
  ring(open);
}

function drawFaults() {
  const lines = state.faults.map((fault) => element("p", `${fault.code} · ${fault.text}`, { class: fault.severity === "error" ? "error" : "note" }));
  $("faults").replaceChildren(...(lines.length ? lines : [element("p", "Không có trục trặc nào.", { class: "small" })]));
}

function drawNodes() {
  const open = new Set([...$("nodes").querySelectorAll("details[open]")].map((one) => one.dataset.node));
  $("nodes").replaceChildren(...state.nodes.map((node) => {
    const line = element("li");
    const details = element("details", "", { "data-node": node.name });
    const summary = element("summary", `${PART[node.name] ?? node.name}: `);
    summary.append(element("strong", LEVEL[node.level] ?? node.level, { class: `level-${node.level}` }));
    const fields = Object.entries(node.fields).map((pair) => pair.join("=")).join(" · ");
    details.append(summary, element("p", `${node.name} · ${node.state} · ${fields}`, { class: "small" }));
    details.open = open.has(node.name);
    line.append(details);
    return line;
  }));
}

let layer = null;
async function loadMap() {
  const drawing = await drawHall($("map"), "/robot/map.svg");
  if (!drawing) return;
  layer = shape("g", { id: "live" });
  drawing.append(layer);
  drawMap();
}

function drawMap() {
  if (!layer) return;
  const parts = [];
  if (state.scan?.length) parts.push(shape("path", { class: "scan", d: state.scan.map((p) => `M${p.x.toFixed(2)} ${(-p.y).toFixed(2)}h0`).join("") }));
  if (state.route?.length) parts.push(shape("polyline", { class: "route", points: state.route.map((p) => `${p.x},${-p.y}`).join(" ") }));
  for (const person of state.people ?? []) parts.push(shape("circle", { class: person.follower ? "follower" : "person", cx: person.at.x, cy: -person.at.y, r: 0.25 }));
  if (state.robot) {
    const { x, y, yaw } = state.robot;
    const robot = shape("g", { class: "robot", transform: `translate(${x} ${-y}) rotate(${(-yaw * 180) / Math.PI})` });
    robot.append(shape("circle", { r: 0.35 }), shape("path", { d: "M0.1 -0.2L0.45 0L0.1 0.2z" }));
    parts.push(robot);
  }
  layer.replaceChildren(...parts);
}

function drawEar() {
  const { level_dbfs, speech, clipping } = state.ear;
  $("level").value = Math.max(-70, level_dbfs);
  $("level-words").textContent = clipping ? "Micro thu quá to, tiếng bị vỡ." : speech > 0.5 ? "Robot nghe thấy tiếng nói." : level_dbfs < -100 ? "Micro không có tín hiệu." : "Chỉ có tiếng ồn nền.";
}

// The bell: two tones, again every three seconds while an open call is there.
let sound = null;
let ringing = 0;
function ring(open) {
  clearInterval(ringing);
  if (!open.length) return;
  const once = () => beep(open.some((call) => call.urgent));
  once();
  ringing = setInterval(once, 3000);
}

function beep(urgent) {
  if (sound?.state !== "running") return;
  [0, 0.22, ...(urgent ? [0.44, 0.66] : [])].forEach((delay, index) => {
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    tone.frequency.value = index % 2 ? 660 : 880;
    volume.gain.setValueAtTime(0.3, sound.currentTime + delay);
    volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + delay + 0.2);
    tone.connect(volume).connect(sound.destination);
    tone.start(sound.currentTime + delay);
    tone.stop(sound.currentTime + delay + 0.2);
  });
}

$("bell").addEventListener("click", async () => {
  sound ??= new AudioContext();
  if (sound.state === "running") await sound.suspend();
  else await sound.resume();
  const on = sound.state === "running";
  $("bell").setAttribute("aria-pressed", on);
  $("bell").textContent = on ? "Tắt chuông" : "Bật chuông";
  if (on) beep(false);
});
const press = (id, address, body = {}) => $(id)?.addEventListener("click", () => send(address, new URLSearchParams(body)));
press("stop", "/robot/stop");
press("release", "/robot/release");
$("speaker")?.addEventListener("click", async () => {
  const answer = await send("/robot/speaker", new URLSearchParams());
  $("speaker-words").textContent = answer.ok ? "Robot đang nói thử. Nghe thấy không?" : "Không gửi được lệnh.";
});
$("watch")?.addEventListener("click", async () => {
  const answer = await send("/robot/watch", new URLSearchParams({ on: state.watched ? "0" : "1" }));
  $("watch-words").textContent = answer.ok ? "Robot chưa gửi hình: máy này có camera không?" : "Không gửi được lệnh.";
});
$("record")?.addEventListener("click", async () => {
  const answer = await send("/robot/recording", new URLSearchParams({ on: state.recording ? "0" : "1" }));
  if (!answer.ok) $("record-words").textContent = await answer.text();
});
for (const form of document.querySelectorAll("[data-setting]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await send("/robot/settings", new URLSearchParams(new FormData(form)));
    form.querySelector("[role=status]").textContent = answer.ok ? "Đã đặt." : await answer.text();
  });
}
loadMap();
connect();
