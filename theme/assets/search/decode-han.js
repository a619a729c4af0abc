// Read a run of Chinese characters as words of the site, mending what
// was typed wrong: a noisy channel over the lexicon.
// Twin: kbgen/search/decode_han.py. Specification: index-format 7.

import {
  DOUBLED_CHARACTER,
  EXTRA_CHARACTER,
  HAN_MARGIN,
  LONGEST_MENDED,
  MISSING_CHARACTER,
  MISSING_IN_SHORT,
  MOST_HAN_READINGS,
  MOST_MENDED_WORDS,
  MOST_MISSING,
  MOST_PARTIAL_READINGS,
  NEAR_SOUND,
  OTHER_CHARACTER,
  SAME_JYUTPING,
  SAME_SHAPE,
  SAME_SOUND,
  SHORTEST_WITH_OTHER,
  SWAPPED_CHARACTERS,
} from "./constants.js";
import { byCodePoint } from "./normalise.js";
import { ASPECTS, bestReadings, exactArcs } from "./read-han.js";

/** Folded. One number is never taken for another (index-format 7.2). */
const UNMENDED = new Set("〇零一二三四五六七八九十百千万两半冇唔");
/** Neither left out by mistake nor put in: a word with a *not* more or less is another. */
const KEPT = new Set([...UNMENDED, ..."不没未无"]);
const NEAR_STARTS = [
  ["zh", "z"],
  ["ch", "c"],
  ["sh", "s"],
];
const NEAR_ENDS = [
  ["ing", "in"],
  ["eng", "en"],
  ["ang", "an"],
];
const NEAR_FIRST = [
  ["n", "l"],
  ["f", "h"],
  ["r", "l"],
];

/** @typedef {import("./reader.js").Character} Character */
/** @typedef {import("./read-han.js").Segment} Segment */
/** @typedef {import("./read-han.js").Reading} Reading */
/** @typedef {import("./read-han.js").Arc} Arc */
/** @typedef {{ at: number, character: string, cost: number }} Missing */
/** @typedef {{ word: string, chars: string[], cost: number }} Entry */

/** @param {string} syllable */
export function plainSyllable(syllable) {
  let plain = syllable;
  for (const [one, other] of NEAR_STARTS) if (plain.startsWith(one)) plain = other + plain.slice(one.length);
  for (const [one, other] of NEAR_ENDS) if (plain.endsWith(one)) plain = plain.slice(0, -one.length) + other;
  for (const [one, other] of NEAR_FIRST) if (plain.startsWith(one)) plain = other + plain.slice(one.length);
  return plain;
}

export class HanDecoder {
  /**
   * @param {Map<string, number>} costs
   * @param {import("./reader.js").Characters} characters
   */
  constructor(costs, characters) {
    /** @type {Map<string, number>} */
    this.costs = new Map();
    this.features = characters.features;
    this.near = [0, ...classes(characters.pinyin.map(plainSyllable))];
    /** @type {Map<string, Entry[]>} */
    this.byCharacter = new Map();
    /** @type {Set<Map<string, number>>} */
    this.known = new Set();
    this.learn(costs);
  }

  /**
   * Take in more words, once. More than a run needs change nothing of its readings.
   * @param {Map<string, number>} costs
   */
  learn(costs) {
    if (this.known.has(costs)) return;
    this.known.add(costs);
    for (const [word, cost] of costs) {
      if (this.costs.has(word)) continue;
      this.costs.set(word, cost);
      const chars = [...word];
      if (chars.length < 2) continue;
      const entry = { word, chars, cost };
      for (const char of new Set(chars)) {
        const list = this.byCharacter.get(char);
        if (list) list.push(entry);
        else this.byCharacter.set(char, [entry]);
      }
    }
  }

  /**
   * Mended readings that are not much dearer than the literal one, cheapest first.
   * @param {string[]} run @param {Reading} literal
   */
  readings(run, literal) {
    const chars = run.slice(0, LONGEST_MENDED);
    const typed = chars.join("");
    const arcs = exactArcs(chars, this.costs);
    for (const [start, found] of this.mended(chars)) arcs[start].push(...found);
    return bestReadings(chars.length, arcs, MOST_PARTIAL_READINGS, literal.cost + HAN_MARGIN)
      .filter((reading) => reading.edits > 0 && reading.edits <= MOST_MENDED_WORDS && reading.text !== typed)
      .slice(0, MOST_HAN_READINGS);
  }

