/**
 * The message on the contact page: the reader's own words, and what
 * goes along with them, each line with a box to untick it.
 */

import { element } from "./dom.js";
import { addLine, carry, removeLine } from "./message.js";
import { fill } from "./strings.js";

/** @typedef {import("./contact-context.js").Context} Context */

const COPIED_MS = 2500;

/**
 * Bring the buttons to life that copy the ID of a channel.
 * @param {ParentNode} root
 */
export function startCopying(root) {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (root.querySelectorAll("[data-kb-copy]"))) {
    button.hidden = false;
    button.addEventListener("click", () => void copy(button, button.dataset.kbCopy ?? ""));
  }
}

/**
 * Bring the message to life, and the channels that take it along.
 * @param {ParentNode} root
 */
export function startMessage(root) {
  const section = /** @type {HTMLElement} */ (root.querySelector("[data-kb-message]"));
  const text = /** @type {HTMLTextAreaElement} */ (section.querySelector("textarea"));
  const copier = /** @type {HTMLButtonElement} */ (section.querySelector("[data-kb-copy-message]"));
  const channels = /** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll("a[data-kb-template]"));
  const plain = new Map([...channels].map((link) => [link, link.href]));
  const items = [...section.querySelectorAll("label")].map((label) => ({
    label,
    box: /** @type {HTMLInputElement} */ (label.querySelector("input")),
    name: label.dataset.kbItem ?? "",
    line: "",
  }));

  function renew() {
    for (const link of channels) {
      link.href = text.value.trim() ? carry(link.dataset.kbTemplate ?? "", text.value) : (plain.get(link) ?? "");
    }
    copier.disabled = !text.value.trim();
  }

  /** @param {(typeof items)[number]} item */
  function apply({ box, line }) {
    text.value = box.checked
      ? addLine(
          text.value,
          line,
          items.map((item) => item.line),
        )
      : removeLine(text.value, line);
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
        const { shown, sent } = itemText(item.name, context, item.label);
        text.value = item.line ? removeLine(text.value, item.line) : text.value;
        item.line = sent && fill(item.label.dataset.kbLine ?? "", { value: sent });
        item.label.hidden = !sent;
        /** @type {HTMLElement} */ (item.label.querySelector("b")).textContent = shown;
        if (item.line && item.box.checked) apply(item);
      }
      text.setSelectionRange(0, 0); // the reader's own words come first
      renew();
    },
  };
}

/**
 * What an item says: on the page, and in the message.
 * @param {string} name
 * @param {Context} context
 * @param {HTMLElement} label
 */
function itemText(name, { query, page, missing }, label) {
  if (name === "page" && page)
    return { shown: page.title || page.url.pathname, sent: `${page.title} ${page.url.href}`.trim() };
  const value = name === "query" ? query : name === "missing" ? missing : (label.dataset.kbFixed ?? "");
  return { shown: value, sent: value };
}

/** @param {HTMLButtonElement} button @param {string} text */
async function copy(button, text) {
  const words = button.textContent;
  await navigator.clipboard.writeText(text);
  const said = element("span", { role: "status" });
  button.replaceChildren(said);
  said.textContent = button.dataset.kbCopied ?? "";
  setTimeout(() => button.replaceChildren(words ?? ""), COPIED_MS);
}
