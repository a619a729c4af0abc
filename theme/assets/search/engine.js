// A query → what articles should hold → ranked articles. Twin: kbgen/search/query.py.
// Specification: index-format 5 and 9.

import { AnswerFinder } from "./answer-finder.js";
import {
  JOINED,
  MAX_QUERY_LENGTH,
  MOST_ALIAS_WORDS,
  MOST_JOINED_WORDS,
  MOST_PIECES,
  MOST_RESULTS,
  MOST_ROMANISED_RUNS,
  SHORTEST_JOINED,
  WHOLE,
} from "./constants.js";
import { HanParts } from "./han-parts.js";
import { LatinParts } from "./latin-parts.js";
import { firstCodePoints, fold, normalise, splitRuns, wordParts } from "./normalise.js";
import { inCharacters } from "./numerals.js";
import { readOperators } from "./operators.js";
import { characterPairs, PostingsLookup } from "./postings.js";
import { Remembered } from "./remembered.js";
import { looksRomanised } from "./romanised.js";
import { ScopeFinder } from "./scope.js";
import { rank, withPin } from "./score.js";
import { zhuyinPinyin } from "./zhuyin.js";

/** @typedef {import("./normalise.js").Run} Run */
/** @typedef {import("./operators.js").Operators} Operators */
/** @typedef {import("./reader.js").Document} Document */
/** @typedef {import("./score.js").Part} Part */
/** @typedef {import("./score.js").PartReading} PartReading */
/** @typedef {import("./score.js").Scored} Scored */
/**
 * @typedef {{
 *   pair: number, score: number, document: Document, weak: boolean, own: boolean,
 *   chosen: { part: Part, reading: PartReading }[], pinned: boolean
 * }} Result pinned: editors put it first
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
 * @typedef {{ asked: Operators, typed: Part[], parts: Part[], ranked: { total: number, best: Scored[] } }} Found
 */

/** Runs of the latest queries whose parts are kept. */
const PARTS_KEPT = 64;

export class SearchEngine {
  /** @param {import("./reader.js").IndexReader} index @param {"en" | "zh-hant"} language */
  constructor(index, language) {
    this.index = index;
    this.language = language;
    this.lookup = new PostingsLookup(index, language);
    this.latin = new LatinParts(index, this.lookup);
    this.han = new HanParts(index, this.lookup, this.latin);
    this.scopes = new ScopeFinder(index, this.lookup, this.latin, language);
    this.finder = new AnswerFinder(index, language);
    /** @type {Remembered<Part[]>} */
    this.remembered = new Remembered(PARTS_KEPT);
  }

  /**
   * The best `limit` articles; `literal`: nothing is mended.
   * @param {string} query @param {{ limit?: number | undefined, literal?: boolean }} [options]
   * @returns {Promise<Answer>}
   */
  async search(query, { limit = MOST_RESULTS, literal = false } = {}) {
    const asked = readOperators(firstCodePoints(query, MAX_QUERY_LENGTH));
    const [site, found] = await Promise.all([this.finder.site(), this.found(asked, literal, Math.max(1, limit))]);
    const { typed, parts, ranked } = found;
    const corrected = correctedQuery(typed, ranked.best);
    const signs = found.asked.phrases.length + found.asked.leftOut.length;
    const top = ranked.best.slice(0, limit);
    const strong = top.filter(({ weak }) => !weak).map(({ pair }) => pair);
    const [documents, said] = await Promise.all([
      this.index.documents(
        this.language,
        top.map((scored) => scored.pair),
      ),
      signs ? null : this.finder.card(corrected ? [query, corrected] : [query], strong),
    ]);
    const results = top.map((scored) =>
      this.result(scored, parts, /** @type {Document} */ (documents.get(scored.pair))),
    );
    const outcome = outcomeOf(results);
    return {
      query,
      outcome,
      corrected: withSigns(corrected, found.asked),
      suggested: withSigns(suggestedQuery(typed, outcome), found.asked),
      total: ranked.total,
      results,
      note: found.asked.note,
      card: placedCard(said, documents),
      promise: site?.promise ?? "",
    };
  }