  /**
   * Characters that may be missing where a word of one character meets another, cheapest first.
   * @param {string[]} run @param {Reading} literal
   * @returns {Missing[]}
   */
  missing(run, literal) {
    /** @type {Map<string, Missing>} */
    const cheapest = new Map();
    /** @param {number} at @param {string} character @param {number} cost */
    const keep = (at, character, cost) => {
      const key = `${at} ${character}`;
      const known = cheapest.get(key);
      if (!known || cost < known.cost) cheapest.set(key, { at, character, cost });
    };
    for (const [number, { start: at, end }] of literal.segments.entries()) {
      if (!number || (end - at > 1 && at - literal.segments[number - 1].start > 1)) continue;
      for (const { chars, cost } of this.byCharacter.get(run[at - 1]) ?? []) {
        if (chars.length === 2 && chars[0] === run[at - 1]) keep(at, chars[1], cost);
      }
      for (const { chars, cost } of this.byCharacter.get(run[at]) ?? []) {
        if (chars.length === 2 && chars[1] === run[at]) keep(at, chars[0], cost);
      }
    }
    return [...cheapest.values()]
      .filter(({ character }) => !KEPT.has(character))
      .sort(byMissing)
      .slice(0, MOST_MISSING);
  }

  /**
   * The cost of `typed` standing for `meant` (index-format 7.3).
   * @param {string} typed @param {string} meant
   */
  characterCost(typed, meant) {
    const one = this.features.get(typed);
    const other = this.features.get(meant);
    if (!one || !other) return OTHER_CHARACTER;
    let cost = OTHER_CHARACTER;
    const near = this.near;
    if (shared(one, other, (number) => number)) cost = SAME_SOUND;
    else if (shared(one, other, (number) => near[number])) cost = NEAR_SOUND;
    if (one.jyutping && one.jyutping === other.jyutping) cost = Math.min(cost, SAME_JYUTPING);
    if (looksAlike(one, other)) cost = Math.min(cost, SAME_SHAPE);
    return cost;
  }

  /**
   * Words one edit away from a part of the run, by where the part starts.
   * @param {string[]} run
   * @returns {Map<number, Arc[]>}
   */
  mended(run) {
    /** @type {Map<string, { segment: Segment, edit: number, cost: number }>} */
    const cheapest = new Map();
    for (let at = 0; at < run.length; at += 1) {
      for (const entry of this.byCharacter.get(run[at]) ?? []) {
        this.places(run, at, entry, (start, end, edit) => {
          const key = `${entry.word} ${start} ${end}`;
          const known = cheapest.get(key);
          if (!known || edit < known.edit) {
            cheapest.set(key, {
              segment: { word: entry.word, start, end, edited: true },
              edit,
              cost: edit + entry.cost,
            });
          }
        });
      }
    }
    /** @type {Map<number, Arc[]>} */
    const arcs = new Map();
    for (const { segment, cost } of cheapest.values()) {
      const list = arcs.get(segment.start);
      if (list) list.push({ segment, cost });
      else arcs.set(segment.start, [{ segment, cost }]);
    }
    // Of equal readings the first found stays, so the order is part of the specification.
    for (const list of arcs.values())
      list.sort(
        (one, other) => byCodePoint(one.segment.word, other.segment.word) || one.segment.end - other.segment.end,
      );
    return arcs;
  }

