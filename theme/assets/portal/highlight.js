/** Marks words in an article, leads the reader to the first, and takes the marks away when asked. */

import { element } from "./dom.js";
import { decodeAnchor, openAround } from "./questions.js";
import { isWriting } from "./shortcuts.js";

/** The article's own words, without dates, menus and notices around them. */
const TEXTS = ".article-head h1, .article-head .lead, .prose";
/** Text in one of these belongs together, whatever bold and links stand in it. */
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, summary, figcaption, caption, blockquote, div, details";
/** Programs are copied as they stand, and drawings have no place for marks. */
const LEFT_ALONE = "pre, svg, math, script, style, button, textarea, .headerlink, .tab-title[hidden]";

/** @typedef {{ start: number, end: number }} Span of a text, in UTF-16 units */

/** Takes the marks of this page away; null where there are none. @type {(() => void) | null} */
let clearMarks = null;

/**
 * @param {readonly string[]} words as they stand in the article
 * @param {import("./strings.js").Translate} translate
 */
export function markFoundWords(words, translate) {
  clearMarks?.();
  const { marks, found } = markTexts(words);
  const head = document.querySelector(".article-head");
  if (!marks[0] || !head) return;
  const button = element(
    "button",
    { type: "button", class: "textbutton", "aria-keyshortcuts": "Escape" },
    translate("js.found.clear"),
  );
  const bar = element(
    "div",
    { class: "toast found-bar" },
    element("span", {}, translate.count("js.found", found)),
    button,
  );
  head.after(bar); // near in the order of focus, wherever it is drawn
  clearMarks = () => {
    removeEventListener("keydown", onKey);
    bar.remove();
    for (const mark of marks) unwrap(mark);
    clearMarks = null;
  };
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    const elsewhere =
      event.defaultPrevented || event.isComposing || isWriting(event.target) || document.querySelector("dialog[open]");
    if (event.key === "Escape" && !elsewhere) clearMarks?.();
  };
  addEventListener("keydown", onKey);
  button.addEventListener("click", () => clearMarks?.());
  leadTo(firstAfterAnchor(marks));
}

/**
 * Where words stand in a text, in capitals or small letters, the longest first.
 * An alphabetic word counts only by itself: not `art` in `cart`.
 * @param {string} text
 * @param {readonly string[]} words
 * @returns {Span[]}
 */
export function findSpans(text, words) {
  const small = text.toLowerCase();
  const plain = small.length === text.length ? small : text; // İ becomes two; then spans would move
  const longestFirst = words.map((word) => word.toLowerCase()).sort((one, other) => other.length - one.length);
  /** @type {Span[]} */
  const spans = [];
  for (let at = 0; at < text.length; ) {
    const word = longestFirst.find(
      (word) => plain.startsWith(word, at) && !cutsWord(plain, at) && !cutsWord(plain, at + word.length),
    );
    if (word) spans.push({ start: at, end: at + word.length });
    at += word?.length || 1;
  }
  return spans;
}

/** @param {string} text @param {number} at */
const cutsWord = (text, at) => isAlphabetic(text[at - 1]) && isAlphabetic(text[at]);

/** @param {string | undefined} char */
const isAlphabetic = (char) => char !== undefined && /^[\p{L}\p{N}]$/u.test(char) && !/^\p{Script=Han}$/u.test(char);

/** @param {readonly string[]} words */
function markTexts(words) {
  /** @type {HTMLElement[]} */
  const marks = [];
  let found = 0;
  for (const nodes of textBlocks()) {
    const spans = findSpans(nodes.map((node) => node.data).join(""), words);
    found += spans.length;
    let start = 0;
    for (const node of nodes) {
      const { length } = node;
      const own = spans.filter((span) => span.end > start && span.start < start + length);
      marks.push(
        ...wrap(
          node,
          own.map((span) => ({ start: Math.max(span.start - start, 0), end: Math.min(span.end - start, length) })),
        ),
      );
      start += length;
    }
  }
  return { marks, found };
}

/** The text nodes of the article, those of one block together. @returns {Text[][]} */
function textBlocks() {
  /** @type {Text[][]} */
  const blocks = [];
  for (const root of document.querySelectorAll(TEXTS)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    /** @type {Element | null | undefined} */
    let last = null;
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      if (node.parentElement?.closest(LEFT_ALONE)) continue;
      const block = node.parentElement?.closest(BLOCKS);
      if (block === last) blocks.at(-1)?.push(node);
      else blocks.push([node]);
      last = block;
    }
  }
  return blocks;
}

/**
 * Put marks into a text node.
 * @param {Text} node
 * @param {Span[]} spans in order
 */
function wrap(node, spans) {
  let rest = node;
  let restStart = 0;
  return spans.map(({ start, end }) => {
    const found = rest.splitText(start - restStart);
    rest = found.splitText(end - start);
    restStart = end;
    const mark = element("mark", { class: "found" });
    found.replaceWith(mark);
    mark.append(found);
    return mark;
  });
}

/** @param {HTMLElement} mark */
function unwrap(mark) {
  const parent = mark.parentNode;
  mark.replaceWith(...mark.childNodes);
  parent?.normalize();
}

/** @param {HTMLElement[]} marks */
function firstAfterAnchor(marks) {
  const anchor = location.hash ? document.getElementById(decodeAnchor(location.hash)) : null;
  const after = anchor && marks.find((mark) => anchor.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
  return after ?? /** @type {HTMLElement} */ (marks[0]);
}

/**
 * Show a mark, at once and without taking the focus; the page stays where it is if the mark is in sight.
 * @param {HTMLElement} mark
 */
function leadTo(mark) {
  openAround(mark);
  const { top, bottom } = mark.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) mark.scrollIntoView({ block: "center", behavior: "instant" });
}