  /** @param {Operators} asked @param {boolean} literal @param {number} most @returns {Promise<Found>} */
  async found(asked, literal, most) {
    const { typed, parts } = await this.understood(asked, literal);
    if (!asked.phrases.length && !asked.leftOut.length) {
      const pin = await this.finder.pinned(splitRuns(normalise(asked.words)));
      const ranked = parts.length ? this.rank(parts, most, null) : { total: 0, best: [] };
      return { asked, typed, parts, ranked: withPin(ranked, pin, parts.length, most) };
    }
    if (!parts.length) return { asked, typed, parts, ranked: { total: 0, best: [] } };
    const scope = await this.scopes.find(asked);
    const every = this.rank(parts, this.index.manifest.pairs, scope.may);
    const { stays, note } = await this.scopes.look(every.best, asked, scope);
    if (note?.kind === "phrase")
      return this.found({ ...asked, words: asked.unquoted, phrases: [], note }, literal, most);
    return { asked: { ...asked, note: note ?? asked.note }, typed, parts, ranked: this.rank(parts, most, stays) };
  }

  /** @param {Part[]} parts @param {number} most @param {Set<number> | null} only */
  rank(parts, most, only) {
    return rank(parts, (family, term) => this.index.postings(family, term), this.index.manifest.pairs, most, only);
  }

  /**
   * The parts as typed outside phrases, and all of them: with those of phrases and joined words (10.4).
   * @param {Operators} asked @param {boolean} literal
   * @returns {Promise<{ typed: Part[], parts: Part[] }>}
   */
  async understood(asked, literal) {
    const text = normalise(asked.words);
    const runs = splitRuns(text);
    const quoted = asked.phrases.map((mark) => splitRuns(normalise(mark.text)));
    const every = [runs, ...quoted].flat();
    await this.preload(every);
    if (await this.saysLittle(every)) return { typed: [], parts: [] };
    const zhuyin = literal || quoted.length ? null : await this.zhuyinPart(text, runs);
    if (!zhuyin) await this.foresee(runs, literal);
    const typed = zhuyin ? [zhuyin] : await this.parts(runs, literal);
    const parts = [...typed];
    for (const phrase of quoted) parts.push(...(await this.parts(phrase, true)).map(asTyped));
    for (const some of [runs, ...quoted]) parts.push(...(await this.joinedParts(some)));
    return { typed, parts };
  }

  /** Tell whether a query is words only that tell nothing of what it is about: 我, what (5.2.3). @param {Run[]} runs */
  async saysLittle(runs) {
    const table = runs.some((run) => run.script === "hani") ? (await this.index.forms()).fold : new Map();
    return runs.every((run) => this.index.little.has(fold(run.text, table)));
  }

  /**
   * Fetch all that the query needs as typed at once, so that a slow network is waited for only once.
   * @param {Run[]} runs
   */
  async preload(runs) {
    const latin = runs.filter((run) => run.script === "latn");
    const telling = latin.filter((run) => !this.index.light.has(run.text));
    const words = [
      ...telling.flatMap((run) => [run.text, ...wordParts(run.text)]),
      ...compounds(runs),
      ...runs.flatMap((_, at) => [dottedNumber(runs, at).join(""), ...joinable(runs, at).map(({ word }) => word)]),
    ];
    const han = runs.filter((run) => run.script === "hani");
    await Promise.all([
      ...(latin.length ? [this.index.aliases("latn", texts(latin)), this.lookup.load("latn", words)] : []),
      ...(han.length ? [this.preloadHan(han)] : []),
    ]);
  }

  /** @param {Run[]} han */
  async preloadHan(han) {
    const [forms] = await Promise.all([this.index.forms(), this.lookup.load("hani", [])]);
    const folded = han.map((run) => fold(run.text, forms.fold));
    const terms = folded.flatMap((text) => [...characterPairs([...text]), ...text]);
    await Promise.all([this.index.aliases("hani", folded), this.lookup.load("hani", terms)]);
  }

  /** @param {string} run @param {boolean} literal */
  hanParts(run, literal) {
    return this.remembered.get(`hani ${literal} ${run}`, () => this.han.parts(run, literal));
  }

  /** @param {string} word @param {boolean} last @param {boolean} literal */
  latinParts(word, last, literal) {
    return this.remembered.get(`latn ${literal} ${last} ${word}`, () => this.latin.parts(word, last, literal));
  }

