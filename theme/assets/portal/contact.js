/** The contact page: articles that may answer it already, the message to take along, and the hours. */

import { readContext } from "./contact-context.js";
import { element } from "./dom.js";
import { hitLink } from "./hit-view.js";
import { showOpeningHours } from "./hours-view.js";
import { addLine, carry, removeLine } from "./message.js";
import { fill } from "./strings.js";

/** @typedef {import("./search-box.js").Portal} Portal */
/** @typedef {import("./contact-context.js").Context} Context */

const SUGGESTIONS = 4;
const COPIED_MS = 2500;

/** @param {Portal} portal */
export function startContactPage(portal) {
  const message = startMessage();
  const show = () => {
    const context = readContext(location.hash, portal.settings.base);
    message.show(context);
    void suggest(context.query, portal);
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.switch"))) link.hash = location.hash;
  };
  show();
  addEventListener("hashchange", show); // a search on this page found nothing and leads here again
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-kb-copy]"))) {
    button.hidden = false;
    button.addEventListener("click", () => void copy(button, button.dataset["kbCopy"] ?? ""));
  }
  showOpeningHours();
}

/** Put what a search finds where the popular articles stand. @param {string} query @param {Portal} portal */
async function suggest(query, { session, settings }) {
  const list = document.querySelector("[data-kb-suggestions]");
  if (!query || !list) return;
  const reply = await session.ask(query, { limit: SUGGESTIONS });
  if (reply.kind !== "answer" || !reply.answer.results.length) return; // the popular ones stay
  list.classList.add("hits");
  list.replaceChildren(...reply.answer.results.map((result, position) => element("li", {}, hitLink(result, position, reply.excerpts[position], settings))));
}

function startMessage() {
  const section = /** @type {HTMLElement} */ (document.querySelector("[data-kb-message]"));
  const text = /** @type {HTMLTextAreaElement} */ (section.querySelector("textarea"));
  const copier = /** @type {HTMLButtonElement} */ (section.querySelector("[data-kb-copy-message]"));
  const channels = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-kb-template]"));
  const plain = new Map([...channels].map((link) => [link, link.href]));
  const items = [...section.querySelectorAll("label")].map((label) => ({
    label,
    box: /** @type {HTMLInputElement} */ (label.querySelector("input")),
    name: label.dataset["kbItem"] ?? "",
    line: "",
  }));

  function renew() {
    for (const link of channels) {
      link.href = text.value.trim() ? carry(link.dataset["kbTemplate"] ?? "", text.value) : (plain.get(link) ?? "");
    }
    copier.disabled = !text.value.trim();
  }

  /** @param {(typeof items)[number]} item */
  function apply({ box, line }) {
    text.value = box.checked ? addLine(text.value, line, items.map((item) => item.line)) : removeLine(text.value, line);
    renew();
  }

  for (const item of items) item.box.addEventListener("change", () => apply(item));
  text.addEventListener("input", renew);
  copier.addEventListener("click", () => void copy(copier, text.value.trim()));
  section.classList.remove("is-waiting");

  return {
    /** @param {Context} context */
    show(context) {
      for (const item of items) {
        const { shown, sent } = valueOf(item.name, context, item.label);
        text.value = item.line ? removeLine(text.value, item.line) : text.value;
        item.line = sent && fill(item.label.dataset["kbLine"] ?? "", { value: sent });
        item.label.hidden = !sent;
        /** @type {HTMLElement} */ (item.label.querySelector("b")).textContent = shown;
        if (item.line && item.box.checked) apply(item);
      }
      text.setSelectionRange(0, 0); // the reader's own words come first
      renew();
    },
  };
}

/** What an item says: on the page, and in the message. @param {string} name @param {Context} context @param {HTMLElement} label */
function valueOf(name, { query, page, missing }, label) {
  if (name === "page" && page) return { shown: page.title || page.url.pathname, sent: `${page.title} ${page.url.href}`.trim() };
  const value = name === "query" ? query : name === "missing" ? missing : (label.dataset["kbFixed"] ?? "");
  return { shown: value, sent: value };
}

/** @param {HTMLButtonElement} button @param {string} text */
async function copy(button, text) {
  const words = button.textContent;
  await navigator.clipboard.writeText(text);
  const said = element("span", { role: "status" });
  button.replaceChildren(said);
  said.textContent = button.dataset["kbCopied"] ?? "";
  setTimeout(() => button.replaceChildren(words ?? ""), COPIED_MS);
}

