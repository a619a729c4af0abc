// A Chinese run of a query → parts with readings. Twin: kbgen/search/han_parts.py.
// Specification: index-format 5.4 and 7.

import {
  ALIAS_COST,
  COMPLETED_FALL,
  CORRECTED_FALL,
  CORRECTED_HAN,
  CROSS_WORD,
  LEAST_WEIGHT,
  LONGEST_ALIAS,
  LONGEST_CHECKED,
  LONGEST_MENDED,
  MOST_ALIAS_READINGS,
  MOST_COMPLETED,
  ONE_CHARACTER,
  ROMANISED,
  STANDS_OUT,
  WHOLE,
} from "./constants.js";
import { byMissing, HanDecoder } from "./decode-han.js";
import { fold, isHan, splitRuns } from "./normalise.js";
import { characterPairs } from "./postings.js";
import { completedReading, literalReading } from "./read-han.js";
import { Romaniser } from "./romanised.js";
import { information } from "./score.js";

/** @typedef {import("./read-han.js").Reading} Reading */
/** @typedef {import("./decode-han.js").Missing} Missing */
/** @typedef {{ start: number, stop: number, target: import("./reader.js").AliasTarget }[]} Choice */
/** @typedef {import("./score.js").Need} Need */
/** @typedef {import("./score.js").Part} Part */
/** @typedef {import("./score.js").PartReading} PartReading */

export class HanParts {
  /**
   * @param {import("./reader.js").IndexReader} index
   * @param {import("./postings.js").PostingsLookup} lookup
   * @param {import("./latin-parts.js").LatinParts} latin
   */
  constructor(index, lookup, latin) {
    this.index = index;
    this.lookup = lookup;
    this.latin = latin;
    /** @type {Romaniser | null} */
    this.romaniser = null;
    /** @type {HanDecoder | null} */
    this.decoder = null;
  }

  /**
   * The part of a run: as typed, mended, and with words of it replaced by those they stand for.
   * @param {string} run @param {boolean} literal
   * @returns {Promise<Part>}
   */
  async part(run, literal) {
    const forms = await this.index.forms();
    const aliases = await this.index.aliases("hani");
    const typed = [...run];
    const chars = [...fold(run, forms.fold)];
    await this.lookup.load("hani", [...characterPairs(chars), ...chars]);
    const exact = literalReading(chars, this.costs(chars, aliases));
    const plain = await this.plainReadings(typed, chars, exact, literal);
    const readings = [...plain];
    for (const choice of aliasChoices(chars, exact, aliases)) {
      const reading = await this.replaced(typed, chars, choice, plain[0]);
      if (reading.needs.length) readings.push(reading);
    }
    return { typed: run, readings };
  }

  /**
   * What the site's words cost that stand in a text whose pairs are
   * loaded, and the sources of aliases (index-format 5.4).
   * @param {string[]} chars @param {Map<string, unknown>} aliases
   */
  costs(chars, aliases) {
    /** @type {Map<string, number>} */
    const costs = new Map();
    for (const [start] of chars.entries()) {
      for (let end = start + 1; end <= Math.min(chars.length, start + LONGEST_ALIAS); end += 1) {
        const word = chars.slice(start, end).join("");
        const cost = this.index.wordCost(word) ?? (aliases.has(word) ? ALIAS_COST : undefined);
        if (cost !== undefined) costs.set(word, cost);
      }
    }
    return costs;
  }

  /**
   * The reading with some stretches replaced.
   * @param {string[]} typed @param {string[]} chars @param {Choice} choice @param {PartReading} plain
   * @returns {Promise<PartReading>}
   */
  async replaced(typed, chars, choice, plain) {
    const { written } = await this.index.forms();
    let text = "";
    let shown = "";
    let end = 0;
    for (const { start, stop, target } of choice) {
      // Two alphabetic words must not become one.
      const before = [...text].pop();
      const blank = before && start === end && !isHan(before) && !isHan(target.text) ? " " : "";
      text += chars.slice(end, start).join("") + blank + target.text;
      shown += typed.slice(end, start).join("") + blank + fold(target.text, written);
      end = stop;
    }
    const needs = await this.textNeeds(text + chars.slice(end).join(""));
    const weight = this.fairWeight(Math.min(...choice.map(({ target }) => target.weight)), plain.needs, needs);
    return { needs, weight, kind: choice[0].target.kind, words: [shown + typed.slice(end).join("")] };
  }

  /**
   * The weight of a reading that stands for another: being rarer or
   * longer must not make it count more (index-format 5.5.1).
   * @param {number} weight @param {Need[]} typed @param {Need[]} meant
   */
  fairWeight(weight, typed, meant) {
    if (!typed.length || !meant.length) return weight;
    /** @param {string} family @param {string} term */
    const postings = (family, term) => this.index.postings(family, term);
    const one = information(typed, postings);
    const other = information(meant, postings);
    return Math.max(LEAST_WEIGHT, Math.floor((weight * Math.min(one, other)) / other));
  }