  /**
   * Let the runs fetch side by side what mending and other words need: parts are made one after the other, and each
   * would wait for its own round trips. Nothing of it decides anything.
   * @param {Run[]} runs @param {boolean} literal
   */
  async foresee(runs, literal) {
    const aliases = await this.index.aliases("latn", texts(runs.filter((run) => run.script === "latn")));
    /** @type {(() => Promise<unknown>)[]} */
    const ahead = [];
    for (let step = 1, at = 0; at < runs.length; at += step) {
      const run = runs[at];
      const words = run.script === "latn" ? aliasWords(runs, at, aliases) : [];
      const number = run.script === "latn" ? dottedNumber(runs, at) : [];
      const joined = run.script === "latn" && !words.length ? await this.joined(runs, at) : null;
      if (run.script === "hani") ahead.push(() => this.hanParts(run.text, literal));
      else if (words.length) ahead.push(() => this.han.targetReadings(aliases.get(words.join(" ")) ?? [], []));
      else if (!literal && !number.length && !joined && !this.index.light.has(run.text))
        ahead.push(
          () => this.romanisedWords(runs, at),
          () => this.latinParts(run.text, at === runs.length - 1, literal),
        );
      step = Math.max(1, words.length, number.length, joined?.size ?? 0);
    }
    await Promise.all(ahead.map((fetch) => fetch()));
  }

