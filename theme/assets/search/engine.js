// A query → what articles should hold → ranked articles. Twin: kbgen/search/query.py.
// Specification: index-format 5 and 9.

import {
  MAX_QUERY_LENGTH,
  MOST_ALIAS_WORDS,
  MOST_PIECES,
  MOST_RESULTS,
  MOST_ROMANISED_RUNS,
  WEAK,
  WHOLE,
} from "./constants.js";
import { HanParts } from "./han-parts.js";
import { LatinParts } from "./latin-parts.js";
import { firstCodePoints, fold, normalise, splitRuns, wordParts } from "./normalise.js";
import { characterPairs, PostingsLookup } from "./postings.js";
import { looksRomanised } from "./romanised.js";
import { rank } from "./score.js";
import { zhuyinPinyin } from "./zhuyin.js";

/** @typedef {import("./normalise.js").Run} Run */
/** @typedef {import("./reader.js").Document} Document */
/** @typedef {import("./score.js").Part} Part */
/** @typedef {import("./score.js").PartReading} PartReading */
/** @typedef {import("./score.js").Scored} Scored */
/**
 * @typedef {{
 *   pair: number, score: number, document: Document, weak: boolean, own: boolean,
 *   chosen: { part: Part, reading: PartReading }[]
 * }} Result
 */
/** @typedef {"exact" | "corrected" | "weak" | "none"} Outcome */
/** @typedef {{ query: string, outcome: Outcome, corrected: string | null, total: number, results: Result[] }} Answer */

export class SearchEngine {
  /** @param {import("./reader.js").IndexReader} index @param {"en" | "zh-hant"} language */
  constructor(index, language) {
    this.index = index;
    this.language = language;
    this.lookup = new PostingsLookup(index, language);
    this.latin = new LatinParts(index, this.lookup);
    this.han = new HanParts(index, this.lookup, this.latin);
  }

  /**
   * The best `limit` articles; `literal`: nothing is mended.
   * @param {string} query @param {{ limit?: number | undefined, literal?: boolean }} [options]
   * @returns {Promise<Answer>}
   */
  async search(query, { limit = MOST_RESULTS, literal = false } = {}) {
    const text = normalise(firstCodePoints(query, MAX_QUERY_LENGTH));
    const runs = splitRuns(text);
    await this.preload(runs);
    const zhuyin = literal ? null : await this.zhuyinPart(text, runs);
    const typed = zhuyin ? [zhuyin] : await this.parts(runs, literal);
    const parts = [...typed, ...(await this.joinedParts(runs))];
    const ranked = rank(
      parts,
      (family, term) => this.index.postings(family, term),
      this.index.manifest.pairs,
      Math.max(1, limit),
    );
    const top = ranked.best.slice(0, limit);
    const documents = await this.index.documents(
      this.language,
      top.map((scored) => scored.pair),
    );
    const results = top.map((scored) =>
      this.result(scored, parts, /** @type {Document} */ (documents.get(scored.pair))),
    );
    return {
      query,
      outcome: outcomeOf(results),
      corrected: correctedQuery(typed, ranked.best),
      total: ranked.total,
      results,
    };
  }

  /**
   * Fetch all that the query needs as typed at once, so that a slow network is waited for only once.
   * @param {Run[]} runs
   */
  async preload(runs) {
    const latin = runs.filter((run) => run.script === "latn" && !this.index.light.has(run.text));
    const words = latin.flatMap((run) => [run.text, ...wordParts(run.text)]);
    const han = runs.filter((run) => run.script === "hani");
    await Promise.all([
      ...(words.length ? [this.index.aliases("latn"), this.lookup.load("latn", [...words, ...compounds(runs)])] : []),
      ...(han.length ? [this.index.aliases("hani"), this.preloadHan(han)] : []),
    ]);
  }

  /** @param {Run[]} han */
  async preloadHan(han) {
    const [forms] = await Promise.all([this.index.forms(), this.lookup.load("hani", [])]);
    const terms = han.flatMap((run) => {
      const chars = [...fold(run.text, forms.fold)];
      return [...characterPairs(chars), ...chars];
    });
    await this.lookup.load("hani", terms);
  }

  /** @param {Run[]} runs @param {boolean} literal @returns {Promise<Part[]>} */
  async parts(runs, literal) {
    const aliases = runs.some((run) => run.script === "latn") ? await this.index.aliases("latn") : new Map();
    /** @type {Part[]} */
    const parts = [];
    for (let at = 0; at < runs.length; ) {
      const run = runs[at];
      if (run.script === "hani") {
        parts.push(await this.han.part(run.text, literal));
        at += 1;
        continue;
      }
      const words = aliasWords(runs, at, aliases);
      if (words.length) {
        const typed = words.join(" ");
        const plain = await this.literal(words);
        const needs = plain.flatMap((reading) => reading.needs);
        parts.push({
          typed,
          readings: [...plain, ...(await this.han.targetReadings(aliases.get(typed) ?? [], needs))],
        });
        at += words.length;
        continue;
      }
      if (this.index.light.has(run.text) && runs.length > 1) {
        at += 1;
        continue;
      }
      const romanised = literal ? [] : await this.romanisedWords(runs, at);
      const mended = romanised.length < 2 ? await this.latin.parts(run.text, at === runs.length - 1, literal) : [];
      if (romanised.length) {
        const readings = await this.han.romanisedReadings(romanised.join(""));
        parts.push({ typed: romanised.join(" "), readings: [...readings, ...mended.flatMap((part) => part.readings)] });
      } else parts.push(...mended);
      at += Math.max(1, romanised.length);
    }
    return parts;
  }

