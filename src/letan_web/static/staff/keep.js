// Nothing typed is lost: a form with data-keep is kept in the browser until the server has it.
// With data-draft it is also saved as a draft on the server a moment after the last key.
import { send } from "./again.js";

const WAIT_MS = 800;

export function keepForms() {
  for (const form of document.querySelectorAll("form[data-keep]")) keep(form);
}

function keep(form) {
  const key = `letan:${location.pathname}:${form.dataset.keep}`;
  const state = form.querySelector("[data-state]");
  const tell = (text) => { if (state) state.textContent = text; };
  restore(form, key, tell);
  let timer = 0;
  let sending = Promise.resolve();
  form.addEventListener("input", () => {
    localStorage.setItem(key, fields(form));
    clearTimeout(timer);
    if (!form.dataset.draft) return;
    tell("Đang gõ…");
    timer = setTimeout(() => { sending = sending.then(() => saveDraft(form, key, tell)); }, WAIT_MS);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await sending;
    const button = event.submitter;
    const body = new URLSearchParams(new FormData(form, button));
    if (button) button.disabled = true;
    try {
      const answer = await send(button?.formAction || form.action, body);
      if (answer.redirected) {
        localStorage.removeItem(key);
        location.assign(answer.url);
        return;
      }
      show(form, await answer.text());
    } catch {
      tell("Không kết nối được với robot. Chữ đã gõ vẫn còn; hãy bấm lại.");
    } finally {
      if (button) button.disabled = false;
    }
  });
}

async function saveDraft(form, key, tell) {
  const body = new URLSearchParams(new FormData(form));
  tell("Đang lưu nháp…");
  try {
    const answer = await send(form.dataset.draft, body);
    if (answer.ok) {
      const { seen, at } = await answer.json();
      form.elements.seen_draft.value = seen;
      if (fields(form) === stored(key, form, seen)) localStorage.removeItem(key);
      tell(`Đã lưu nháp lúc ${at}`);
      show(form, "");
      return;
    }
    if (answer.status === 422) { // half a date: no fault, and nothing to interrupt anybody for
      tell("Chưa lưu nháp vì có ô chưa viết xong. Chữ đã gõ được giữ trong trình duyệt này.");
      return;
    }
    tell(answer.status === 409 ? "" : "Chưa lưu được nháp.");
    show(form, await answer.text());
  } catch {
    tell("Mất kết nối. Chữ đã gõ được giữ trong trình duyệt này.");
  }
}

// What is kept says the same as the form, whatever number the last draft had.
function stored(key, form, seen) {
  const kept = new URLSearchParams(localStorage.getItem(key) ?? "");
  kept.set("seen_draft", seen);
  return kept.toString();
}

function fields(form) {
  return new URLSearchParams(new FormData(form)).toString();
}

function show(form, html) {
  const place = form.querySelector("[data-answer]");
  place.innerHTML = html; // made by our own server, every text in it escaped
  htmx.process(place);
  if (html) place.querySelector("[tabindex], button, a")?.focus();
}

function restore(form, key, tell) {
  const kept = localStorage.getItem(key);
  if (!kept || kept === fields(form)) return;
  const values = new URLSearchParams(kept);
  for (const list of form.querySelectorAll("[data-rows]")) fit(list, values);
  const taken = {};
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "submit") continue;
    const all = values.getAll(field.name);
    const index = taken[field.name] = (taken[field.name] ?? -1) + 1;
    if (field.type === "checkbox") field.checked = all.includes(field.value);
    else if (all[index] !== undefined) field.value = all[index];
  }
  tell("Đã lấy lại phần anh/chị gõ lần trước mà chưa lưu.");
}

// Gives a list as many lines as were kept.
function fit(list, values) {
  const wanted = values.getAll(list.dataset.rows).length;
  const lines = list.querySelector("[data-lines]");
  while (lines.children.length < wanted) {
    lines.append(list.querySelector("template").content.cloneNode(true));
  }
  while (lines.children.length > wanted) lines.lastElementChild.remove();
}

// Two wrote the same part: mine goes over theirs only when somebody says so.
document.addEventListener("click", (event) => {
  const mine = event.target.closest("[data-take-mine]");
  if (mine) {
    const form = mine.closest("form");
    form.elements.seen_draft.value = mine.dataset.seenDraft;
    form.elements.seen_ready.value = mine.dataset.seenReady;
    mine.closest("[data-answer]").innerHTML = "";
    form.dispatchEvent(new Event("input", { bubbles: true }));
    form.querySelector("button.main").focus();
  }
  const theirs = event.target.closest("[data-take-theirs]");
  if (theirs) {
    const form = theirs.closest("form");
    localStorage.removeItem(`letan:${location.pathname}:${form.dataset.keep}`);
  }
});
