/** What the panel shows before anything is typed: what is so for a time, articles for the page, and topics. */

import { linked, topics } from "../portal/answer-view.js";
import { element } from "../portal/dom.js";
import { articlesFor, readRules } from "./for-page.js";
import { fetchPage, readContent, readNotices } from "./page-content.js";

/** @typedef {import("../portal/settings.js").Settings} Settings */
/** @typedef {import("../portal/settings.js").Category} Category */

/**
 * Make the function that draws it anew, for an application changes its address without loading a page.
 * @param {Document} home page of the portal
 * @param {Settings} settings
 * @param {{ getAttribute: (name: string) => string | null }} host the element
 * @param {readonly string[]} chosen ids of the categories that are searched; none: all
 * @returns {() => Node}
 */
export function createIdle(home, settings, host, chosen) {
  const rules = readRules(host.getAttribute("articles"));
  const notices = readNotices(home, settings.base);
  /** @type {Map<string, Promise<Category | null>>} */
  const known = new Map();
  /** @param {string} id */
  const article = (id) => {
    const found = known.get(id) ?? findArticle(id, home, settings);
    known.set(id, found);
    return found;
  };
  return () => {
    const now = Date.now() / 1000;
    const current = notices.filter(({ from, end }) => now >= (from ?? now) && now < (end ?? Infinity));
    const offered = element("div", { class: "for-page" });
    const ids = articlesFor(rules, location).filter((id) => isWithin(id, chosen));
    void Promise.all(ids.map(article)).then((found) => fill(offered, found, settings));
    const news = current.map(({ parts }) => element("div", { class: "news" }, ...parts()));
    return element("div", {}, ...news, offered, topics(settings));
  };
}

/** @param {string} id @param {readonly string[]} chosen */
const isWithin = (id, chosen) => !chosen.length || chosen.includes(id.split("/")[0] ?? "");

/** @param {HTMLElement} place @param {(Category | null)[]} found @param {Settings} settings */
function fill(place, found, { translate }) {
  const articles = found.flatMap((one) => one ?? []);
  if (!articles.length) return;
  place.replaceChildren(...linked(translate("js.embed.for_page"), articles));
  place.classList.add("nothing");
}

/**
 * Where an article is and what it is called; null, and said in the console, where the portal has none of this id.
 * @param {string} id
 * @param {Document} home
 * @param {Settings} settings
 */
async function findArticle(id, home, { base }) {
  const url = new URL(home.URL.endsWith("/") ? `${id}/` : `${id}.html`, home.URL);
  try {
    const content = readContent(await fetchPage(url), base);
    if (content) return { title: content.title, url };
  } catch (error) {
    console.error(`kb-search: there is no article "${id}" to offer: ${String(error)}`);
  }
  return null;
}
