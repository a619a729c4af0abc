/** One result, as the search box and the results page both show it. */

import { element, present } from "./dom.js";
import { keepFoundWords } from "./found-words.js";
import { resolveInside } from "./query.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./search-session.js").Result} Result */
/** @typedef {import("./search-session.js").Excerpt} Excerpt */
/** @typedef {import("./search-session.js").ExcerptPart} ExcerptPart */

/** @type {ReadonlyMap<string, string>} */
const LANGUAGE_TAGS = new Map([
  ["en", "en"],
  ["zh-hant", "zh-Hant"],
]);

/**
 * The link of a result. The excerpt, and the section it was found in, are filled in when they arrive.
 * @param {Result} result
 * @param {number} position from 0
 * @param {Promise<Excerpt> | undefined} excerpt
 * @param {Settings} settings
 * @param {Record<string, string | number>} [attributes] further ones
 */
export function hitLink(result, position, excerpt, settings, attributes = {}) {
  const { translate, categories, language } = settings;
  const lang = result.language === language ? null : LANGUAGE_TAGS.get(result.language);
  const head = element("span", { class: "where" }, categories.get(result.category)?.title ?? "");
  if (!result.own) head.append(" ", element("span", { class: "tag" }, translate(`js.only.${result.language}`)));
  // An option has no headings; a list of results is gone through by them.
  const name = element(attributes.role ? "span" : "h3", { class: "name", lang });
  name.append(element("span", { class: "title" }, result.title));
  const snippet = element("span", { class: "excerpt", lang });
  const link = element(
    "a",
    { class: "hit", "data-article": result.id, "data-position": position + 1, ...attributes },
    head,
    name,
    snippet,
  );
  link.append(...present([reason(result, translate)]));
  /** @param {Result["section"]} section @param {ExcerptPart[]} [parts] its title with what was found marked */
  const leadTo = (section, parts) => {
    link.href = hitAddress(result, section, settings);
    if (section?.title)
      name.append(element("span", { class: "section" }, " › ", ...(parts ? highlight(parts) : [section.title])));
  };
  leadTo(result.section);
  void excerpt?.then(({ section, parts, found }) => {
    snippet.append(...highlight(parts));
    if (!result.section && section) leadTo(section, section.parts);
    // The three ways to open a link, in this tab or another.
    for (const way of ["click", "auxclick", "contextmenu"])
      link.addEventListener(way, () => keepFoundWords(new URL(link.href), found));
  });
  return link;
}

/**
 * The ways to the same article for other regions, below its link; null where it has none.
 * @param {Result} result
 * @param {number} position from 0
 * @param {Settings} settings
 */
export function otherRegions(result, position, settings) {
  const links = otherPages(result, position, settings.base).map(({ title, place }) => element("a", place, title));
  const heading = settings.translate("js.other_regions");
  return links.length ? element("p", { class: "other-regions" }, heading, ...links) : null;
}

/**
 * The same as options of their own below that of the result: an option can hold no link.
 * @param {Result} result
 * @param {number} position from 0
 * @param {Settings} settings
 * @param {Record<string, string | number>} attributes of an option
 */
export function otherRegionOptions(result, position, settings, attributes) {
  const heading = element("span", { class: "where" }, settings.translate("js.other_regions"), " ");
  return otherPages(result, position, settings.base).map(({ title, place }) =>
    element("a", { class: "hit other-region", ...place, ...attributes }, heading.cloneNode(true), title),
  );
}

/**
 * The pages of the article of a result for other regions.
 * @param {Result} result @param {number} position @param {URL} base
 */
function otherPages({ others = [] }, position, base) {
  return others.flatMap(({ id, title, url }) => {
    const href = resolveInside(url, base)?.href;
    return href ? [{ title, place: { href, "data-article": id, "data-position": position + 1 } }] : [];
  });
}

/**
 * Address of a result; the results page itself where the index holds an address outside the portal.
 * @param {Result} result
 * @param {Result["section"]} section where in the article; null: its top
 * @param {Settings} settings
 */
function hitAddress(result, section, settings) {
  const address = resolveInside(result.url, settings.base) ?? new URL(settings.resultsPage);
  if (section) address.hash = section.anchor;
  return address.href;
}

/** @param {ExcerptPart[]} parts */
function highlight(parts) {
  return parts.map(({ text, hit }) => (hit ? element("mark", {}, text) : text));
}

/**
 * One short label for what the reader would not see in the text: editors chose it; a synonym, another spelling, the
 * other language.
 * @param {Result} result
 * @param {import("./strings.js").Translate} translate
 */
function reason({ pinned, told }, translate) {
  if (pinned) return element("span", { class: "why" }, translate("js.why.pinned"));
  if (!told) return null;
  return element("span", { class: "why" }, translate(`js.why.${told.kind}`, { query: told.query, term: told.term }));
}
