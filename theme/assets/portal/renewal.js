/**
 * Load the page anew, once, where its scripts and the search index come from different builds (index-format 1.2).
 *
 * Nothing is kept on the reader's device to prevent a second time: a
 * page that was itself loaded by a reload does not reload.
 */

import { arrival, keepInEntry } from "./history-entry.js";

/** Where the question waits for the reload: in the history entry of this tab, and only until the page has started. */
const ASKED = "kbAsked";

let started = false;

/**
 * Start to load the page anew, with what its reader asked; asked again meanwhile, with the latest question.
 * Returns false where that was done already, or nobody can tell.
 * @param {string} query
 */
export function renewPage(query) {
  if (["", "reload"].includes(arrival())) return false;
  keepInEntry(ASKED, query);
  if (!started) void reload();
  started = true;
  return true;
}

async function reload() {
  await Promise.allSettled(scripts().map(fetchPastCache));
  location.reload();
}

/** A reload asks the host for the page itself, but takes its scripts from the cache while they are fresh. */
function scripts() {
  const here = new URL("../", import.meta.url);
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const own = loaded.filter((name) => name.startsWith(here.href) && new URL(name).pathname.endsWith(".js"));
  return [...new Set([...own, new URL("search/client.js", here).href, new URL("search/worker.js", here).href])];
}

/** @param {string} address */
async function fetchPastCache(address) {
  await (await fetch(address, { cache: "reload" })).arrayBuffer(); // to the end, or the cache would not take it
}

/** What the reader asked before the page was loaded anew; given out once. */
export function questionBeforeRenewal() {
  const question = history.state?.[ASKED];
  if (typeof question !== "string") return "";
  keepInEntry(ASKED, undefined);
  return question;
}
