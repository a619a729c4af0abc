// What a Chinese run that no article holds may have been meant to be. Twin: kbgen/search/mend_han.py.
// Specification: index-format 7.5, 7.6 and 7.8.

import {
  COMPLETED_FALL,
  CORRECTED_FALL,
  CORRECTED_HAN,
  LEAST_WEIGHT,
  LONGEST_CHECKED,
  LONGEST_MENDED,
  MOST_COMPLETED,
  STANDS_OUT,
  WHOLE,
} from "./constants.js";
import { byMissing, HanDecoder, isDoubled } from "./decode-han.js";
import { askedNumbers } from "./numerals.js";
import { characterPairs } from "./postings.js";
import { completedReading, isContraction } from "./read-han.js";

/** @typedef {import("./read-han.js").Reading} Reading */
/** @typedef {import("./read-han.js").Segment} Segment */
/** @typedef {import("./decode-han.js").Missing} Missing */

/** Mends Chinese runs with the words of the site; what articles hold speaks for a reading. */
export class HanMender {
  /** @param {import("./reader.js").IndexReader} index @param {import("./postings.js").PostingsLookup} lookup */
  constructor(index, lookup) {
    this.index = index;
    this.lookup = lookup;
    /** @type {HanDecoder | null} */
    this.decoder = null;
  }

  /**
   * Mended readings of a folded run with their weights. exact: the run as typed.
   * @param {string[]} chars @param {Reading} exact
   * @returns {Promise<{ reading: Reading, weight: number }[]>}
   */
  async readings(chars, exact) {
    const pairs = characterPairs(chars);
    const whole = chars.length < 2 || chars.length > LONGEST_CHECKED || this.standsOut(pairs);
    const scattered = !whole && !this.lookup.mostHeld(pairs);
    const sound = soundPairs(exact, !scattered);
    const odd = new Set(pairs.flatMap((pair, at) => (this.lookup.highest(pair) || sound.has(at) ? [] : [at])));
    if (!whole) for (const at of loosePairs(exact, this.index.little)) odd.add(at);
    if (!odd.size) return [];
    const [files, characters] = await Promise.all([
      this.index.words(chars.slice(0, LONGEST_MENDED)),
      this.index.characters(),
    ]);
    const decoder = (this.decoder ??= new HanDecoder(new Map(), characters));
    for (const words of files) decoder.learn(words);
    const long = exact.segments.filter(({ start, end }) => end - start > 1);
    const asked = askedNumbers(chars);
    const hopeful = decoder
      .readings(chars, exact)
      .filter((reading) => touches(reading, odd) && !overlaps(reading, asked))
      .filter((reading) => scattered || keeps(reading, long, chars));
    const missing = decoder
      .missing(chars, exact)
      .filter(({ at }) => !asked.some(([start, end]) => start < at && at < end));
    const [completed] = await Promise.all([
      whole ? [] : this.completed(missing, chars, pairs),
      this.lookup.load(
        "hani",
        hopeful.flatMap(({ text }) => [...characterPairs([...text]), ...text]),
      ),
    ]);
    const readings = hopeful.filter(
      (reading) =>
        (keeps(reading, long, chars) && this.isConfirmed(reading)) ||
        (scattered && this.isHeldWhole(reading, long, chars)),
    );
    const twice = readings.filter((reading) => isSure(reading, chars));
    if (twice.length) return twice.map((reading) => ({ reading, weight: CORRECTED_HAN }));
    const cheapest = Math.min(...readings.map((reading) => reading.cost));
    const weighed = readings.map((reading) => ({
      reading,
      weight: Math.max(LEAST_WEIGHT, CORRECTED_HAN - CORRECTED_FALL * (reading.cost - cheapest)),
    }));
    return [...weighed, ...completed.map((reading, at) => ({ reading, weight: CORRECTED_HAN - COMPLETED_FALL * at }))];
  }

  /**
   * Whether one article holds all of a reading that has other words of the site, as long, in place of some; its pairs
   * are loaded (index-format 7.5).
   * @param {Reading} reading @param {Segment[]} long the words of the reading as typed @param {string[]} chars
   */
  isHeldWhole(reading, long, chars) {
    const unknown = long.filter(({ word }) => this.index.wordCost(word) === undefined);
    return (
      reading.segments.every(({ word, start, end, edited }) => !edited || [...word].length === end - start) &&
      keeps(reading, unknown, chars) &&
      this.lookup.mostHeld(characterPairs([...reading.text])) > 0
    );
  }

