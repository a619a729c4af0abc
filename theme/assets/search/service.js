// The search service: fetches the index, answers questions, takes up a new index where one was published.
// It runs in the portal's worker, and in the page itself where the portal is embedded in another site.

import { DamagedError, openPack } from "./columns.js";
import { LITTLE_CROSS } from "./constants.js";
import { SearchEngine } from "./engine.js";
import { makeExcerpt } from "./excerpt.js";
import { withoutExpired } from "./expired.js";
import { packName } from "./pack-name.js";
import { FormatError, IndexReader, parseManifest } from "./reader.js";
import { isHeld, reasons } from "./reasons.js";
import { information } from "./score.js";
import { toldReason } from "./told-reason.js";

/** Answers whose excerpts may still be asked for. */
const ANSWERS_KEPT = 24;

/** @typedef {import("./engine.js").Result} Result */
/**
 * base: address of the portal's root, ending in "/". region: the reader's, as addresses have it; empty where unknown.
 * @typedef {{ base: string, language: "en" | "zh-hant", region?: string }} Options
 */

/** A file or the network cannot be reached. */
class UnreachableError extends Error {
  /** @param {string} message @param {number} status of HTTP, 0 where there was no answer */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export class SearchService {
  /**
   * @param {Options} options
   * @param {Promise<ArrayBuffer | null> | null} sent the pack that somebody else fetches,
   *   null where it could not be had; used once
   */
  constructor(options, sent = null) {
    this.options = options;
    this.sent = sent;
    /** @type {Promise<SearchEngine> | null} */
    this.engine = null;
    /** @type {Map<number, { engine: SearchEngine, results: Map<number, Result> }>} */
    this.answers = new Map();
    this.answersGiven = 0;
  }

  /** Fetch what a first question will need: all of that opens the index. */
  async load() {
    const { finder } = await this.open();
    await finder.site();
    return true;
  }

  /** @param {{ query: string, limit?: number | undefined, literal: boolean }} question */
  search({ query, limit, literal }) {
    return this.onNewestIndex(async (engine) => {
      const found = await engine.search(query, { limit, literal });
      const answer = withoutExpired(found, engine.index.manifest.expires, Date.now() / 1000);
      const ticket = (this.answersGiven += 1);
      this.answers.set(ticket, { engine, results: new Map(answer.results.map((result) => [result.pair, result])) });
      this.answers.delete(ticket - ANSWERS_KEPT);
      const results = await Promise.all(answer.results.map((result) => publicResult(engine, result, answer, ticket)));
      return { ...answer, results };
    });
  }

  /** @param {{ ticket: number, pair: number }} which @returns {Promise<import("./excerpt.js").Excerpt>} */
  async excerpt({ ticket, pair }) {
    const answer = this.answers.get(ticket);
    const result = answer?.results.get(pair);
    if (!answer || !result) return { section: null, parts: [], found: [] };
    return excerptOf(answer.engine, result);
  }

  /** @param {string} name @param {RequestCache} cache */
  async get(name, cache) {
    let status = 0;
    try {
      const response = await fetch(new URL(`search/${name}`, this.options.base), { cache, credentials: "same-origin" });
      if (response.ok) return await response.arrayBuffer();
      status = response.status;
    } catch {
      // No answer, or one that broke off in the middle; said below.
    }
    throw new UnreachableError(`${status || "no answer"} for ${name}`, status);
  }

  /**
   * An engine on the newest index, by the pack of the reader's language: the one that was sent, later the host's; where
   * it is not sound, once more past all caches. An index of a former build has no packs (index-format 3.5).
   */
  async openNewest() {
    const { language } = this.options;
    const first = this.sent ?? this.get(packName(language), "no-cache");
    this.sent = null;
    try {
      const content = await first;
      if (content) return this.engineOn(await readPack(content, language));
    } catch {
      // Damaged, or old in a cache on the way; what stays wrong is said below.
    }
    try {
      return this.engineOn(await readPack(await this.get(packName(language), "reload"), language));
    } catch (error) {
      if (!(error instanceof UnreachableError && error.status === 404)) throw error;
      return this.engineOn({ manifest: readManifest(await this.get("manifest.json", "reload")), payloads: new Map() });
    }
  }

  /** @param {{ manifest: import("./reader.js").Manifest, payloads: Map<string, Uint8Array> }} opened */
  engineOn({ manifest, payloads }) {
    const fetchFile = (/** @type {string} */ name, /** @type {boolean} */ again) =>
      this.get(`${name}.bin`, again ? "reload" : "default");
    const { language, region = "" } = this.options;
    return new SearchEngine(new IndexReader(manifest, fetchFile, payloads), language, region);
  }

  open() {
    if (!this.engine) {
      this.engine = this.openNewest();
      this.engine.catch(() => (this.engine = null));
    }
    return this.engine;
  }

  /**
   * Run a task; where files are gone because a new portal was published, run it once more on the new index.
   * @template T
   * @param {(engine: SearchEngine) => Promise<T>} task
   */
  async onNewestIndex(task) {
    const current = await this.open();
    try {
      return await task(current);
    } catch (error) {
      if (!(error instanceof UnreachableError || error instanceof DamagedError)) throw error;
      const newest = await this.openNewest();
      if (newest.index.manifest.build === current.index.manifest.build) throw error;
      this.engine = Promise.resolve(newest);
      return await task(newest);
    }
  }
}

/** @param {ArrayBuffer} content @param {string} language */
async function readPack(content, language) {
  const { manifest, payloads } = await openPack(content, language);
  return { manifest: readManifest(manifest), payloads };
}

/** @param {ArrayBuffer | Uint8Array} content */
const readManifest = (content) => parseManifest(new TextDecoder("utf-8", { ignoreBOM: true }).decode(content));

/**
 * @param {SearchEngine} current @param {Result} result @param {import("./engine.js").Answer} answer
 * @param {number} ticket
 */
async function publicResult(current, result, answer, ticket) {
  const why = await reasons(current.index, result);
  const { id, title, language, url, type } = result.document;
  return {
    id,
    title,
    language,
    url,
    type,
    category: id.includes("/") ? id.slice(0, id.indexOf("/")) : "",
    score: result.score,
    weak: result.weak,
    own: result.own,
    pinned: result.pinned,
    others: result.others.map((other) => ({ id: other.id, title: other.title, url: other.url })),
    section: null,
    why,
    told: await toldReason(current.index, current.language, answer, why),
    ticket,
    pair: result.pair,
  };
}

/** @param {SearchEngine} current @param {Result} result */
export async function excerptOf(current, result) {
  const [sections, forms] = await Promise.all([current.index.text(result.document), current.index.forms()]);
  return makeExcerpt(sections, wantedBy(current.index, result), forms.fold, result.document);
}

/**
 * What is to be marked of the needs that a result meets, and how much each tells (index-format 8.3): not the words that
 * say little, nor single characters of longer words.
 * @param {import("./reader.js").IndexReader} index @param {Result} result
 * @returns {import("./excerpt.js").Wanted}
 */
function wantedBy(index, result) {
  const postings = index.postings.bind(index);
  const wanted = { latn: new Map(), hani: new Map(), weights: /** @type {number[]} */ ([]) };
  for (const reading of result.chosen.flatMap((chosen) => readingsShown(index, result, chosen))) {
    for (const need of reading.needs) {
      const number = wanted.weights.push(information([need], postings)) - 1;
      for (const { family, term } of need.terms) {
        if (family.startsWith("hani/") ? tellsPair(term, need, reading) : !index.little.has(term))
          wanted[family.startsWith("hani/") ? "hani" : "latn"].set(term, number);
      }
    }
  }
  return wanted;
}

/**
 * The reading that counts in a result and, where only the pair in the other language holds that, the others that the
 * text shown holds: 八達通 for `octopus`.
 * @param {import("./reader.js").IndexReader} index
 * @param {Result} result
 * @param {Result["chosen"][number]} chosen
 */
function readingsShown(index, result, { part, reading }) {
  if (isHeld(index, reading, result)) return [reading];
  return [reading, ...part.readings.filter((other) => other !== reading && isHeld(index, other, result))];
}

/**
 * @param {string} term @param {import("./score.js").Need} need @param {import("./score.js").PartReading} reading
 */
const tellsPair = (term, need, reading) =>
  reading.needs.length === 1 || (need.weight > LITTLE_CROSS && [...term].length > 1);

/** Which of the codes of SearchError an error has. @param {unknown} error */
export const codeOf = (error) =>
  error instanceof FormatError
    ? "format"
    : error instanceof DamagedError
      ? "damaged"
      : error instanceof UnreachableError
        ? "offline"
        : "internal";
