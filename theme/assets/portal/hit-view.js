/** One result, as the search box and the results page both show it. */

import { element } from "./dom.js";
import { resolveInside } from "./query.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./search-session.js").Result} Result */
/** @typedef {import("./search-session.js").ExcerptPart} ExcerptPart */

/** @type {ReadonlyMap<string, string>} */
const LANGUAGE_TAGS = new Map([
  ["en", "en"],
  ["zh-hant", "zh-Hant"],
]);

/**
 * Address of a result; the results page itself where the index holds an address outside the portal.
 * @param {Result} result
 * @param {Settings} settings
 */
export function hitAddress(result, settings) {
  return (resolveInside(result.url, settings.base) ?? settings.resultsPage).href;
}

/**
 * What stands inside the link of a result, and the promise-filled excerpt in it.
 * @param {Result} result
 * @param {Promise<ExcerptPart[]> | undefined} excerpt
 * @param {Settings} settings
 */
export function hitContent(result, excerpt, { translate, categories, language }) {
  const lang = result.language === language ? null : LANGUAGE_TAGS.get(result.language);
  const where = categories.get(result.category)?.title ?? "";
  const snippet = element("span", { class: "excerpt", lang });
  excerpt?.then((parts) => snippet.append(...highlight(parts)));
  const name = element("span", { class: "name", lang }, element("span", { class: "title" }, result.title));
  if (result.section?.title) name.append(element("span", { class: "section" }, ` › ${result.section.title}`));
  const head = element("span", { class: "where" }, where);
  if (!result.own) head.append(" ", element("span", { class: "tag" }, translate(`js.only.${result.language}`)));
  return [head, name, snippet, ...reasons(result, translate)];
}

/** @param {ExcerptPart[]} parts */
function highlight(parts) {
  return parts.map(({ text, hit }) => (hit ? element("mark", {}, text) : text));
}

/**
 * Short labels for what the reader would not see in the text: a synonym, another spelling, the other language.
 * @param {Result} result
 * @param {import("./strings.js").Translate} translate
 */
function reasons(result, translate) {
  const telling = result.why.filter(({ kind }) => kind === "synonym" || kind === "variant" || kind === "corrected" || kind === "other-language");
  const labels = new Set(telling.map(({ kind, query, term }) => translate(`js.why.${kind}`, { query, term })));
  return [...labels].slice(0, 2).map((label) => element("span", { class: "why" }, label));
}
