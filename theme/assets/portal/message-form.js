/**
 * The message on the contact page: the reader's own words, and what
 * goes along with them, each line with a box to untick it.
 */

import { element } from "./dom.js";
import { carry, compose } from "./message.js";
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
 * @param {string} [begun] what was written of it before
 * @param {(text: string) => void} [keep] is called whenever the reader writes
 */
export function startMessage(root, begun = "", keep = () => {}) {
  const section = /** @type {HTMLElement} */ (root.querySelector("[data-kb-message]"));
  const text = /** @type {HTMLTextAreaElement} */ (section.querySelector("textarea"));
  const copier = /** @type {HTMLButtonElement} */ (section.querySelector("[data-kb-copy-message]"));
  const tooLong = /** @type {HTMLElement} */ (section.querySelector("[data-kb-too-long]"));
  const channels = /** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll("a[data-kb-template]"));
  const plain = new Map([...channels].map((link) => [link, link.href]));
  const items = [...section.querySelectorAll("label")].map((label) => ({
    label,
    box: /** @type {HTMLInputElement} */ (label.querySelector("input")),
    name: label.dataset.kbItem ?? "",
    line: "",
  }));

  /** Empty where there is nothing to tell: what is fixed, as the language, is no message by itself. */
  const message = () => {
    const along = items.filter(({ box, line }) => line && box.checked);
    if (!text.value.trim() && along.every(({ label }) => label.dataset.kbFixed)) return "";
    return compose(
      text.value,
      along.map(({ line }) => line),
    );
  };

  function renew() {
    const carried = message();
    const shut = [];
    for (const link of channels) {
      const address = carried ? carry(link.dataset.kbTemplate ?? "", carried) : null;
      link.href = address ?? plain.get(link) ?? "";
      if (carried && address === null) shut.push(link.textContent ?? "");
    }
    tooLong.textContent = shut.length
      ? fill(tooLong.dataset.kbTooLong ?? "", { channels: [...new Set(shut)].join(" / ") })
      : "";
    copier.disabled = !carried;
  }

  for (const { box } of items) box.addEventListener("change", renew);
  text.value = begun;
  text.addEventListener("input", () => {
    keep(text.value);
    renew();
  });
  copier.addEventListener("click", () => void copy(copier, message()));
  section.classList.remove("is-waiting");

  return {
    /** What the reader has written so far. */
    words: () => text.value,
    /** @param {Context} context */
    show(context) {
      for (const item of items) {
        const { shown, sent } = itemText(item.name, context, item.label);
        item.line = sent && fill(item.label.dataset.kbLine ?? "", { value: sent });
        item.label.hidden = !sent;
        /** @type {HTMLElement} */ (item.label.querySelector("b")).textContent = shown;
      }
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
