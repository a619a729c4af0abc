// The search service in a Web Worker: questions and answers are messages.

import { codeOf, SearchService } from "./service.js";

/** @type {SearchService} */
let service;
/** @type {(pack: ArrayBuffer | null) => void} */
let receive;
/** The pack that the page fetches while this script starts. @type {Promise<ArrayBuffer | null>} */
const sent = new Promise((resolve) => (receive = resolve));

/** @type {Map<string, (args: any) => unknown>} */
const methods = new Map()
  .set(
    "open",
    (/** @type {import("./service.js").Options} */ options) => void (service = new SearchService(options, sent)),
  )
  .set("pack", (/** @type {ArrayBuffer | null} */ content) => receive(content))
  .set("load", () => service.load())
  .set("search", (/** @type {{ query: string, limit?: number | undefined, literal: boolean }} */ question) =>
    service.search(question),
  )
  .set("excerpt", (/** @type {{ ticket: number, pair: number }} */ which) => service.excerpt(which));

self.addEventListener("message", async ({ data: { id, method, args } }) => {
  try {
    const value = await methods.get(method)?.(args);
    self.postMessage({ id, value });
  } catch (error) {
    self.postMessage({ id, error: { code: codeOf(error), message: String(error) } });
  }
});
