/**
 * One search client for all boxes of a page: its worker starts on the first question, never before; the latest
 * question wins.
 */

import { createSearch } from "../search/client.js";

/** @typedef {import("../search/client.js").Answer["outcome"]} Outcome */
/** @typedef {import("../search/client.js").Reason} Reason */
/**
 * @typedef {{
 *   id: string, url: string, title: string, language: string, category: string,
 *   type: string, score: number, weak: boolean, own: boolean,
 *   section: { anchor: string, title: string } | null, why: Reason[], told?: Reason | null, pinned?: boolean,
 *   others?: { id: string, title: string, url: string }[],
 * }} Result told: the reason that readers see. pinned: editors put it first. others: the same article for other regions
 */
/**
 * @typedef {{
 *   query: string, outcome: Outcome, corrected: string | null,
 *   suggested: string | null, total: number, results: Result[], note: import("../search/operators.js").Note | null,
 *   card?: import("../search/answers.js").AnswerCard | null, promise?: string
 * }} Answer card: what is said at once. promise: how soon somebody replies, a sentence, or empty
 */
/** @typedef {{ text: string, hit: boolean }} ExcerptPart */
/**
 * @typedef {{
 *   section: { anchor: string, title: string, parts: ExcerptPart[] } | null, parts: ExcerptPart[], found: string[]
 * }} Excerpt found: all that matches in the article, as it stands there
 */
/**
 * @typedef {{
 *   load: () => Promise<unknown>,
 *   search: (query: string, options: { limit: number, literal?: boolean }) => Promise<Answer>,
 *   excerpt: (result: Result) => Promise<Excerpt>,
 * }} SearchClient
 */
/**
 * excerpts: of the first results, as many as were wanted. excerptOf: of any result, fetched once.
 * "superseded": a later question was asked while this one was under way; do nothing.
 * "renewing": the page is about to be loaded anew.
 * @typedef {{
 *   kind: "answer", answer: Answer, excerpts: Promise<Excerpt>[], excerptOf: (result: Result) => Promise<Excerpt>,
 * } | { kind: "failure", code: string } | { kind: "superseded" } | { kind: "renewing" }} Reply
 */
/**
 * region: the reader's, whose page of an article is shown.
 * @typedef {{ base: string, locale: "en" | "zh-hant", region?: string }} ClientOptions
 */
/** @typedef {() => Promise<{ createSearch: (options: ClientOptions) => SearchClient }>} ImportClient */

/** The client in this script. Its results are more than the boxes know of. @type {ImportClient} */
const ownClient = async () => ({ createSearch: /** @type {(options: ClientOptions) => any} */ (createSearch) });

/** How long an answer waits for its excerpts, so that they appear together; late ones are filled in. */
const EXCERPT_PATIENCE_MS = 80;

/**
 * @param {ClientOptions} options
 * @param {(query: string) => boolean} [renew] load the page anew, whose scripts do not suit the index;
 *   false where that did not help
 * @param {ImportClient} [importClient] replaced in tests and where the portal is embedded
 */
export function createSession(options, renew = () => false, importClient = ownClient) {
  /** @type {Promise<SearchClient> | null} */
  let client = null;
  let latest = 0;
  let renewing = false;

  function connect() {
    const made = importClient().then((module) => module.createSearch(options));
    made.catch(() => (client = null)); // the next question tries again; a client that was made recovers by itself
    return made;
  }

  return {
    /** Start the client and fetch its index early, on focus. A failure is reported when the reader asks something. */
    warm() {
      client ??= connect();
      client.then((search) => search.load()).catch(() => undefined);
    },

    /** Drop the answer under way: the box was emptied or closed. */
    cancel() {
      latest += 1;
    },

    /**
     * Ask. Resolves when the answer and its excerpts can be shown; never rejects.
     * @param {string} query
     * @param {{
     *   limit: number, literal?: boolean, wanted?: (results: Result[]) => Result[]
     * }} how wanted: those whose excerpts are shown at once; all by default
     * @returns {Promise<Reply>}
     */
    async ask(query, { wanted = (results) => results, ...how }) {
      const turn = (latest += 1);
      if (renewing && renew(query)) return { kind: "renewing" };
      try {
        client ??= connect();
        const search = await client;
        if (turn !== latest) return { kind: "superseded" };
        const answer = withoutEcho(await search.search(query, how));
        if (turn !== latest) return { kind: "superseded" };
        const excerptOf = once((/** @type {Result} */ result) =>
          search.excerpt(result).catch(() => ({ section: null, parts: [], found: [] })),
        );
        const excerpts = wanted(answer.results).map(excerptOf);
        await Promise.race([Promise.all(excerpts), pause(EXCERPT_PATIENCE_MS)]);
        return turn === latest ? { kind: "answer", answer, excerpts, excerptOf } : { kind: "superseded" };
      } catch (error) {
        if (turn !== latest) return { kind: "superseded" };
        const code = errorCode(error);
        renewing = code === "format" && renew(query);
        return renewing ? { kind: "renewing" } : { kind: "failure", code };
      }
    },

    /**
     * The words, of some, that are in the title of an article when searched for alone.
     * Never rejects, and leaves the latest question be.
     * @param {string[]} words
     */
    async wordsInTitles(words) {
      const search = await client?.catch(() => null);
      if (!search) return [];
      const found = await Promise.all(
        words.map((word) => search.search(word, { limit: 1, literal: true }).catch(() => null)),
      );
      return words.filter((_, at) => found[at]?.results[0]?.why.some(({ field }) => field === "title"));
    },
  };
}

/**
 * @template {object} Key
 * @template Value
 * @param {(key: Key) => Value} make
 * @returns {(key: Key) => Value}
 */
function once(make) {
  /** @type {Map<Key, Value>} */
  const made = new Map();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

/** @typedef {ReturnType<typeof createSession>} Session */

/**
 * Where the whole answer is corrected, the sentence above it says so; each result need not say it again.
 * @param {Answer} answer
 * @returns {Answer}
 */
function withoutEcho(answer) {
  if (!answer.corrected) return answer;
  return {
    ...answer,
    results: answer.results.map((result) => ({
      ...result,
      why: result.why.filter(({ kind }) => kind !== "corrected"),
    })),
  };
}

/** @param {unknown} error @returns {string} */
function errorCode(error) {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "offline";
}

/** @param {number} ms @returns {Promise<void>} */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
