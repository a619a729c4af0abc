// A query → what articles should hold → ranked articles. Twin: kbgen/search/query.py.
// Specification: index-format 5 and 9.

import { inFigures } from "./amounts.js";
import { AnswerFinder } from "./answer-finder.js";
import { MAX_QUERY_LENGTH, MOST_RESULTS } from "./constants.js";
import { onTheClock } from "./day-times.js";
import { EverydayWords } from "./everyday.js";
import { LatinParts } from "./latin-parts.js";
import { balanced } from "./mixed.js";
import { firstCodePoints, fold, normalise, splitRuns } from "./normalise.js";
import { inDigits } from "./number-words.js";
import { readOperators } from "./operators.js";
import { PostingsLookup } from "./postings.js";
import { priceShown, withPrices } from "./prices.js";
import { QueryParts } from "./query-parts.js";
import { RegionPages } from "./region-pages.js";
import { ScopeFinder } from "./scope.js";
import { rank, withPin } from "./score.js";

/** @typedef {import("./operators.js").Operators} Operators */
/** @typedef {import("./reader.js").Document} Document */
/** @typedef {import("./score.js").Part} Part */
/** @typedef {import("./score.js").PartReading} PartReading */
/** @typedef {import("./score.js").Scored} Scored */
/**
 * @typedef {{
 *   pair: number, score: number, document: Document, weak: boolean, own: boolean,
 *   chosen: { part: Part, reading: PartReading }[], pinned: boolean, others: Document[]
 * }} Result pinned: editors put it first. others: of the page of an article for one region, those for the other regions
 */
/** @typedef {"exact" | "corrected" | "weak" | "none"} Outcome */
/**
 * total: how many articles are worth showing. corrected: the query as it was read, null where that is as typed.
 * suggested: what the reader may have meant, to be asked; null where something was found that is not weak.
 * note: what could not be done as it was typed; null where all could.
 * card: what is said at once, null where nothing is. promise: how soon somebody replies, a sentence, or empty.
 * @typedef {{
 *   query: string, outcome: Outcome, corrected: string | null, suggested: string | null, total: number,
 *   results: Result[], note: import("./operators.js").Note | null,
 *   card: import("./answers.js").AnswerCard | null, promise: string
 * }} Answer
 */
/**
 * What a query ranks. asked: as it was read. typed: its parts outside phrases. parts: all, these first.
 * mended: a word that says little was (5.2.7).
 * @typedef {{
 *   asked: Operators, typed: Part[], parts: Part[], mended: boolean, ranked: { total: number, best: Scored[] },
 * }} Found
 */

export class SearchEngine {
  /**
   * @param {import("./reader.js").IndexReader} index
   * @param {"en" | "zh-hant"} language
   * @param {string} [region] the reader's, as addresses have it (`hk`), whose pages of an article are shown;
   *   empty where it is not known
   */
  constructor(index, language, region = "") {
    this.index = index;
    this.language = language;
    this.lookup = new PostingsLookup(index, language);
    this.latin = new LatinParts(index, this.lookup);
    this.queryParts = new QueryParts(index, this.lookup, this.latin);
    this.everyday = new EverydayWords(index, this.lookup, this.latin, language);
    this.regions = new RegionPages(index.manifest.region_pages, index.manifest.region_names, region.toLowerCase());
    this.scopes = new ScopeFinder(index, this.lookup, this.latin, language, this.regions);
    this.finder = new AnswerFinder(index, language);
  }

  /**
   * The best `limit` articles; `literal`: nothing is mended.
   * @param {string} query @param {{ limit?: number | undefined, literal?: boolean }} [options]
   * @returns {Promise<Answer>}
   */
  async search(query, { limit = MOST_RESULTS, literal = false } = {}) {
    const asked = readOperators(firstCodePoints(query, MAX_QUERY_LENGTH), this.regions.allNames());
    const [site, found] = await Promise.all([this.finder.site(), this.found(asked, literal, Math.max(1, limit))]);
    const { typed, parts, ranked, mended } = found;
    const corrected = correctedQuery(typed, ranked.best, mended);
    const signs = found.asked.phrases.length + found.asked.leftOut.length;
    const top = ranked.best.slice(0, limit);
    const strong = top.filter(({ weak }) => !weak).map(({ pair }) => pair);
    const [documents, said] = await Promise.all([
      this.index.documents(
        this.language,
        top.flatMap(({ pair }) => [pair, ...this.regions.others(pair)]),
      ),
      signs ? null : this.finder.card(corrected ? [query, corrected] : [query], strong),
    ]);
    const results = top.map((scored) => this.result(scored, parts, documents));
    const outcome = outcomeOf(results, mended);
    return {
      query,
      outcome,
      corrected: withSigns(corrected, found.asked),
      suggested: withSigns(suggestedQuery(typed, ranked.best, outcome), found.asked),
      total: ranked.total,
      results,
      note: found.asked.note,
      card: placedCard(said, documents),
      promise: site?.promise ?? "",
    };
  }

