// Lists in a form: one more line, one less. A line is copied from the list's <template>.
export function rows() {
  for (const list of document.querySelectorAll("[data-rows]")) {
    list.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.row === "more") more(list);
      if (button?.dataset.row === "less") less(list, button.closest("[data-line]"));
      if (button?.dataset.row === "up") up(button.closest("[data-line]"));
    });
  }
}

function changed(list) {
  number(list);
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function more(list) {
  const line = list.querySelector("template").content.cloneNode(true).firstElementChild;
  list.querySelector("[data-lines]").append(line);
  line.querySelector("textarea, input").focus();
  number(list);
}

function less(list, line) {
  const next = line.nextElementSibling ?? line.previousElementSibling;
  line.remove();
  (next?.querySelector("textarea, input") ?? list.querySelector("[data-row=more]")).focus();
  changed(list);
}

function up(line) {
  const list = line.closest("[data-rows]");
  line.previousElementSibling?.before(line);
  line.querySelector("[data-row=up]").focus();
  changed(list);
}

function number(list) {
  list.querySelectorAll("[data-line] legend .number").forEach((mark, index) => { mark.textContent = index + 1; });
}
