/**
 * A page of the portal → elements that are safe to show on another site's page.
 *
 * The page is parsed by the browser on its way in (XMLHttpRequest with `responseType = "document"`): nothing in it runs or loads, and
 * no string is turned into HTML, so a site that enforces Trusted Types needs no policy for it. Then elements are made anew,
 * from a list of those allowed.
 */

import { element } from "../portal/dom.js";

/** Elements that are shown, with the attributes they may keep. What is not here is left out; its text is not. */
const ALLOWED = new Map(
  Object.entries({
    a: "", abbr: "title", b: "", blockquote: "", br: "", caption: "", cite: "", code: "", dd: "", del: "", details: "open", dfn: "", div: "", dl: "", dt: "",
    em: "", figcaption: "", figure: "", h2: "", h3: "", h4: "", h5: "", h6: "", hr: "", i: "", img: "alt width height", ins: "", kbd: "", li: "value",
    mark: "", ol: "start reversed", p: "", pre: "", q: "", s: "", samp: "", small: "", span: "", strong: "", sub: "", summary: "", sup: "", table: "",
    tbody: "", td: "colspan rowspan", tfoot: "", th: "colspan rowspan scope", thead: "", tr: "", u: "", ul: "", var: "", wbr: "",
  }).map(([name, attributes]) => [name, attributes.split(" ").filter(Boolean)]),
);
const EVERYWHERE = ["id", "lang", "dir", "class"];
/** Not even their text: it is no prose, or belongs to what a page does. */
const LEFT_OUT = "script, style, template, noscript, svg, math, iframe, object, embed, video, audio, canvas, form, button, select, textarea, .headerlink, .visually-hidden";
const PROTOCOLS = ["https:", "http:", "mailto:", "tel:"];

/** @typedef {{ title: string, lang: string, url: URL, parts: Node[] }} PageContent lang: empty where it is that of the portal */

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
 * What a page of the portal says: the article, or the list of a category. Null where it has neither.
 * @param {Document} page from fetchPage
 * @param {URL} base the portal's root
 * @returns {PageContent | null}
 */
export function readContent(page, base) {
  const main = page.querySelector("main");
  const title = main?.querySelector("h1");
  if (!main || !title) return null;
  const parts = [...main.querySelectorAll(".article-head .lead, .page-head .lead, .prose, .category-layout .list")];
  const lang = main.querySelector(".article")?.getAttribute("lang") ?? "";
  return { title: title.textContent?.trim() ?? "", lang, url: new URL(page.URL), parts: parts.flatMap((part) => safeCopy(part, base)) };
}

/**
 * An element and all in it made anew, of what is allowed.
 * @param {Node} node
 * @param {URL} base the portal's root: images of others are not loaded
 * @returns {Node[]}
 */
export function safeCopy(node, base) {
  if (node.nodeType === Node.TEXT_NODE) return [new Text(/** @type {Text} */ (node).data)];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const source = /** @type {Element} */ (node);
  if (source.matches(LEFT_OUT)) return [];
  const name = source.localName;
  if (name === "input") return copyTick(source);
  const inner = () => [...source.childNodes].flatMap((child) => safeCopy(child, base));
  const allowed = ALLOWED.get(name);
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

/** The box of a task list; it says, and cannot be pressed. @param {Element} source */
function copyTick(source) {
  return source.getAttribute("type") === "checkbox" ? [element("input", { type: "checkbox", disabled: true, checked: source.hasAttribute("checked") })] : [];
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
  if (!address || !PROTOCOLS.includes(address.protocol)) return;
  copy.href = address.href;
  copy.target = "_blank";
  copy.rel = "noopener";
}

/** @param {Element} source @param {string} attribute */
function resolve(source, attribute) {
  const address = source.getAttribute(attribute);
  return address !== null && URL.canParse(address, source.baseURI) ? new URL(address, source.baseURI) : null;
}
