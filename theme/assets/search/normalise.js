// Twin: kbgen/text/normalise.py. Specification: index-format 2.
// Own character classes and lists: engines differ in \w, trim() and segmenters.

// biome-ignore format: a table
const HAN = [
  [0x3007, 0x3007], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xf900, 0xfaff], [0x20000, 0x323af],
];
// biome-ignore format: a table
const WORD = [
  [0x30, 0x39], [0x61, 0x7a], [0xdf, 0xf6], [0xf8, 0x24f], [0x370, 0x3ff], [0x400, 0x52f], [0x3041, 0x3096],
  [0x30a1, 0x30fa], [0x30fc, 0x30fc], [0x3105, 0x312f], [0xac00, 0xd7a3],
];
// biome-ignore format: a table
const DROPPED = [
  [0x300, 0x36f], [0xfe00, 0xfe0f], [0xe0100, 0xe01ef], [0xad, 0xad], [0x200b, 0x200f], [0x202a, 0x202e],
  [0x2060, 0x2060], [0x2066, 0x2069], [0xfeff, 0xfeff], [0xd800, 0xdfff],
];
const APOSTROPHES = "'\u2019\u02bc";
const JOINERS = "-_\u2010\u2011";

/**
 * Neighbouring characters of one script.
 * @typedef {{ text: string, script: "latn" | "hani", glued: boolean }} Run
 */

/** @param {number} code @param {number[][]} ranges */
const within = (code, ranges) => ranges.some(([low, high]) => code >= low && code <= high);

/** @param {string} char */
export const isHan = (char) => within(/** @type {number} */ (char.codePointAt(0)), HAN);

/** @param {string} char */
export const isWord = (char) => within(/** @type {number} */ (char.codePointAt(0)), WORD);

/** @param {string} char */
const isDigit = (char) => char >= "0" && char <= "9" && char.length === 1;

/**
 * The first code points of a text, and no lone half of a surrogate pair.
 * @param {string} text @param {number} length
 */
export function firstCodePoints(text, length) {
  let end = 0;
  for (let count = 0; count < length && end < text.length; count += 1)
    end += /** @type {number} */ (text.codePointAt(end)) > 0xffff ? 2 : 1;
  return text.slice(0, end);
}

/**
 * NFKC, lower case, no accents, format characters or lone surrogates (index-format 2.2).
 * @param {string} text
 */
export function normalise(text) {
  const kept = [];
  for (const char of text.normalize("NFKC").toLowerCase().normalize("NFD")) {
    if (!within(/** @type {number} */ (char.codePointAt(0)), DROPPED)) kept.push(char);
  }
  return kept.join("").normalize("NFC");
}

/**
 * Split normalised text into runs of one script (index-format 2.4).
 * @param {string} text
 * @returns {Run[]}
 */
export function splitRuns(text) {
  const chars = [...text];
  const runs = [];
  let end = -1;
  for (let at = 0; at < chars.length; ) {
    const script = isHan(chars[at]) ? "hani" : isWord(chars[at]) ? "latn" : null;
    if (!script) {
      at += 1;
      continue;
    }
    const start = at;
    const inside = script === "hani" ? isHan : isWord;
    let found = "";
    while (at < chars.length) {
      if (inside(chars[at])) found += chars[at];
      else if (
        script === "hani" ||
        !APOSTROPHES.includes(chars[at]) ||
        at + 1 >= chars.length ||
        !isWord(chars[at + 1])
      )
        break;
      at += 1;
    }
    runs.push({
      text: found,
      script: /** @type {"latn" | "hani"} */ (script),
      glued: end >= 0 && isGlued(chars, end, start),
    });
    end = at;
  }
  return runs;
}

/** @param {string[]} chars @param {number} end @param {number} start */
function isGlued(chars, end, start) {
  if (start === end) return true;
  if (start !== end + 1) return false;
  return JOINERS.includes(chars[end]) || (chars[end] === "." && isDigit(chars[end - 1]) && isDigit(chars[start]));
}

/**
 * Split a word where letters meet digits (index-format 2.5).
 * @param {string} word
 */
export function wordParts(word) {
  /** @type {string[]} */
  const parts = [];
  for (const char of word) {
    const last = parts.length - 1;
    if (last >= 0 && isDigit(char) === isDigit(parts[last].slice(-1))) parts[last] += char;
    else parts.push(char);
  }
  return parts;
}

/**
 * Replace each character that the table folds (index-format 2.6).
 * @param {string} text @param {Map<string, string>} table
 */
export function fold(text, table) {
  let folded = "";
  for (const char of text) folded += table.get(char) ?? char;
  return folded;
}

/**
 * Order by code point, as Python does; `<` would put U+FF21 after U+20000.
 * @param {string} one @param {string} other
 */
export function byCodePoint(one, other) {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const left = one.charCodeAt(at);
    const right = other.charCodeAt(at);
    if (left !== right) {
      const leftHigh = left >= 0xd800 && left <= 0xdfff;
      const rightHigh = right >= 0xd800 && right <= 0xdfff;
      return leftHigh === rightHigh ? left - right : leftHigh ? 1 : -1;
    }
  }
  return one.length - other.length;
}