  /** @param {Operators} asked @param {boolean} literal @param {number} most @returns {Promise<Found>} */
  async found(asked, literal, most) {
    const { typed, parts, mended, named } = await this.understood(asked, literal);
    if (!asked.phrases.length && !asked.leftOut.length) {
      const pin = await this.finder.pinned(splitRuns(normalise(asked.words)));
      const { ranked, regions } = await this.ranked(asked, typed, parts, most, named);
      return { asked, typed, parts, mended, ranked: withPin(ranked, pin, parts.length, most, regions) };
    }
    if (!parts.length) return { asked, typed, parts, mended, ranked: { total: 0, best: [] } };
    const { stays, note } = await this.lookedThrough(asked, parts);
    const holds = note?.kind === "phrase" && asked.leftOut.length ? { ...asked, leftOut: [] } : null;
    if (holds && (await this.lookedThrough(holds, parts)).stays.size)
      return { asked, typed, parts, mended, ranked: { total: 0, best: [] } }; // who holds the phrase is left out
    if (note?.kind === "phrase")
      return this.found({ ...asked, words: asked.unquoted, phrases: [], note }, literal, most);
    const { ranked } = await this.ranked(asked, typed, parts, most, stays);
    return { asked: { ...asked, note: note ?? asked.note }, typed, parts, mended, ranked };
  }

  /**
   * Who may be a result by the signs of a query, and what to say of it.
   * @param {Operators} asked @param {Part[]} parts
   */
  async lookedThrough(asked, parts) {
    const scope = await this.scopes.find(asked);
    const every = this.rank(parts, this.index.manifest.pairs, scope.may, null);
    return this.scopes.look(every.best, asked, scope);
  }

  /**
   * The best pairs, and what chose among the pages of an article: the region that is named, as typed or as mended.
   * @param {Operators} asked @param {Part[]} typed @param {Part[]} parts
   * @param {number} most @param {Set<number> | null} only
   */
  async ranked(asked, typed, parts, most, only) {
    const regions = await this.regionsOf(asked.unquoted, parts);
    const ranked = parts.length ? this.rank(parts, most, only, regions) : { total: 0, best: [] };
    const likely = regions === this.regions ? likelyQuery(typed, ranked.best) : "";
    const meant = likelyReadings(parts, ranked.best).flatMap((reading) => reading?.meant || []);
    const named = likely ? await this.regionsOf(likely, parts, meant) : regions;
    return named === regions ? { ranked, regions } : { ranked: this.rank(parts, most, only, named), regions: named };
  }

  /**
   * What chooses among the pages of an article for a query.
   * @param {string} text @param {Part[]} parts of the query; a word may stand for a region
   * @param {string[]} [mended] what its mended words stand for
   */
  async regionsOf(text, parts, mended = []) {
    if (!this.index.manifest.region_pages) return this.regions;
    const { fold: table } = await this.index.forms();
    const canonical = (/** @type {string} */ text) =>
      splitRuns(normalise(text))
        .map(({ text, script }) => (script === "hani" ? fold(text, table) : text))
        .join(" ");
    const variants = parts.flatMap(({ readings }) =>
      readings.filter(({ kind }) => kind === "variant" || kind === "synonym"),
    );
    const meant = [...variants.map(({ swap, words }) => (swap ? swap[1] : words[0])), ...mended];
    return this.regions.askedIn(canonical(text), new Set(meant.map(canonical)));
  }

  /**
   * @param {Part[]} parts @param {number} most @param {Set<number> | null} only
   * @param {RegionPages | null} regions which are pages of one article; null: each stands by itself
   */
  rank(parts, most, only, regions) {
    const postings = (/** @type {string} */ family, /** @type {string} */ term) => this.index.postings(family, term);
    return rank(parts, postings, this.index.manifest.pairs, most, only, regions, this.index.little);
  }

  /**
   * The parts as typed outside phrases, and all of them: with those of phrases and joined words (10.4).
   * @param {Operators} asked @param {boolean} literal
   * @returns {Promise<{ typed: Part[], parts: Part[], mended: boolean, named: Set<number> | null }>}
   *   mended: a word that says little was (5.2.7). named: of such words alone the pairs that have them as a title or
   *   keyword, which alone may be results (5.2.3); null of other queries
   */
  async understood(asked, literal) {
    const written = (/** @type {string} */ amount) => this.queryParts.isWritten(amount);
    const clock = await onTheClock(normalise(asked.words), written);
    const text = withPrices(await inFigures(await inDigits(clock, written), written));
    const typedRuns = splitRuns(text);
    const quoted = asked.phrases.map((mark) => splitRuns(normalise(mark.text)));
    const preloaded = this.queryParts.preload([typedRuns, ...quoted].flat());
    await Promise.all([preloaded, literal ? null : this.everyday.preload(typedRuns)]);
    const runs = literal ? typedRuns : await this.queryParts.littleWords.read(typedRuns);
    const every = [runs, ...quoted].flat();
    const named = (await this.queryParts.saysLittle(every)) ? new Set(await this.queryParts.named(every)) : null;
    if (named && !named.size) return { typed: [], parts: [], mended: false, named };
    const zhuyin = literal || quoted.length ? null : await this.queryParts.zhuyinPart(text, runs);
    if (!zhuyin) await this.queryParts.foresee(runs, literal);
    const read = zhuyin ? [zhuyin] : await this.queryParts.parts(runs, literal);
    const typed = balanced(literal ? read : await Promise.all(read.map((part) => this.everyday.withNear(part))));
    const parts = [...typed];
    for (const phrase of quoted) parts.push(...(await this.queryParts.parts(phrase, true)).map(asTyped));
    for (const some of [runs, ...quoted]) parts.push(...(await this.queryParts.joinedParts(some)));
    return { typed, parts, mended: runs.some((run, at) => run.text !== typedRuns[at].text), named };
  }