  /**
   * A reading for each word or phrase that another stands for, of either script, where an article holds some of it.
   * @param {import("./reader.js").AliasTarget[]} targets
   * @param {Need[]} typed what the source itself needs; 5.5.1 makes the weights fair
   * @returns {Promise<PartReading[]>}
   */
  async targetReadings(targets, typed) {
    const { written } = await this.index.forms();
    const readings = [];
    for (const { text, weight, kind } of targets) {
      const needs = await this.textNeeds(text);
      if (needs.length)
        readings.push({ needs, weight: this.fairWeight(weight, typed, needs), kind, words: [fold(text, written)] });
    }
    return readings;
  }

  /**
   * What an article should hold for a canonical text of either script.
   * @param {string} text
   * @returns {Promise<Need[]>}
   */
  async textNeeds(text) {
    const needs = [];
    for (const run of splitRuns(text)) {
      if (run.script === "hani") needs.push(...(await this.runNeeds([...run.text])));
      else {
        const need = await this.latin.need(run.text);
        if (need) needs.push(need);
      }
    }
    return needs;
  }

  /**
   * Readings of a text in pinyin or Jyutping as words of the site, the most likely first (index-format 7.9).
   * @param {string} text
   * @returns {Promise<PartReading[]>}
   */
  async romanisedReadings(text) {
    if (!this.romaniser) {
      const [words, characters] = await Promise.all([this.index.lexicon("hani"), this.index.characters()]);
      this.romaniser = new Romaniser(words, characters);
    }
    const { written } = await this.index.forms();
    const readings = this.romaniser.readings(text);
    /** @type {PartReading[]} */
    const found = [];
    for (const { words, cost } of readings) {
      const weight = Math.max(LEAST_WEIGHT, ROMANISED - CORRECTED_FALL * (cost - readings[0].cost));
      found.push({
        needs: await this.runNeeds([...words.join("")]),
        weight,
        kind: "corrected",
        words: [fold(words.join(""), written)],
      });
    }
    return found;
  }

  /** What an article should hold for a folded run, read as it is. @param {string[]} chars */
  async runNeeds(chars) {
    await this.lookup.load("hani", [...characterPairs(chars), ...chars]);
    return this.readingNeeds(literalReading(chars, this.costs(chars, new Map())));
  }

  /**
   * @param {string[]} typed
   * @param {string[]} chars
   * @param {Reading} exact
   * @param {boolean} literal
   * @returns {Promise<PartReading[]>}
   */
  async plainReadings(typed, chars, exact, literal) {
    const pairs = characterPairs(chars);
    const mended = literal ? [] : await this.mended(chars, pairs, exact);
    await this.lookup.load(
      "hani",
      mended.flatMap(({ reading }) => [...characterPairs([...reading.text]), ...reading.text]),
    );
    const { written } = await this.index.forms();
    return [{ reading: exact, weight: WHOLE }, ...mended].map(({ reading, weight }) =>
      this.partReading(typed, reading, weight, written),
    );
  }

  /**
   * Mended readings with their weights (index-format 7.5 and 7.8).
   * @param {string[]} chars @param {string[]} pairs @param {Reading} exact
   * @returns {Promise<{ reading: Reading, weight: number }[]>}
   */
  async mended(chars, pairs, exact) {
    const odd = new Set(pairs.flatMap((pair, at) => (this.lookup.highest(pair) ? [] : [at])));
    const whole = chars.length < 2 || chars.length > LONGEST_CHECKED || this.standsOut(pairs);
    if (!whole) for (const at of loosePairs(exact)) odd.add(at);
    if (!odd.size && whole) return [];
    const [files, characters] = await Promise.all([
      this.index.words(chars.slice(0, LONGEST_MENDED)),
      this.index.characters(),
    ]);
    const decoder = (this.decoder ??= new HanDecoder(new Map(), characters));
    for (const words of files) decoder.learn(words);
    const readings = decoder.readings(chars, exact).filter((reading) => touches(reading, odd));
    const cheapest = Math.min(...readings.map((reading) => reading.cost));
    const weighed = readings.map((reading) => ({
      reading,
      weight: Math.max(LEAST_WEIGHT, CORRECTED_HAN - CORRECTED_FALL * (reading.cost - cheapest)),
    }));
    const completed = whole ? [] : await this.completed(decoder.missing(chars, exact), chars, pairs);
    return [...weighed, ...completed.map((reading, at) => ({ reading, weight: CORRECTED_HAN - COMPLETED_FALL * at }))];
  }

