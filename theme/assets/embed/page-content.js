/**
 * A page of the portal → elements that are safe to show on another site's page.
 *
 * The page is parsed by the browser on its way in (XMLHttpRequest with `responseType = "document"`): nothing in it runs
 * or loads, and no string is turned into HTML, so a site that enforces Trusted Types needs no policy for it. Then
 * elements are made anew, from a list of those allowed.
 */

import { element } from "../portal/dom.js";

/** @typedef {{ allowed: ReadonlyMap<string, string[]>, leftOut: string }} Rules */

/**
 * @param {Record<string, string>} elements with their attributes, separated by blanks
 * @returns {[string, string[]][]}
 */
const listed = (elements) =>
  Object.entries(elements).map(([name, attributes]) => [name, attributes.split(" ").filter(Boolean)]);

/** Elements that are shown, with the attributes they may keep. What is not here is left out; its text is not. */
// biome-ignore format: a table
const ALLOWED = new Map(
  listed({
    a: "", abbr: "title", b: "", blockquote: "", br: "", caption: "", cite: "", code: "", dd: "", del: "",
    details: "open", dfn: "", div: "", dl: "", dt: "", em: "", figcaption: "", figure: "", h2: "", h3: "", h4: "",
    h5: "", h6: "", hr: "", i: "", img: "alt width height", ins: "", kbd: "", li: "value", mark: "",
    ol: "start reversed", p: "", pre: "", q: "", s: "", samp: "", small: "", span: "", strong: "", sub: "", summary: "",
    sup: "", table: "", tbody: "", td: "colspan rowspan", tfoot: "", th: "colspan rowspan scope", thead: "", tr: "",
    u: "", ul: "", var: "", wbr: "",
  }),
);
const EVERYWHERE = ["id", "lang", "dir", "class"];
/** Not even their text: it is no prose, or belongs to what a page does. */
const NEVER = "script, style, template, noscript, svg, math, iframe, object, embed, video, audio, canvas, form, select";
/** @type {Rules} */
const ARTICLE = { allowed: ALLOWED, leftOut: `${NEVER}, button, textarea, .headerlink, .visually-hidden` };
/**
 * The contact page has a message to write besides;
 * what a script brings to life there is left out unless portal/message-form.js does.
 * @type {Rules}
 */
const CONTACT = {
  allowed: new Map([
    ...ALLOWED,
    ...listed({
      a: "data-kb-template",
      button: "type hidden data-kb-copy data-kb-copied data-kb-copy-message",
      fieldset: "",
      input: "type checked",
      label: "hidden data-kb-item data-kb-line data-kb-fixed",
      legend: "",
      p: "role data-kb-too-long",
      section: "data-kb-message",
      textarea: "rows aria-label placeholder",
    }),
  ]),
  leftOut: `${NEVER}, .icon, [data-kb-open]`,
};
const OF_ARTICLE = ".article-head .lead, .page-head .lead, .prose, .category-layout .takes, .category-layout .list";
const OF_CONTACT = ".contact-head .lead, [data-kb-message], section:has(.channels), .contact-side";
const PROTOCOLS = ["https:", "http:", "mailto:", "tel:"];

/**
 * lang: empty where it is that of the portal. contact: whether it is the contact page.
 * @typedef {{ title: string, lang: string, url: URL, parts: Node[], contact: boolean }} PageContent
 */

/**
 * Fetch a page of the portal, without cookies. Rejects where there is none.
 * @param {URL} address
 * @returns {Promise<Document>}
 */
export function fetchPage(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new Error(`${request.status || "no answer"} for ${address.href}`));
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.responseXML ? resolve(request.responseXML) : fail());
    request.onerror = fail;
    request.send();
  });
}

/**
 * What a page of the portal says: the article, the list of a category, or the ways to a person. Null where it has none.
 * @param {Document} page from fetchPage
 * @param {URL} base the portal's root
 * @returns {PageContent | null}
 */
export function readContent(page, base) {
  const main = page.querySelector("main");
  const title = main?.querySelector("h1");
  if (!main || !title) return null;
  const contact = main.querySelector(".contact-page") !== null;
  const parts = [...main.querySelectorAll(contact ? OF_CONTACT : OF_ARTICLE)];
  const lang = main.querySelector(".article")?.getAttribute("lang") ?? "";
  return {
    title: title.textContent?.trim() ?? "",
    lang,
    url: new URL(page.URL),
    parts: parts.flatMap((part) => safeCopy(part, base, contact ? CONTACT : ARTICLE)),
    contact,
  };
}

