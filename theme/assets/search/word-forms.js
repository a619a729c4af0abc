// Forms of one English word: return, returned, returnable. Twin: kbgen/search/word_forms.py.
// Specification: index-format 5.3.3.
// Two words are forms of each other where they begin alike and end as this table says. No stemmer: it would cost more
// bytes than the table, parts embroidering from embroidery, and cannot say which of two forms is the nearer one.
// All characters of words are one UTF-16 unit each.

import { MOST_FORMS, SHORTEST_DERIVED, SHORTEST_ROOT } from "./constants.js";
import { byCodePoint } from "./normalise.js";

/** @typedef {"inflected" | "derived"} Kinship */

/** Endings of one noun or verb, after what its forms share. */
const PARADIGMS = [" s es ed ing", "e es ed ing", "y ies ied ying", "ie ies ied ying"].map(
  (endings) => new Set(endings.split(" ")),
);
/** Endings of words made of one another; of British and American spelling, too: colour and color. */
const ENDINGS = new Set(
  (
    " s es ed d ing ings e y ies ied ying r er ers or ors able ible ability ibility bility ble ment ments " +
    "ation ations ion ions ition itions ication ications al als ial ly ally ily ery eries ry ful less ness " +
    "iness ive ives ity ities ance ances ence ences ant ants ent ents ise ises ised ising ize izes ized izing " +
    "isation isations ization izations iser izer age ages ist ists ary ory ure ures ee ees se ses sed sing " +
    "sation ze zes zed zing zation ce me mes ue ues re res our ours oured ouring ored oring ur urs ured uring " +
    "rs red ring t l"
  ).split(" "),
);
/** Two words that differ in these only are mostly strangers: plan and plane, part and party. */
const PLAIN = new Set(["", "e", "y"]);
const MUTE = new Set(["", "e"]);

/**
 * How two words are related; null where they are not or are the same.
 * @param {string} one @param {string} other
 * @returns {Kinship | null}
 */
export function kinship(one, other) {
  if (one === other) return null;
  const shared = sharedLetters(one, other);
  /** @type {Kinship | null} */
  let best = null;
  for (const root of [shared, shared - 1]) {
    if (root < SHORTEST_ROOT) break;
    const first = ending(one, root);
    const second = ending(other, root);
    /** @param {Set<string>} endings */
    const both = (endings) => endings.has(first) && endings.has(second);
    if (PARADIGMS.some(both) && !both(PLAIN)) return "inflected";
    if (root >= SHORTEST_DERIVED && both(ENDINGS) && !both(MUTE)) best = "derived";
  }
  return best;
}

/** @param {string} one @param {string} other */
function sharedLetters(one, other) {
  let shared = 0;
  while (shared < Math.min(one.length, other.length) && one[shared] === other[shared]) shared += 1;
  return shared;
}

/**
 * What stands after the root, without the letter that is doubled before an ending: shipp|ing.
 * @param {string} word @param {number} root
 */
function ending(word, root) {
  const rest = word.slice(root);
  return rest.length > 2 && rest[0] === word[root - 1] && !"aeiou".includes(rest[0]) ? rest.slice(1) : rest;
}

/**
 * The forms of a word among others, the nearest kind only, those of the longest root first.
 * @param {string} word @param {string[]} words
 * @returns {{ form: string, kind: Kinship }[]}
 */
export function forms(word, words) {
  const start = word.slice(0, SHORTEST_ROOT);
  const found = words
    .filter((other) => other.startsWith(start))
    .map((form) => ({ form, kind: kinship(word, form), shared: sharedLetters(word, form) }));
  const inflected = found.filter(({ kind }) => kind === "inflected");
  const nearest = inflected.length ? inflected : found.filter(({ kind }) => kind === "derived");
  return /** @type {{ form: string, kind: Kinship, shared: number }[]} */ (nearest)
    .sort((one, other) => other.shared - one.shared || byCodePoint(one.form, other.form))
    .slice(0, MOST_FORMS);
}