  /** @param {Scored} scored @param {Part[]} parts @param {Map<number, Document>} documents @returns {Result} */
  result(scored, parts, documents) {
    const chosen = parts.flatMap((part, at) =>
      scored.chosen[at] >= 0 ? [{ part, reading: part.readings[scored.chosen[at]] }] : [],
    );
    const { pair, score, weak, pinned = false } = scored;
    const [document, ...others] = [pair, ...this.regions.others(pair)].map(
      (page) => /** @type {Document} */ (documents.get(page)),
    );
    return { pair, score, document, weak, own: document.language === this.language, chosen, pinned, others };
  }
}

/**
 * What is said at once; of a row or a question, with the address of the result it stands in.
 * @param {{ card: import("./answers.js").AnswerCard, pair: number | null } | null} said
 * @param {Map<number, Document>} documents
 */
function placedCard(said, documents) {
  const document = said?.pair === null || !said ? undefined : documents.get(said.pair);
  if (!said || !document) return said?.card ?? null;
  return { ...said.card, article: document.id, url: document.url, source: document.title };
}

/** @param {Result[]} results @param {boolean} mended a word that says little was (5.2.7) @returns {Outcome} */
function outcomeOf(results, mended) {
  if (!results.length) return "none";
  if (results[0].weak) return "weak";
  return mended || results[0].chosen.some(({ reading }) => reading.kind === "corrected") ? "corrected" : "exact";
}

/**
 * The query as the best article reads it; null where nothing was mended.
 * @param {Part[]} parts as typed, without the joined ones, which repeat words
 * @param {Scored[]} ranked
 * @param {boolean} mended words in them that say little were
 */
function correctedQuery(parts, ranked, mended) {
  if (!ranked.length) return null;
  const words = parts.map((part, at) => mendedWords(part.readings[ranked[0].chosen[at]]));
  return mended || words.some(Boolean)
    ? joinedText(
        parts,
        parts.map(({ typed }, at) => words[at] || typed),
      )
    : null;
}

/**
 * The query with every word mended that may be, as the best article reads it or else as is likeliest.
 * @param {Part[]} parts as typed @param {Scored[]} ranked
 * @param {boolean} [asked] a word that is only to be asked about too
 */
function likelyQuery(parts, ranked, asked = false) {
  const readings = likelyReadings(parts, ranked);
  const words = parts.map(({ maybe, typed }, at) => (asked && maybe) || mendedWords(readings[at]) || typed);
  return joinedText(parts, words);
}

/**
 * How the best article reads each part or else what it is likeliest to be; undefined of one without readings.
 * @param {Part[]} parts @param {Scored[]} ranked @returns {(PartReading | undefined)[]}
 */
const likelyReadings = (parts, ranked) =>
  parts.map(({ readings }, at) => readings[Math.max(0, ranked[0]?.chosen[at] ?? 0)]);

/** The words of a reading where it is mended; else "". @param {PartReading | undefined} reading */
const mendedWords = (reading) => (reading?.kind === "corrected" ? reading.words.join("") : "");

/** A part of a phrase: nothing stands for it. @param {Part} part @returns {Part} */
const asTyped = (part) => ({ ...part, readings: part.readings.filter(({ kind }) => kind === "exact") });

/**
 * Another way to put a query with the phrases and what is left out, which it does without.
 * @param {string | null} text @param {Operators} asked
 */
const withSigns = (text, { phrases, leftOut }) =>
  text === null ? null : [text, ...[...phrases, ...leftOut].map(({ typed }) => typed)].join(" ");

/**
 * What the reader may have meant where little was found; null where nothing comes near. One word may be the slip of a
 * query whose others articles know; one whose words they do not know is about something else.
 * @param {Part[]} parts as typed @param {Scored[]} ranked @param {Outcome} outcome
 */
function suggestedQuery(parts, ranked, outcome) {
  const unknown = parts.filter(({ readings }) => !readings.length);
  if (outcome === "exact" || outcome === "corrected" || unknown.length !== 1 || !unknown[0].maybe) return null;
  return likelyQuery(parts, ranked, true);
}

/** A query with other words for its parts. @param {Part[]} parts @param {string[]} words */
const joinedText = (parts, words) =>
  words.reduce((text, word, at) => {
    const { before, after, follows } = parts[at];
    const start = before ? `${text && `${text} `}${before}` : text;
    return `${start}${follows || !start ? word : ` ${priceShown(word)}`}${after ? ` ${after}` : ""}`;
  }, "");