  /** Compounds are looked for joined too. @param {Run[]} runs @returns {Promise<Part[]>} */
  async joinedParts(runs) {
    const parts = [];
    for (const joined of compounds(runs)) {
      const reading = await this.latin.literal(joined);
      if (reading) parts.push({ typed: joined, readings: [reading] });
    }
    return parts;
  }

  /**
   * The most words from `start` that are Chinese in Latin letters, one of them in no article.
   * @param {Run[]} runs
   * @param {number} start
   */
  async romanisedWords(runs, start) {
    /** @type {string[]} */
    const words = [];
    for (const run of runs.slice(start, start + MOST_ROMANISED_RUNS)) {
      if (run.script !== "latn") break;
      words.push(run.text);
    }
    for (; words.length; words.pop()) {
      const needs = await Promise.all(words.map((word) => this.latin.need(word)));
      const text = words.join("");
      if (needs.includes(null) && looksRomanised(text) && (await this.han.romanisedReadings(text)).length) return words;
    }
    return [];
  }

  /**
   * What a whole query means as Zhuyin keys; null where it may mean something as it stands (index-format 7.10).
   * @param {string} text @param {Run[]} runs
   * @returns {Promise<Part | null>}
   */
  async zhuyinPart(text, runs) {
    const pinyin = zhuyinPinyin(text);
    const long = runs.map((run) => run.text).filter((word) => [...word].length > 1);
    if (pinyin === null || long.every((word) => /^[0-9]+$/.test(word))) return null;
    for (const word of long) if (await this.isHeld(word)) return null;
    const aliases = await this.index.aliases("latn");
    if (runs.some((_, at) => aliasWords(runs, at, aliases).length) || (await this.romanisedWords(runs, 0)).length)
      return null;
    const readings = await this.han.romanisedReadings(pinyin);
    return readings.length ? { typed: runs.map((run) => run.text).join(" "), readings } : null;
  }

  /** Whether articles hold a word, or all its pieces; a piece of one character says nothing. @param {string} word */
  async isHeld(word) {
    if (await this.latin.need(word)) return true;
    for (const piece of wordParts(word)) if ([...piece].length < 2 || !(await this.latin.need(piece))) return false;
    return true;
  }

  /**
   * The reading of a phrase as typed, where an article holds any of it; what none holds is a need nothing meets.
   * @param {string[]} words
   * @returns {Promise<PartReading[]>}
   */
  async literal(words) {
    const needs = [];
    for (const word of words) needs.push((await this.latin.need(word)) ?? { terms: [], weight: WHOLE });
    return needs.some((need) => need.terms.length)
      ? [{ needs, weight: WHOLE, kind: "exact", words: [words.join(" ")] }]
      : [];
  }

  /** @param {Scored} scored @param {Part[]} parts @param {Document} document @returns {Result} */
  result(scored, parts, document) {
    const chosen = parts.flatMap((part, at) =>
      scored.chosen[at] >= 0 ? [{ part, reading: part.readings[scored.chosen[at]] }] : [],
    );
    const weak = scored.mass < WEAK * WHOLE;
    return { pair: scored.pair, score: scored.score, document, weak, own: document.language === this.language, chosen };
  }
}

/**
 * The most words from `start` that stand for others.
 * @param {Run[]} runs
 * @param {number} start
 * @param {Map<string, unknown>} aliases
 */
function aliasWords(runs, start, aliases) {
  /** @type {string[]} */
  const words = [];
  /** @type {string[]} */
  let found = [];
  for (const run of runs.slice(start, start + MOST_ALIAS_WORDS)) {
    if (run.script !== "latn") break;
    words.push(run.text);
    if (aliases.has(words.join(" "))) found = [...words];
  }
  return found;
}

/** Words typed with a hyphen or a full stop between, joined. @param {Run[]} runs */
export function compounds(runs) {
  const joined = [];
  /** @type {string[]} */
  let compound = [];
  for (const run of runs) {
    if (run.script === "hani") compound = [];
    else {
      compound = run.glued && compound.length ? [...compound, run.text] : [run.text];
      if (compound.length > 1 && compound.length <= MOST_PIECES) joined.push(compound.join(""));
    }
  }
  return joined;
}

/** @param {Result[]} results @returns {Outcome} */
function outcomeOf(results) {
  if (!results.length) return "none";
  if (results[0].weak) return "weak";
  return results[0].chosen.some(({ reading }) => reading.kind === "corrected") ? "corrected" : "exact";
}

/**
 * The query as the best article reads it; null where nothing was mended.
 * @param {Part[]} parts as typed, without the joined ones, which repeat words
 * @param {Scored[]} ranked
 */
function correctedQuery(parts, ranked) {
  if (!ranked.length) return null;
  const readings = parts.map((part, at) => (ranked[0].chosen[at] >= 0 ? part.readings[ranked[0].chosen[at]] : null));
  if (!readings.some((reading) => reading?.kind === "corrected")) return null;
  return readings
    .map((reading, at) => (reading?.kind === "corrected" ? reading.words.join("") : parts[at].typed))
    .join(" ");
}
