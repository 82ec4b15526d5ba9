// Every question by touch, for those who neither speak nor type: topics, then the questions of one.

import { button, inLanguage, make, word } from "./dom.js";
import { closePanel, openPanel, panelIs } from "./panel.js";
import { touch } from "./send.js";

async function load() {
  const answer = await fetch("/topics");
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const row = (text, onclick) => make("button", { type: "button", class: "tile", onclick }, make("span", { class: "title" }, text));

/** List the topics; what is touched leads to its questions, and a question is asked. */
export async function openTopics(language) {
  const topics = await load().catch(() => null);
  if (document.documentElement.lang !== language) return; // it changed in the meantime
  if (topics === null) {
    openPanel("topics", word("topics_title", language), make("p", {}, word("topics_missing", language)));
    return;
  }
  const rows = topics.map((topic) => row(inLanguage(topic.title, language), () => openTopic(topic, language)));
  openPanel("topics", word("topics_title", language), make("div", { class: "tiles" }, ...rows));
}

function openTopic({ title, questions }, language) {
  const ask = (intent) => async () => {
    if ((await touch("ask", intent)) && panelIs("topics")) closePanel();
  };
  const rows = questions.map((question) => row(inLanguage(question.title, language), ask(question.intent)));
  const back = button("topics_back", "back", language, () => openTopics(language));
  openPanel("topics", inLanguage(title, language), back, make("div", { class: "tiles single" }, ...rows));
}