  /**
   * Tell whether articles hold what stands around the mended words of a reading whose pairs are loaded (index-format
   * 7.5): around one of two that one character was taken for all borders, for a character by itself may begin or end
   * many words, and nobody leaves out two; around others those to one character that is left over, for
   * 漫遊費 is no 郵費 behind a 漫.
   * @param {Reading} reading
   */
  isConfirmed(reading) {
    const { segments } = reading;
    const chars = [...reading.text];
    const size = (/** @type {number} */ at) => [...(segments[at]?.word ?? "")].length;
    const isLone = (/** @type {number} */ at) => size(at) === 1 && !this.index.little.has(segments[at]?.word ?? "");
    // Two such side by side may be a word that nobody knows.
    const isLeftOver = (/** @type {number} */ at, /** @type {number} */ beyond) => isLone(at) && !isLone(beyond);
    const longer = segments.map(({ start, end, edited }, at) => edited && size(at) > end - start);
    if (longer.filter(Boolean).length > 1 && !isContraction(reading)) return false;
    let start = 0;
    return segments.every(({ edited }, at) => {
      const end = start + size(at);
      const borders =
        longer[at] && size(at) === 2
          ? [
              ...(at ? [start] : []),
              ...(at > 1 && size(at - 1) === 1 ? [start - 1] : []),
              ...(end < chars.length ? [end] : []),
              ...(size(at + 1) === 1 && end + 1 < chars.length ? [end + 1] : []),
            ]
          : [...(isLeftOver(at - 1, at - 2) ? [start] : []), ...(isLeftOver(at + 1, at + 2) ? [end] : [])];
      const isHeld = (/** @type {number} */ border) => this.lookup.highest(chars[border - 1] + chars[border]) > 0;
      start = end;
      return !edited || borders.every(isHeld);
    });
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
    const [aliases] = await Promise.all([
      this.index.aliases(
        "hani",
        mended.map(({ text }) => text.join("")),
      ),
      this.lookup.load(
        "hani",
        mended.flatMap(({ lost, text }) => [...characterPairs(text), lost.character]),
      ),
    ]);
    const whole = mended.filter(({ text }) => this.lookup.mostHeld(characterPairs(text)));
    return whole.map(({ lost, text }) => completedReading(text, lost, this.lookup.wordCosts(text, aliases)));
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
}

/**
 * Places of the pairs within words and, if asked, between two: nothing speaks for a slip there (index-format 7.5).
 * @param {Reading} literal @param {boolean} between
 */
function soundPairs(literal, between) {
  const long = literal.segments.filter(({ start, end }) => end - start > 1);
  const starts = new Set(long.map(({ start }) => start));
  /** @type {Set<number>} */
  const sound = new Set();
  for (const { start, end } of long) {
    for (let at = start; at < end - 1; at += 1) sound.add(at);
    if (between && starts.has(end)) sound.add(end - 1);
  }
  return sound;
}

/**
 * Places of the pairs that touch a character which is no part of a longer word, nor a word by itself as 的.
 * @param {Reading} literal @param {Set<string>} little
 */
function loosePairs(literal, little) {
  return literal.segments
    .filter(({ word, start, end }) => end - start === 1 && !little.has(word))
    .flatMap(({ start }) => [start - 1, start]);
}

/**
 * Tell whether no mended word of a reading overlaps a word that needs no mending, unless by a character typed twice.
 * @param {Reading} reading @param {Segment[]} kept @param {string[]} chars
 */
function keeps(reading, kept, chars) {
  return !reading.segments.some(
    ({ word, start, end, edited }) =>
      edited &&
      kept.some(
        (own) =>
          start < own.end &&
          own.start < end &&
          !(start <= own.start && own.end <= end && isTypedTwice({ word, start, end }, chars)),
      ),
  );
}

/**
 * Tell whether nothing was mended but characters typed twice: what was meant is sure.
 * @param {Reading} reading @param {string[]} chars
 */
export const isSure = ({ segments }, chars) =>
  segments.every((segment) => !segment.edited || isTypedTwice(segment, chars));

/**
 * @param {Pick<Segment, "word" | "start" | "end">} segment @param {string[]} chars
 */
function isTypedTwice({ word, start, end }, chars) {
  const meant = [...word];
  return end - start === meant.length + 1 && isDoubled(chars, start, meant);
}

/**
 * Tell whether a mended word overlaps one of some stretches.
 * @param {Reading} reading @param {[number, number][]} spans
 */
const overlaps = (reading, spans) =>
  reading.segments.some(
    (segment) => segment.edited && spans.some(([start, end]) => segment.start < end && start < segment.end),
  );

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