/**
 * What is so for a time, as the home page has it; each with its moments in seconds since 1970, null for none.
 * @param {Document} page from fetchPage
 * @param {URL} base the portal's root
 * @returns {{ from: number | null, end: number | null, parts: () => Node[] }[]}
 */
export function readNotices(page, base) {
  const written = /** @type {HTMLElement | null} */ (page.querySelector("script[data-kb-times]"))?.dataset.kbTimes;
  /** @type {Map<string, [number | null, number | null]>} */
  const times = new Map(Object.entries(JSON.parse(written ?? "{}")));
  return [...page.querySelectorAll(".notices .news")].map((news) => {
    const [from, end] = times.get(news.id) ?? [null, null];
    return {
      from,
      end,
      parts: () => [...news.querySelectorAll("summary, p")].flatMap((text) => noticeLine(text, base)),
    };
  });
}

/** The title is what opens a notice on the portal; in the panel it is open. @param {Element} text @param {URL} base */
function noticeLine(text, base) {
  if (text.localName !== "summary") return safeCopy(text, base, ARTICLE);
  return [element("p", {}, ...[...text.childNodes].flatMap((child) => safeCopy(child, base, ARTICLE)))];
}

/**
 * An element and all in it made anew, of what is allowed.
 * @param {Node} node
 * @param {URL} base the portal's root: images of others are not loaded
 * @param {Rules} rules
 * @returns {Node[]}
 */
function safeCopy(node, base, rules) {
  if (node.nodeType === Node.TEXT_NODE) return [new Text(/** @type {Text} */ (node).data)];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const source = /** @type {Element} */ (node);
  const inWords = wordsFor(source);
  if (inWords !== null) return [new Text(inWords)];
  if (source.matches(rules.leftOut)) return [];
  const name = source.localName;
  if (name === "input" && !rules.allowed.has(name)) return copyTick(source);
  const inner = () => [...source.childNodes].flatMap((child) => safeCopy(child, base, rules));
  const allowed = rules.allowed.get(name);
  if (!allowed || source.namespaceURI !== "http://www.w3.org/1999/xhtml") return inner();
  const copy = element(/** @type {keyof HTMLElementTagNameMap} */ (name));
  for (const attribute of [...EVERYWHERE, ...allowed]) {
    const value = source.getAttribute(attribute);
    if (value !== null) copy.setAttribute(attribute, value);
  }
  if (copy instanceof HTMLImageElement) return copyImage(copy, source, base);
  if (copy instanceof HTMLAnchorElement) copyAddress(copy, source);
  copy.append(...inner());
  return [copy];
}

/**
 * What stands for an element that only a page of the portal can show: a formula, a term that opens its meaning.
 * @param {Element} source
 */
function wordsFor(source) {
  if (source.localName === "math") return source.getAttribute("alttext") ?? "";
  if (source.matches("button.term")) return source.textContent;
  return source.matches(".meaning[popover]") ? ` (${source.textContent})` : null;
}

/** The box of a task list; it says, and cannot be pressed. @param {Element} source */
function copyTick(source) {
  return source.getAttribute("type") === "checkbox"
    ? [element("input", { type: "checkbox", disabled: true, checked: source.hasAttribute("checked") })]
    : [];
}

/** @param {HTMLImageElement} copy @param {Element} source @param {URL} base */
function copyImage(copy, source, base) {
  const address = resolve(source, "src");
  if (address?.origin !== base.origin) return [new Text(copy.alt)];
  copy.crossOrigin = "anonymous"; // no cookies, and allowed where the page isolates itself (COEP)
  copy.loading = "lazy";
  copy.src = address.href;
  return [copy];
}

/** @param {HTMLAnchorElement} copy @param {Element} source */
function copyAddress(copy, source) {
  const address = resolve(source, "href");
  if (!address || !PROTOCOLS.includes(address.protocol)) return copy.removeAttribute("data-kb-template");
  copy.href = address.href;
  if (!address.protocol.startsWith("http")) return; // a mail or telephone application opens, and no page
  copy.target = "_blank";
  copy.rel = "noopener";
}

/** @param {Element} source @param {string} attribute */
function resolve(source, attribute) {
  const address = source.getAttribute(attribute);
  return address !== null && URL.canParse(address, source.baseURI) ? new URL(address, source.baseURI) : null;
}
