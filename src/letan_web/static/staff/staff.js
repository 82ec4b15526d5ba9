// What every page of the staff does in the browser: keeps what was typed, and signs in again.
import { keepForms } from "./keep.js";
import { signInAgain } from "./again.js";
import { rows } from "./rows.js";

keepForms();
rows();

// A request of htmx that meets an expired session is sent again after signing in.
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (ctx?.response?.status !== 401) return;
  event.preventDefault();
  signInAgain().then(() => htmx.trigger(ctx.sourceElement, "again"));
});

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());

// A form that takes a while says so, and cannot be sent twice.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method === "dialog") return;
  const button = event.submitter ?? event.target.querySelector("button");
  if (button?.dataset.busy) {
    button.textContent = button.dataset.busy;
    setTimeout(() => { button.disabled = true; });
  }
});
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// A file that is too large is told before it is sent.
for (const field of document.querySelectorAll("[data-most]")) {
  field.addEventListener("change", () => {
    const large = [...field.files].some((file) => file.size > Number(field.dataset.most));
    const form = field.form;
    form.querySelector("[data-too-large]").hidden = !large;
    form.querySelector("button").disabled = large;
  });
}
