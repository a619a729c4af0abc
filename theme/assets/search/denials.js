// What denies, in as many ways as English has it, as one: *can't*, *cannot*, *can not* and *unable to* log in are one
// need. Twin: kbgen/text/denials.py. Specification: index-format 4.7.4.

const IS_NOT = "¬be";
const DOES_NOT = "¬do";
const CAN_NOT = "¬can";

/** @param {string} words @param {string} meant @returns {[string, string][]} */
const each = (words, meant) => words.split(" ").map((word) => [word, meant]);

const CONTRACTED = new Map([
  ...each("not never isnt arent wasnt werent hasnt havent hadnt", IS_NOT),
  ...each("dont doesnt didnt wont wouldnt", DOES_NOT),
  ...each("cant cannot couldnt", CAN_NOT),
]);
const BEFORE_NOT = new Map([
  ...each("is are was were has have had", IS_NOT),
  ...each("do does did will would", DOES_NOT),
  ...each("can could", CAN_NOT),
]);

/** Words of the longest: *was not able to*. */
export const LONGEST_DENIAL = 4;

/**
 * The words of an alphabetic text with each that denies as one of three, and how many of them it is.
 * @param {string[]} words
 */
export function denied(words) {
  const found = [];
  for (let at = 0; at < words.length; ) {
    const one = denial(words.slice(at, at + LONGEST_DENIAL));
    found.push(one);
    at += one.size;
  }
  return found;
}

/** What the source of an alias is looked up by: itself with each denial as one of three. @param {string} text */
export const sourceKey = (text) => keyOf(denied(text.split(" ")));

/** @param {{ word: string }[]} words */
export const keyOf = (words) => words.map(({ word }) => word).join(" ");

/** What sources that begin at some word of a text begin with. @param {string[]} words */
export const beginnings = (words) => words.map((_, at) => denial(words.slice(at, at + LONGEST_DENIAL)).word);

/**
 * What the first of some words is, or stands for with those after it, and how many these are.
 * @param {string[]} words
 */
function denial(words) {
  const [first, second] = words;
  const before = BEFORE_NOT.get(first);
  const text = `${words.join(" ")} `;
  const [unable] = /^(?:unable to|not able to) /u.exec(before === IS_NOT ? text.slice(first.length + 1) : text) ?? [];
  if (unable) return { word: CAN_NOT, size: unable.trim().split(" ").length + (before === IS_NOT ? 1 : 0) };
  if (before && (second === "not" || (before === IS_NOT && second === "never"))) return { word: before, size: 2 };
  return { word: CONTRACTED.get(first) ?? first, size: 1 };
}
