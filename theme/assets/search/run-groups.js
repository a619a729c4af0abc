// Neighbouring runs of a query that belong together. Twin: the functions of kbgen/search/query_parts.py.
// Specification: index-format 5.2 and 5.3.4.

import { MOST_ALIAS_WORDS, MOST_JOINED_WORDS, MOST_NUMBERS, MOST_PIECES, SHORTEST_JOINED } from "./constants.js";
import { denied, keyOf, LONGEST_DENIAL } from "./denials.js";

/** @typedef {import("./normalise.js").Run} Run */

/** @param {Run[]} runs */
export const texts = (runs) => runs.map((run) => run.text);

/**
 * The most words from `start` that stand for others.
 * @param {Run[]} runs
 * @param {number} start
 * @param {Map<string, unknown>} aliases
 */
export function aliasWords(runs, start, aliases) {
  const some = runs.slice(start, start + MOST_ALIAS_WORDS * LONGEST_DENIAL);
  const other = some.findIndex((run) => run.script !== "latn");
  const words = texts(other < 0 ? some : some.slice(0, other));
  const keyed = denied(words).slice(0, MOST_ALIAS_WORDS);
  while (keyed.length && !aliases.has(keyOf(keyed))) keyed.pop();
  const count = keyed.reduce((sum, { size }) => sum + size, 0);
  return words.slice(0, count);
}

/**
 * The pieces of a number with full stops, or none: 3.1.2 is one number, and 3 and 2 say nothing of it (5.2.2).
 * @param {Run[]} runs @param {number} start
 */
export function dottedNumber(runs, start) {
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
export function joinable(runs, start) {
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

/**
 * Neighbouring numbers that may be one telephone number, the most first (index-format 5.3.7).
 * @param {Run[]} runs @param {number} start
 */
export function numbersFrom(runs, start) {
  const found = [];
  /** @type {string[]} */
  let words = [];
  for (const run of runs.slice(start, start + MOST_NUMBERS)) {
    if (run.dotted || !/^[0-9]+$/u.test(run.text)) break;
    words = [...words, run.text];
    if (words.length > 1) found.unshift(words);
  }
  return found;
}

/** Words typed with a hyphen between, joined: `ACSD-45488` → acsd45488. @param {Run[]} runs */
export function compounds(runs) {
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
