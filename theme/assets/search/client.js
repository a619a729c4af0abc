// What pages use: starts the engine in a Web Worker on the first question and passes questions to it.
// It is in the portal's script, so that nothing but the worker and the index is left to fetch.

import { packName } from "./pack-name.js";

/**
 * @typedef {{
 *   query: string, term: string, kind: "exact" | "variant" | "synonym" | "corrected" | "prefix" | "other-language",
 *   field: "title" | "text"
 * }} Reason
 */
/**
 * @typedef {{
 *   id: string, url: string, title: string, language: "en" | "zh-hant",
 *   category: string, score: number, weak: boolean, own: boolean,
 *   section: { anchor: string, title: string } | null, why: Reason[], told: Reason | null,
 *   ticket: number, pair: number,
 *   type: string, pinned: boolean, others: { id: string, title: string, url: string }[],
 * }} Result others: of the page of an article for one region, those for the other regions
 */
/**
 * @typedef {{
 *   query: string, outcome: "exact" | "corrected" | "weak" | "none", corrected: string | null,
 *   suggested: string | null, total: number, results: Result[], note: import("./operators.js").Note | null,
 *   card: import("./answers.js").AnswerCard | null, promise: string
 * }} Answer suggested: what the reader may have meant, to be asked; note: what could not be done as it was typed.
 *   card: what is said at once. promise: how soon somebody replies, a sentence, or empty
 */
/** @typedef {import("./excerpt.js").Excerpt} Excerpt */

export class SearchError extends Error {
  /** @param {"format" | "damaged" | "offline" | "internal"} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = "SearchError";
    this.code = code;
  }
}

/**
 * @param {{ base: string, locale: "en" | "zh-hant", region?: string }} options
 *   base: address of the portal's root, ending in "/". region: the reader's; empty where it is not known
 */
export function createSearch({ base, locale, region = "" }) {
  /** @type {Worker | null} */
  let worker = null;
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: SearchError) => void }>} */
  const waiting = new Map();
  let sent = 0;

  /** @param {string} message */
  function fail(message) {
    for (const { reject } of waiting.values()) reject(new SearchError("offline", message));
    waiting.clear();
    worker?.terminate();
    worker = null;
  }

  function start() {
    worker = new Worker(/** @type {string} */ (workerAddress()), { type: "module", name: "kbgen-search" });
    worker.addEventListener("message", ({ data: { id, value, error } }) => {
      const question = waiting.get(id);
      waiting.delete(id);
      if (error) question?.reject(new SearchError(error.code, error.message));
      else question?.resolve(value);
    });
    worker.addEventListener("error", (event) => fail(event.message || "the search script could not be loaded"));
    const root = new URL(base, document.baseURI);
    // Where one of these fails, the question that waits behind them says so.
    call("open", { base: root.href, language: locale, region }).catch(() => undefined);
    void sendPack(worker, new URL(`search/${packName(locale)}`, root));
    return worker;
  }

  /** @param {string} method @param {unknown} args @returns {Promise<any>} */
  function call(method, args) {
    const target = worker ?? start();
    const id = (sent += 1);
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      target.postMessage({ id, method, args });
    });
  }

  return {
    /** Fetch what a first question will need. @returns {Promise<true>} */
    load: () => call("load", null),

    /**
     * The best articles for a query; `literal`: nothing is mended. Rejects with SearchError.
     * @param {string} query @param {{ limit?: number, literal?: boolean }} [options]
     * @returns {Promise<Answer>}
     */
    search: (query, { limit, literal = false } = {}) => call("search", { query, limit, literal }),

    /**
     * The passage of a result that answers the query, and the section it stands in. Fetches the article's text.
     * @param {{ ticket: number, pair: number }} result
     * @returns {Promise<Excerpt>}
     */
    excerpt: ({ ticket, pair }) => call("excerpt", { ticket, pair }),
  };
}

/**
 * Fetch the pack while the worker's script is still on its way. The host is always asked whether it is the newest.
 * @param {Worker} worker @param {URL} address
 */
async function sendPack(worker, address) {
  /** @type {ArrayBuffer | null} */
  let content = null;
  try {
    const response = await fetch(address, { cache: "no-cache", credentials: "same-origin" });
    if (response.ok) content = await response.arrayBuffer();
  } catch {
    // The worker asks once more and says what is wrong.
  }
  worker.postMessage({ id: 0, method: "pack", args: content }, content ? [content] : []);
}

/**
 * The address of the worker;
 * where Trusted Types are enforced, under the policy `kbgen-worker`, which makes this one address only.
 */
function workerAddress() {
  // From the folder beside it too, where this is part of the portal's script.
  const address = new URL("../search/worker.js", import.meta.url).href;
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (!trustedTypes) return address;
  workerPolicy ??= trustedTypes.createPolicy("kbgen-worker", { createScriptURL: () => address });
  return workerPolicy.createScriptURL("");
}

/** @type {any} */
let workerPolicy = null;
