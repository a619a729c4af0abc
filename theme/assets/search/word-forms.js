// Forms of one English word: return, returned, returnable. Twin: kbgen/search/word_forms.py.
// Specification: index-format 5.3.3.
// Two words are forms of each other where they begin alike and end as this table says. No stemmer: it would cost more
// bytes than the table, parts embroidering from embroidery, and cannot say which of two forms is the nearer one.
// All characters of words are one UTF-16 unit each.

import { MOST_FORMS, SHORTEST_DERIVED, SHORTEST_ROOT } from "./constants.js";
import { byCodePoint } from "./normalise.js";

/**
 * Forms of one word; words of one meaning made of one another; words of another meaning made of one another: timer,
 * time.
 * @typedef {"inflected" | "derived" | "distant"} Kinship
 */

/** Endings, a set for each row; each of a row is one of the same word's. @param {string[]} rows */
const families = (...rows) => rows.map((row) => new Set(row.split(" ")));

/** Endings of one noun or verb, after what its forms share. */
const PARADIGMS = families(" s es ed ing", "e es ed ing", "y ies ied ying", "ie ies ied ying");
/**
 * Endings of words of one meaning. The last six are of British and American spelling: colour, centre, licence, analyse,
 * programme, catalogue.
 */
const DERIVATIONS = families(
  " s es ed ing ings able ability ment ments ation ations ion ions ance ances ence ences al als ure " +
    "ures ive ives ory age ages",
  "e es ed ing ings able ability ement ements ation ations ion ions ance ances ence ences al als ure " +
    "ures ive ives ory age ages ity",
  "y ies ied ying iable iance iances ication ications ial ially ily iness",
  " s ly ness ity ities al ally ise ised ises ising isation isations " + "ize ized izes izing ization izations",
  "e es ity ities ise ised ises ising isation isations ize ized izes izing ization izations",
  "le ly ility",
  "ly al ally",
  "nce nces ncy ncies nt nts ntly",
  "ibe ibes ibed ibing iption iptions",
  "y ies ist ists ic ics ical",
  "a as atic atics atically",
  "sis ses se sed sing tic tics tical",
  "tes tic tics",
  "r rs red ring ry ries",
  "r rs red ring ur urs ured uring",
  "er ers ered ering re res red ring",
  "ce ces ced cing se ses sed sing",
  "se ses sed sing ze zes zed zing",
  " s me mes",
  " s ed ing ue ues ued uing",
);
/** Endings of words of which some are who or what does it, is like it, or is without it: poster, stocky, careless. */
const AGENCIES = families(
  " s es ed ing ings ation ations ion ions ary er ers or ors ist ists ee ees",
  "e es ed ing ings ation ations ion ions ary er ers or ors ist ists ee ees",
  "y ies ied ying ier iers",
  " s y ful less",
);
/**
 * With such an ending a word mostly means another thing than the word it is made of: who asks for a timer does not ask
 * for the time.
 */
const OTHER_THINGS = new Set("er ers or ors ist ists ee ees ary ier iers y ful less".split(" "));
/** Two words that differ in these only are mostly strangers: plan and plane, part and party. */
/** Who does something, and who it is done to. */
const [DOER, DONE_TO] = [/^(.+)[eo]rs?$/u, /^(.+)ees?$/u];
const PLAIN = new Set(["", "e", "y"]);
const MUTE = new Set(["", "e"]);
/** @type {Kinship[]} */
const NEAREST_FIRST = ["inflected", "derived", "distant"];

/**
 * How a word is related to the one typed; null where it is not or is the same.
 * @param {string} typed @param {string} other
 * @returns {Kinship | null}
 */
export function kinship(typed, other) {
  if (typed === other || areOpposites(typed, other)) return null;
  const shared = sharedLetters(typed, other);
  /** @type {Kinship | null} */
  let best = null;
  for (const root of [shared, shared - 1]) {
    if (root < SHORTEST_ROOT) break;
    const first = ending(typed, root);
    const second = ending(other, root);
    /** @param {Set<string>} endings */
    const both = (endings) => endings.has(first) && endings.has(second);
    if (PARADIGMS.some(both) && !both(PLAIN)) return "inflected";
    if (root < SHORTEST_DERIVED || both(MUTE)) continue;
    if (DERIVATIONS.some(both)) best = "derived";
    else if (!best && AGENCIES.some(both)) best = OTHER_THINGS.has(first) || both(PLAIN) ? "distant" : "derived";
  }
  return best;
}

/**
 * Whether of two words the one is who does something and the other who it is done to: employer, employee.
 * @param {string} one @param {string} other
 */
export function areOpposites(one, other) {
  const pairs = [
    [one, other],
    [other, one],
  ];
  return pairs.some(([first, second]) => {
    const doer = DOER.exec(first)?.[1];
    return doer !== undefined && doer === DONE_TO.exec(second)?.[1];
  });
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
  const kinds = new Set(found.map(({ kind }) => kind));
  const nearest = NEAREST_FIRST.find((kind) => kinds.has(kind));
  return /** @type {{ form: string, kind: Kinship, shared: number }[]} */ (found)
    .filter(({ kind }) => kind && kind === nearest)
    .sort((one, other) => other.shared - one.shared || byCodePoint(one.form, other.form))
    .slice(0, MOST_FORMS);
}
