// Zhuyin typed while the keyboard was in Latin mode: keys → pinyin. Twin: kbgen/search/zhuyin.py.
// Specification: index-format 7.10.

import { FEWEST_ZHUYIN_SYLLABLES } from "./constants.js";

const LETTERS = "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄧㄨㄩㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦˇˋˊ";
/** The key of each letter on the standard (Dachen) layout; the neutral tone is 7, the first a blank. */
const KEYS = "1qaz2wsxedcrfv5tgbyhnujm8ik,9ol.0p;/-346";
const INITIALS = new Map(
  "b p m f d t n l g k h j q x zh ch sh r z c s".split(" ").map((initial, at) => [KEYS[at], initial]),
);
/** Keys, the pinyin after an initial, and without one. */
const RHYMES =
  "u i yi|u8 ia ya|ui io yo|u, ie ye|u9 iai yai|ul iao yao|u. iu you|u0 ian yan|up in yin|u; iang yang|u/ ing ying|" +
  "j u wu|j8 ua wa|ji uo wo|j9 uai wai|jo ui wei|j0 uan wan|jp un wen|j; uang wang|j/ ong weng|" +
  "m v yu|m, ve yue|m0 van yuan|mp vn yun|m/ iong yong|" +
  "8 a a|i o o|k e e|9 ai ai|o ei ei|l ao ao|. ou ou|0 an an|p en en|; ang ang|/ eng eng|- er er";
/** @type {Map<string, [after: string, alone: string]>} */
const PINYIN = new Map(
  RHYMES.split("|")
    .map((rhyme) => rhyme.split(" "))
    .map(([keys, after, alone]) => [keys, [after, alone]]),
);
/** Initials that are syllables by themselves. */
const BUZZING = ["zh", "ch", "sh", "r", "z", "c", "s"];
const SYLLABLE = /([1qaz2wsxedcrfv5tgbyhn]?)([ujm]?[8ik,9ol.0p;/-]?)(?:[3467] *| +|$)/y;

/**
 * The pinyin, without tones, of a normalised text that is two Zhuyin syllables or more throughout, else null.
 * @param {string} text
 */
export function zhuyinPinyin(text) {
  const keys = text.replace(/^ +| +$/g, "").replace(/[ㄅ-ㄩˇˋˊ]/g, (letter) => KEYS[LETTERS.indexOf(letter)]);
  const syllables = [];
  for (let at = 0; at < keys.length; at = SYLLABLE.lastIndex) {
    SYLLABLE.lastIndex = at;
    const match = SYLLABLE.exec(keys);
    const syllable = match && syllableOf(match[1], match[2]);
    if (!syllable) return null;
    syllables.push(syllable);
  }
  return syllables.length >= FEWEST_ZHUYIN_SYLLABLES ? syllables.join("") : null;
}

/** @param {string} initialKey @param {string} rhymeKeys */
function syllableOf(initialKey, rhymeKeys) {
  const initial = INITIALS.get(initialKey) ?? "";
  if (!rhymeKeys) return BUZZING.includes(initial) ? `${initial}i` : null;
  const [after, alone] = PINYIN.get(rhymeKeys) ?? [null, null];
  if (!initial || after === null) return alone;
  return initial + (["j", "q", "x"].includes(initial) ? after.replace("v", "u") : after);
}