  /**
   * Readings with one character put in that the index confirms: one article holds all their pairs (index-format 7.6).
   * @param {Missing[]} missing @param {string[]} chars @param {string[]} pairs
   */
  async completed(missing, chars, pairs) {
    await this.lookup.load(
      "hani",
      missing.map((lost) => chars[lost.at - 1] + lost.character),
    );
    const hopeful = [];
    for (const lost of missing) {
      const rest = pairs.filter((_, at) => at !== lost.at - 1);
      const held = this.lookup.mostHeld([chars[lost.at - 1] + lost.character, ...rest]);
      if (held) hopeful.push({ held, lost });
    }
    hopeful.sort((one, other) => other.held - one.held || byMissing(one.lost, other.lost));
    const mended = hopeful
      .slice(0, MOST_COMPLETED)
      .map(({ lost }) => ({ lost, text: [...chars.slice(0, lost.at), lost.character, ...chars.slice(lost.at)] }));
    await this.lookup.load(
      "hani",
      mended.flatMap(({ text }) => characterPairs(text)),
    );
    const whole = mended.filter(({ text }) => this.lookup.mostHeld(characterPairs(text)));
    await this.lookup.load(
      "hani",
      whole.map(({ lost }) => lost.character),
    );
    const aliases = await this.index.aliases("hani");
    return whole.map(({ lost, text }) => completedReading(text, lost, this.costs(text, aliases)));
  }

  /**
   * Tell whether one article holds all pairs nearly as prominently as any holds each (index-format 7.5).
   * @param {string[]} pairs
   */
  standsOut(pairs) {
    const held = this.lookup.mostHeld(pairs);
    const most = pairs.reduce((sum, pair) => sum + this.lookup.highest(pair), 0);
    return held > 0 && held * WHOLE > most * STANDS_OUT;
  }

  /**
   * @param {string[]} typed
   * @param {Reading} reading
   * @param {number} weight
   * @param {Map<string, string>} written
   * @returns {PartReading}
   */
  partReading(typed, reading, weight, written) {
    const words = reading.segments.map(({ word, start, end, edited }) =>
      edited ? fold(word, written) : typed.slice(start, end).join(""),
    );
    return { needs: this.readingNeeds(reading), weight, kind: reading.edits ? "corrected" : "exact", words };
  }

  /**
   * Pairs of characters, and characters, without those that say little and no article holds.
   * @param {Reading} reading
   * @returns {Need[]}
   */
  readingNeeds(reading) {
    const chars = [...reading.text];
    const borders = new Set();
    let end = 0;
    for (const segment of reading.segments) borders.add((end += [...segment.word].length));
    const places = this.lookup.places("hani");
    const weighed = [
      ...characterPairs(chars).map((term, at) => ({ term, weight: borders.has(at + 1) ? CROSS_WORD : WHOLE })),
      ...chars.map((term) => ({ term, weight: chars.length === 1 ? WHOLE : ONE_CHARACTER })),
    ];
    const telling = weighed.filter(({ term }) => !this.index.light.has(term));
    return (telling.length ? telling : weighed).map(({ term, weight }) => ({
      terms: places.map((place) => ({ family: place.family, term, weight: place.weight })),
      weight,
    }));
  }
}

/**
 * Places of words that stand for others, left to right, the longest first; they begin and end where words do.
 * @param {string[]} chars @param {Reading} exact @param {Map<string, unknown>} aliases
 * @returns {[number, number][]}
 */
function aliasSpans(chars, exact, aliases) {
  const borders = new Set([0, ...exact.segments.map((segment) => segment.end)]);
  /** @type {[number, number][]} */
  const spans = [];
  for (let at = 0; at < chars.length; ) {
    let stop = Math.min(chars.length, at + LONGEST_ALIAS);
    while (stop > at && !(borders.has(at) && borders.has(stop) && aliases.has(chars.slice(at, stop).join(""))))
      stop -= 1;
    if (stop > at) spans.push([at, stop]);
    at = Math.max(stop, at + 1);
  }
  return spans;
}

/**
 * Which words to replace: the first target of each, then one by one (index-format 5.5).
 * @param {string[]} chars @param {Reading} exact @param {Map<string, import("./reader.js").AliasTarget[]>} aliases
 * @returns {Choice[]}
 */
function aliasChoices(chars, exact, aliases) {
  const words = aliasSpans(chars, exact, aliases).map(([start, stop]) => ({
    start,
    stop,
    targets: aliases.get(chars.slice(start, stop).join("")) ?? [],
  }));
  if (!words.length) return [];
  const first = words.map(({ start, stop, targets }) => ({ start, stop, target: targets[0] }));
  const single = words.flatMap(({ start, stop, targets }) => targets.map((target) => [{ start, stop, target }]));
  return [first, ...(words.length === 1 ? single.slice(1) : single)].slice(0, MOST_ALIAS_READINGS);
}

/** Places of the pairs that touch a character which is no part of a longer word. @param {Reading} literal */
function loosePairs(literal) {
  return literal.segments
    .filter((segment) => segment.end - segment.start === 1)
    .flatMap(({ start }) => [start - 1, start]);
}

/**
 * Tell whether every mended word touches one of the odd pairs (index-format 7.5).
 * @param {Reading} reading
 * @param {Set<number>} odd
 */
function touches(reading, odd) {
  return reading.segments.every(({ start, end, edited }) => {
    if (!edited) return true;
    for (let at = start - 1; at < end; at += 1) if (odd.has(at)) return true;
    return false;
  });
}
