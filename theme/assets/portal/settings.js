/** What the page says about itself: attributes of <body> and two JSON blocks in <head>. */

import { createTranslate } from "./strings.js";

/** @typedef {"en" | "zh-hant"} Language */
/** @typedef {{ title: string, url: URL }} Category */
/**
 * base: the site's root. resultsPage: of this language. page: the article's id, empty elsewhere.
 * region: that of the page, or the one that the address of the results page says; empty without.
 * collector, contactPage: null where none is configured.
 * popular: what readers open most, under a heading; null where nobody asked the collector.
 * @typedef {{
 *   base: URL, language: Language, build: string, kind: string, page: string, region: string, resultsPage: URL,
 *   contactPage: URL | null,
 *   collector: { endpoint: string, site: string } | null,
 *   translate: import("./strings.js").Translate, categories: Map<string, Category>,
 *   popular?: { heading: string, articles: Category[] } | null,
 * }} Settings
 */

/**
 * Read the settings of a page.
 * @param {Document} page
 * @returns {Settings}
 */
export function readSettings(page) {
  const { kbBase, kbLanguage, kbBuild, kbKind, kbPage, kbSearch, kbCollector, kbSite, kbContact } = page.body.dataset;
  const base = new URL(kbBase || "./", page.baseURI);
  /** @type {[string, string, string][]} */
  const categories = readJson(page, "kb-categories") ?? [];
  /** @type {[string, ...[string, string][]] | null} */
  const popular = readJson(page, "kb-popular");
  const resultsPage = new URL(kbSearch ?? "", page.baseURI);
  const said = kbKind === "results" ? new URL(page.URL).searchParams.get("region")?.toLowerCase() : null;
  if (said) resultsPage.searchParams.set("region", said);
  return {
    base,
    language: kbLanguage === "zh-hant" ? "zh-hant" : "en",
    build: kbBuild ?? "",
    kind: kbKind ?? "",
    page: kbPage ?? "",
    region: resultsPage.searchParams.get("region") ?? "",
    resultsPage,
    contactPage: kbContact ? new URL(kbContact, page.baseURI) : null,
    collector: kbCollector ? { endpoint: kbCollector, site: kbSite ?? "" } : null,
    translate: createTranslate(readJson(page, "kb-strings") ?? {}),
    categories: new Map(categories.map(([id, title, url]) => [id, { title, url: new URL(url, base) }])),
    popular: popular && listed(popular, base),
  };
}

/** @param {[string, ...[string, string][]]} popular @param {URL} base */
function listed([heading, ...articles], base) {
  return { heading, articles: articles.map(([title, url]) => ({ title, url: new URL(url, base) })) };
}

/**
 * A block of JSON in a page; null where it has none.
 * @param {Document} page
 * @param {string} id
 */
export function readJson(page, id) {
  const text = page.getElementById(id)?.textContent;
  return text ? JSON.parse(text) : null;
}
