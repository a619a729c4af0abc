/**
 * What a reader takes along to the contact page: it travels in the fragment of the address, which no server ever sees,
 * is kept nowhere but in this tab's history, and the contact page shows all of it before anything is sent.
 */

import { cleanQuery, resolveInside } from "./query.js";

/** @typedef {import("./settings.js").Settings} Settings */
/**
 * query: what was searched for. missing: the address of a page that does not exist.
 * @typedef {{ query?: string, missing?: string }} Additions
 */
/**
 * page: the one the reader was on.
 * @typedef {{ query: string, page: { title: string, url: URL } | null, missing: string }} Context
 */

const MAX_ADDRESS_LENGTH = 300;

/**
 * Address of the contact page with what the reader did so far.
 * @param {URL} contactPage
 * @param {Additions} additions
 */
export function contactUrl(contactPage, { query, missing }) {
  const url = new URL(contactPage);
  const fields = new URLSearchParams(url.hash.slice(1));
  if (query !== undefined) query ? fields.set("q", query) : fields.delete("q");
  if (missing) fields.set("missing", missing.slice(0, MAX_ADDRESS_LENGTH));
  url.hash = fields.toString();
  return url;
}

/**
 * Read a fragment. Anybody can write a link, so its texts are bounded, and a page outside the portal is left out.
 * @param {string} hash
 * @param {URL} base the site's root
 * @returns {Context}
 */
export function readContext(hash, base) {
  const fields = new URLSearchParams(hash.slice(1));
  const url = fields.get("page") ? resolveInside(fields.get("page") ?? "", base) : null;
  return {
    query: cleanQuery(oneLine(fields.get("q"))),
    page: url && { title: cleanQuery(oneLine(fields.get("title"))), url },
    missing: oneLine(fields.get("missing")).slice(0, MAX_ADDRESS_LENGTH),
  };
}

/**
 * The fragment with the reader's own words, for the same page in the other language.
 * @param {string} hash
 * @param {string} words
 */
export function withWords(hash, words) {
  const fields = new URLSearchParams(hash.slice(1));
  if (words) fields.set("words", words);
  return fields.toString();
}

/**
 * What the reader had written before: handed over by the page in the other language, or kept by this one.
 * It leaves the address at once, so that no bookmark and no shared link holds it.
 */
export function takeWords() {
  const fields = new URLSearchParams(location.hash.slice(1));
  const words = fields.get("words");
  if (words === null) return String(history.state?.kbWords ?? "");
  fields.delete("words");
  history.replaceState({ ...history.state, kbWords: words }, "", `#${fields}`);
  return words;
}

/**
 * Keep what the reader writes with this entry of the tab's history: there after a reload and "back", in no storage.
 * @param {string} words
 */
export function keepWords(words) {
  history.replaceState({ ...history.state, kbWords: words }, "");
}

/** @param {string | null} text */
function oneLine(text) {
  return (text ?? "").replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

/**
 * Let every link to the contact page of this page say more.
 * @param {Additions} additions
 */
export function addToContactLinks(additions) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-kb-contact]"))) {
    link.href = contactUrl(new URL(link.href), additions).href;
  }
}

/**
 * What this page knows beyond what its links already say: the search
 * that led to it, or its own address where there is no page.
 * @param {Settings} settings
 * @param {string} referrer
 * @returns {Additions}
 */
export function ownContext({ kind, resultsPage }, referrer) {
  if (kind === "not-found") return { missing: location.href.split("#")[0] ?? "" };
  const before = URL.canParse(referrer) ? new URL(referrer) : null;
  const searched = before && before.origin === resultsPage.origin && before.pathname === resultsPage.pathname;
  const query = searched ? cleanQuery(before.searchParams.get("q")) : "";
  return query ? { query } : {};
}
