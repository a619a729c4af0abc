// Chinese typed in Latin letters: pinyin and Jyutping, read as words of the site.
// Twin: kbgen/search/romanised.py. Specification: index-format 7.9.

import {
  LONGEST_INITIALS,
  LONGEST_ROMANISED,
  LONGEST_ROMANISED_WORD,
  LONGEST_SYLLABLE,
  MOST_ROMANISED_READINGS,
  SHORTEST_ROMANISED,
  SINGLE_CHARACTER,
} from "./constants.js";
import { byWords } from "./decode-latin.js";
import { byCodePoint } from "./normalise.js";

/** Of pinyin and Jyutping: initials and the finals they go with; the first row are finals that are syllables alone. */
const SCHEMES = [
  [
    "|a ai an ang ao e ei en eng er o ou",
    "b p m f|a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "d t n l|a e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo ui uan un v ve ue",
    "g k h zh ch sh|a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "zh ch sh r z c s|a e ai ei ao ou an en ang eng ong i u ua uo ui uan un",
    "j q x|i ia ie iao iu ian in iang ing iong u ue uan un",
    "y|a ai ao e o ou an in ang ing ong i u ue uan un",
    "w|a o ai ei an en ang eng u",
  ],
  [
    "|a ai au am an ang ap at ak aa aai aau aam aan aang aap aat aak o oi ou on ong ot ok uk ung m ng",
    "gw kw ng b p m f d t n l g k h w z c s j|a ai au am an ang ap at ak aa aai aau aam aan aang aap aat aak " +
      "e ei eu em en eng ep et ek eoi eon eot oe oeng oet oek i iu im in ip it ik ing " +
      "o oi ou on ong ot ok u ui un ung ut uk yu yun yut",
    "h|m ng",
  ],
].map((rows) => new Set(rows.flatMap(syllables)));

/** From left to right and back. */
const KEY_ROWS = ["qwertyuiop", "poiuytrewq", "asdfghjkl", "lkjhgfdsa", "zxcvbnm", "mnbvcxz"];

/** @typedef {{ words: string[], cost: number }} RomanisedReading */

/** @param {string} row */
function syllables(row) {
  const [initials, finals] = row.split("|").map((sounds) => sounds.split(" "));
  return initials.flatMap((initial) => finals.map((final) => initial + final));
}

/**
 * Whether a text is made of syllables of pinyin or Jyutping, so that
 * the tables are worth fetching (index-format 7.9.1).
 * @param {string} text
 */
export function looksRomanised(text) {
  const letters = text.replace(/[1-6]/g, "");
  return (
    letters.length >= SHORTEST_ROMANISED &&
    letters.length <= LONGEST_ROMANISED &&
    SCHEMES.some((syllables) => covers(syllables, letters))
  );
}

/** @param {Set<string>} syllables @param {string} letters */
function covers(syllables, letters) {
  const reached = [true];
  for (let end = 1; end <= letters.length; end += 1) {
    reached[end] = false;
    for (let start = Math.max(0, end - LONGEST_SYLLABLE); start < end && !reached[end]; start += 1) {
      reached[end] = reached[start] && syllables.has(letters.slice(start, end));
    }
  }
  return reached[letters.length];
}

/**
 * Words by their letters; of those written alike the cheapest.
 * @typedef {Map<string, { word: string, cost: number }>} Keys
 */

export class Romaniser {
  /**
   * @param {Map<string, number>} costs @param {import("./reader.js").Characters} characters
   * @param {Map<string, number>} [besides] words of no article, found by their whole sound only, and their costs
   */
  constructor(costs, characters, besides = new Map()) {
    /** @type {Keys} */
    this.keys = new Map();
    /** @type {Keys} */
    this.initials = new Map();
    for (const [word, plain] of [...costs, ...besides]) {
      const chars = [...word];
      if (chars.length > LONGEST_ROMANISED_WORD) continue;
      const features = chars.map((char) => characters.features.get(char));
      const entry = { word, cost: plain + (chars.length === 1 ? SINGLE_CHARACTER : 0) };
      const mandarin = features.map((feature) =>
        [feature?.pinyin, feature?.pinyinSecond].flatMap((number) => (number ? [characters.pinyin[number - 1]] : [])),
      );
      const cantonese = features.map((feature) =>
        feature?.jyutping ? [characters.jyutping[feature.jyutping - 1]] : [],
      );
      for (const key of spellings(mandarin)) add(this.keys, key, entry);
      for (const key of spellings(cantonese)) add(add(this.keys, key, entry), key.replaceAll("aa", "a"), entry);
      if (chars.length === 1 || !costs.has(word)) continue;
      const first = mandarin.map((sounds) => sounds.map(([letter]) => letter));
      for (const key of spellings(first)) add(this.initials, key, entry);
    }
  }

  /**
   * The cheapest ways to read a whole text, with a word of two characters or more in each, cheapest first.
   * Where there are none, long vowels are read as short ones, as many write them: bat daat tung.
   * @param {string} text
   */
  readings(text) {
    const letters = text.replace(/[1-6]/g, "");
    const found = cover(letters, this.keys);
    return found.length ? found : cover(letters.replaceAll("aa", "a"), this.keys);
  }

  /** The cheapest words whose characters' pinyin begins with these letters (7.9.3): tk, 退款. @param {string} text */
  fromInitials(text) {
    const fits = text.length >= SHORTEST_ROMANISED && text.length <= LONGEST_INITIALS && !isKeys(text);
    return fits ? cover(text, this.initials).slice(0, 1) : [];
  }
}

/**
 * Whether three letters or more are one key held down, or neighbours of a row: nobody means a word by these.
 * @param {string} text
 */
function isKeys(text) {
  return text.length > SHORTEST_ROMANISED && (new Set(text).size === 1 || KEY_ROWS.some((row) => row.includes(text)));
}

/** @param {Keys} keys @param {string} key @param {{ word: string, cost: number }} entry */
function add(keys, key, entry) {
  const known = keys.get(key);
  if (!known || entry.cost < known.cost || (entry.cost === known.cost && byCodePoint(entry.word, known.word) < 0))
    keys.set(key, entry);
  return keys;
}

/**
 * The cheapest ways to make up all letters of keys, with a word of two characters or more in each, cheapest first.
 * @param {string} letters @param {Keys} keys
 */
function cover(letters, keys) {
  /** @type {RomanisedReading[][]} */
  const states = [[{ words: [], cost: 0 }]];
  for (let end = 1; end <= letters.length; end += 1) {
    /** @type {Map<string, RomanisedReading>} */
    const found = new Map();
    for (let start = Math.max(0, end - LONGEST_ROMANISED_WORD * LONGEST_SYLLABLE); start < end; start += 1) {
      const entry = keys.get(letters.slice(start, end));
      if (!entry) continue;
      for (const before of states[start]) {
        const longer = { words: [...before.words, entry.word], cost: before.cost + entry.cost };
        const known = found.get(longer.words.join(""));
        if (!known || longer.cost < known.cost) found.set(longer.words.join(""), longer);
      }
    }
    states.push(
      [...found.values()]
        .sort((one, other) => one.cost - other.cost || byWords(one.words, other.words))
        .slice(0, MOST_ROMANISED_READINGS),
    );
  }
  return states[letters.length].filter(({ words }) => words.some((word) => [...word].length > 1));
}

/**
 * All ways to spell a word, one sound of each character; none where a character has no sound.
 * @param {string[][]} sounds
 */
const spellings = (sounds) =>
  sounds.reduce((starts, ends) => starts.flatMap((start) => ends.map((end) => start + end)), [""]);