  /** @param {Run[]} runs @param {boolean} literal @returns {Promise<Part[]>} */
  async parts(runs, literal) {
    const aliases = await this.index.aliases("latn", texts(runs.filter((run) => run.script === "latn")));
    /** @type {Part[]} */
    const parts = [];
    for (let at = 0; at < runs.length; ) {
      const run = runs[at];
      if (run.script === "hani") {
        parts.push(...(await this.hanParts(run.text, literal)));
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
      const number = dottedNumber(runs, at);
      if (number.length) {
        const reading = await this.latin.literal(number.join(""));
        parts.push({ typed: number.join(""), readings: reading ? [reading] : [] });
        at += number.length;
        continue;
      }
      const joined = await this.joined(runs, at);
      if (joined) {
        parts.push(joined.part);
        at += joined.size;
        continue;
      }
      if (this.index.light.has(run.text) && runs.length > 1) {
        at += 1;
        continue;
      }
      const romanised = literal ? [] : await this.romanisedWords(runs, at);
      const read = romanised.length < 2 ? await this.latinParts(run.text, at === runs.length - 1, literal) : [];
      const mended = read.length === 1 ? [await this.withCharacters(read[0], runs, at)] : read;
      if (romanised.length) {
        const readings = await this.han.romanisedReadings(romanised.join(""));
        parts.push({ typed: romanised.join(" "), readings: [...readings, ...mended.flatMap((part) => part.readings)] });
      } else parts.push(...mended);
      at += Math.max(1, romanised.length);
    }
    return parts;
  }

  /**
   * The part of a word with readings of it, where it is a number, in characters: 20日 as 二十日 (index-format 5.7.3).
   * @param {Part} part @param {Run[]} runs @param {number} at
   * @returns {Promise<Part>}
   */
  async withCharacters(part, runs, at) {
    const beside = [runs[at - 1], runs[at + 1]];
    if (!beside.some((run) => run?.script === "hani")) return part;
    const { fold: table } = await this.index.forms();
    const [before, unit] = beside.map((run) => fold(run?.text ?? "", table));
    const texts = inCharacters(runs[at].text, before, unit);
    const found = await this.han.numberReadings(texts, part.readings[0]?.needs ?? []);
    return { ...part, readings: [...part.readings, ...found] };
  }

  /**
   * The part of neighbouring words that articles hold as one, the most first, and how many they are (index-format
   * 5.3.4); null where there are none.
   * @param {Run[]} runs @param {number} start
   * @returns {Promise<{ part: Part, size: number } | null>}
   */
  async joined(runs, start) {
    for (const { word, words } of joinable(runs, start)) {
      const reading = await this.latin.literal(word);
      if (!reading) continue;
      const typed = words.join(" ");
      const found = await Promise.all(words.map((part) => this.latin.need(part)));
      const needs = found.flatMap((need) => need ?? []);
      const glued = runs.slice(start + 1, start + words.length).some((run) => run.glued);
      if (glued && needs.length === words.length) continue;
      /** @type {PartReading[]} */
      const readings =
        needs.length === words.length
          ? [
              { needs, weight: WHOLE, kind: "exact", words: [typed] },
              { ...reading, weight: this.han.fairWeight(JOINED, needs, reading.needs) },
            ]
          : [reading];
      return { part: { typed, readings }, size: words.length };
    }
    return null;
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
    const aliases = await this.index.aliases("latn", texts(runs.filter((run) => run.script === "latn")));
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
   * The reading of a phrase as typed, where an article holds any of it, or of a word in another form; what none holds
   * is a need nothing meets.
   * @param {string[]} words
   * @returns {Promise<PartReading[]>}
   */
  async literal(words) {
    const needs = [];
    for (const word of words) needs.push((await this.latin.need(word)) ?? { terms: [], weight: WHOLE });
    if (needs.some((need) => need.terms.length))
      return [{ needs, weight: WHOLE, kind: "exact", words: [words.join(" ")] }];
    const related = words.length === 1 && (await this.latin.related(words[0], await this.latin.words()));
    return related ? [related] : [];
  }

  /** @param {Scored} scored @param {Part[]} parts @param {Document} document @returns {Result} */
  result(scored, parts, document) {
    const chosen = parts.flatMap((part, at) =>
      scored.chosen[at] >= 0 ? [{ part, reading: part.readings[scored.chosen[at]] }] : [],
    );
    const { pair, score, weak, pinned = false } = scored;
    return { pair, score, document, weak, own: document.language === this.language, chosen, pinned };
  }
}

/** @param {Run[]} runs */
const texts = (runs) => runs.map((run) => run.text);

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

/**
 * The pieces of a number with full stops, or none: 3.1.2 is one number, and 3 and 2 say nothing of it (5.2.2).
 * @param {Run[]} runs @param {number} start
 */
function dottedNumber(runs, start) {
  const pieces = [runs[start].text];
  for (const run of runs.slice(start + 1, start + MOST_PIECES)) {
    if (!run.dotted) break;
    pieces.push(`.${run.text}`);
  }
  return pieces.length > 1 ? pieces : [];
}

/**
 * Neighbouring words that may be one word, the most first (index-format 5.3.4).
 * @param {Run[]} runs @param {number} start
 */
function joinable(runs, start) {
  const found = [];
  /** @type {string[]} */
  let words = [];
  for (const run of runs.slice(start, start + MOST_JOINED_WORDS)) {
    if (run.script !== "latn" || run.dotted) break;
    words = [...words, run.text];
    const word = words.join("");
    if (words.length > 1 && [...word].length >= SHORTEST_JOINED) found.unshift({ word, words });
  }
  return found;
}

/** Words typed with a hyphen between, joined: `ACSD-45488` → acsd45488. @param {Run[]} runs */
function compounds(runs) {
  const joined = [];
  /** @type {string[]} */
  let compound = [];
  for (const run of runs) {
    if (run.script === "hani") compound = [];
    else {
      compound = run.glued && !run.dotted && compound.length ? [...compound, run.text] : [run.text];
      if (compound.length > 1 && compound.length <= MOST_PIECES) joined.push(compound.join(""));
    }
  }
  return joined;
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
  return joinedText(
    parts,
    readings.map((reading, at) => (reading?.kind === "corrected" ? reading.words.join("") : parts[at].typed)),
  );
}

/** A part of a phrase: nothing stands for it. @param {Part} part @returns {Part} */
const asTyped = (part) => ({ ...part, readings: part.readings.filter(({ kind }) => kind === "exact") });

/**
 * Another way to put a query with the phrases and what is left out, which it does without.
 * @param {string | null} text @param {Operators} asked
 */
const withSigns = (text, { phrases, leftOut }) =>
  text === null ? null : [text, ...[...phrases, ...leftOut].map(({ typed }) => typed)].join(" ");

/**
 * What the reader may have meant where little was found; null where nothing comes near.
 * @param {Part[]} parts as typed @param {Outcome} outcome
 */
function suggestedQuery(parts, outcome) {
  if (outcome === "exact" || outcome === "corrected" || !parts.some(({ maybe }) => maybe)) return null;
  return joinedText(
    parts,
    parts.map(({ maybe, typed }) => maybe || typed),
  );
}

/** A query with other words for its parts. @param {Part[]} parts @param {string[]} words */
const joinedText = (parts, words) =>
  words.reduce((text, word, at) => text + (parts[at].follows || !text ? word : ` ${word}`), "");