  /**
   * Each way in which a word may have been meant around run[at].
   * @param {string[]} run @param {number} at @param {Entry} entry
   * @param {(start: number, end: number, edit: number) => void} found
   */
  places(run, at, entry, found) {
    const word = entry.chars;
    const size = word.length;
    const place = word.indexOf(run[at]);
    const here = at - place;
    if (here >= 0 && here + size <= run.length) {
      const cost = this.sameLengthCost(run, here, word);
      if (cost) found(here, here + size, cost);
    }
    for (const start of [here, here + 1]) {
      const end = start + size - 1;
      if (start >= 0 && start <= at && at < end && end <= run.length && oneMissing(run, start, end, word)) {
        found(start, end, size > 2 ? MISSING_CHARACTER : MISSING_IN_SHORT);
      }
    }
    for (const start of [here, here - 1]) {
      if (start < 0 || start + size + 1 > run.length || !oneExtra(run, start, word)) continue;
      if (isDoubled(run, start, word)) found(start, start + size + 1, DOUBLED_CHARACTER);
      else if (size > 2 || (firstOther(run, start, word) === 1 && ASPECTS.has(run[start + 1])))
        found(start, start + size + 1, EXTRA_CHARACTER); // 打狗針 is no 打針
    }
  }

  /** @param {string[]} run @param {number} start @param {string[]} word */
  sameLengthCost(run, start, word) {
    let first = -1;
    let second = -1;
    for (let at = 0; at < word.length; at += 1) {
      if (run[start + at] === word[at]) continue;
      if (second >= 0 || UNMENDED.has(run[start + at]) || UNMENDED.has(word[at])) return 0;
      if (first < 0) first = at;
      else second = at;
    }
    if (first < 0) return 0;
    if (second < 0) {
      const cost = this.characterCost(run[start + first], word[first]);
      // 行李帶 is no 行李架: a character that is not alike makes another thing of a short word.
      return cost === OTHER_CHARACTER && word.length < SHORTEST_WITH_OTHER ? 0 : cost;
    }
    const swapped = second === first + 1 && run[start + first] === word[second] && run[start + second] === word[first];
    return swapped ? SWAPPED_CHARACTERS : 0;
  }
}

/** @param {Missing} one @param {Missing} other */
export const byMissing = (one, other) =>
  one.cost - other.cost || one.at - other.at || byCodePoint(one.character, other.character);

/** @param {string[]} names */
function classes(names) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  return names.map((name) => {
    if (!numbers.has(name)) numbers.set(name, numbers.size + 1);
    return /** @type {number} */ (numbers.get(name));
  });
}

/**
 * Tell whether two characters are of one phonetic series, or share the end of a Cangjie code.
 * @param {Character} one @param {Character} other
 */
function looksAlike(one, other) {
  if (one.phonetic && one.phonetic === other.phonetic) return true;
  return one.endings.some((ending) => other.endings.includes(ending));
}

/**
 * Tell whether two characters share a reading under a classing of syllables.
 * @param {Character} one @param {Character} other @param {(number: number) => number} classOf
 */
function shared(one, other, classOf) {
  for (const left of [one.pinyin, one.pinyinSecond]) {
    for (const right of [other.pinyin, other.pinyinSecond]) {
      if (left && right && classOf(left) === classOf(right)) return true;
    }
  }
  return false;
}

/**
 * Tell whether run[start, end) is the word without one character.
 * @param {string[]} run
 * @param {number} start
 * @param {number} end
 * @param {string[]} word
 */
function oneMissing(run, start, end, word) {
  let at = 0;
  while (start + at < end && run[start + at] === word[at]) at += 1;
  for (let rest = start + at; rest < end; rest += 1) if (run[rest] !== word[rest - start + 1]) return false;
  return !KEPT.has(word[at]);
}

/**
 * Tell whether run[start, start + size + 1) is the word with one character more.
 * @param {string[]} run
 * @param {number} start
 * @param {string[]} word
 */
function oneExtra(run, start, word) {
  const at = firstOther(run, start, word);
  for (let rest = at; rest < word.length; rest += 1) if (run[start + rest + 1] !== word[rest]) return false;
  return !KEPT.has(run[start + at]);
}

/**
 * The first place at which what was typed differs from a word.
 * @param {string[]} run @param {number} start @param {string[]} word
 */
function firstOther(run, start, word) {
  let at = 0;
  while (at < word.length && run[start + at] === word[at]) at += 1;
  return at;
}

/**
 * Whether what was typed is a word with one of its characters twice.
 * @param {string[]} run @param {number} start @param {string[]} word
 */
export function isDoubled(run, start, word) {
  const at = firstOther(run, start, word);
  return at > 0 && run[start + at] === run[start + at - 1] && oneExtra(run, start, word);
}
