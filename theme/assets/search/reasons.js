// Why an article was found. Twin: kbgen/search/reasons.py. Specification: index-format 9.3.

import { MOST_PIECES } from "./constants.js";
import { fold, normalise, splitRuns, wordParts } from "./normalise.js";
import { characterPairs } from "./postings.js";

/** Digits of telephone numbers that are found however they are grouped, as the build has them: kbgen/text/tokens.py. */
const SHORTEST_TELEPHONE = 7;
const LONGEST_TELEPHONE = 15;
const CAMEL = /^[a-z]{2,}(?:[A-Z][a-z0-9]*)+$/;
/** Takes in what stands before, as older Safari knows no look-behind; a number never begins after a decimal point. */
const SPACED_NUMBER = new RegExp(
  "(?:^|[^0-9.,]|(?:^|[^0-9])[.,])([0-9]{1,4}(?:[)]? |[)]?-|[)])[(]?[0-9]{2,4}(?:[ -][0-9]{2,4}){0,3})" +
    "(?![0-9]|[.,][0-9]|[ -][0-9])",
  "g",
);

/**
 * One part of the query that an article holds. query: as typed. term: as read. field: `title` where the title holds it.
 * extent: `part` where it holds some of it only: 金 of 按金.
 * @typedef {{
 *   query: string, term: string, kind: import("./score.js").MatchKind | "other-language", field: "title" | "text",
 *   extent: "whole" | "part"
 * }} Reason
 * @typedef {import("./score.js").Need} Need
 */

/**
 * The parts of the query that a result holds, in the order they were typed.
 * @param {import("./reader.js").IndexReader} index @param {import("./engine.js").Result} result
 * @returns {Promise<Reason[]>}
 */
export async function reasons(index, result) {
  const readings = result.chosen.map(({ reading }) => reading);
  // Whoever looks for Chinese has the forms already; others need not fetch them to compare English words.
  const chinese = readings.some(({ needs }) =>
    needs.some(({ terms }) => terms.some(({ family }) => family.startsWith("hani/"))),
  );
  const title = titleTerms(result.document.title, chinese ? (await index.forms()).fold : new Map());
  return result.chosen.map(({ part, reading }) => {
    const own = isHeld(index, reading, result);
    return {
      query: reading.swap?.[0] ?? part.typed,
      term: reading.swap?.[1] ?? reading.words.join(""),
      kind: own ? reading.kind : "other-language",
      field: reading.needs.every(({ terms }) => terms.some(({ term }) => title.has(term))) ? "title" : "text",
      extent: telling(reading.needs).every((need) => meets(index, need, result, own)) ? "whole" : "part",
    };
  });
}

/**
 * Whether the article shown, not only its pair in the other language, holds something of a reading.
 * @param {import("./reader.js").IndexReader} index @param {import("./score.js").PartReading} reading
 * @param {import("./engine.js").Result} result
 */
export function isHeld(index, reading, result) {
  if (!result.own) return true; // it has no pair
  return reading.needs.some((need) => meets(index, need, result, true));
}

/**
 * Whether an article meets a need; `itself`: and not only its pair in the other language.
 * @param {import("./reader.js").IndexReader} index @param {Need} need @param {import("./engine.js").Result} result
 * @param {boolean} itself
 */
const meets = (index, need, { document, pair, own }, itself) =>
  need.terms
    .filter(({ family }) => !itself || !own || family.endsWith(`/${document.language}`))
    .some(({ family, term }) => index.postings(family, term)?.pairs.includes(pair));

/**
 * Needs without those of single Chinese characters, where there are pairs of them, which say what they do.
 * @param {readonly Need[]} needs
 */
function telling(needs) {
  const isHan = (/** @type {{ family: string }} */ { family }) => family.startsWith("hani/");
  const pairs = needs.filter(
    ({ terms }) => !terms.length || !terms.every((term) => isHan(term) && [...term.term].length === 1),
  );
  return pairs.some(({ terms }) => terms.some(isHan)) ? pairs : needs;
}

/**
 * The terms of a title (index-format 2.5).
 * @param {string} title
 * @param {Map<string, string>} table folds Chinese characters
 */
function titleTerms(title, table) {
  const text = normalise(title);
  const terms = new Set([...camelParts(title), ...spacedNumbers(text)]);
  /** @type {string[]} */
  let compound = [];
  for (const { text: run, script, glued, dotted } of splitRuns(text)) {
    if (script === "hani") {
      compound = [];
      const chars = [...fold(run, table)];
      for (const term of [...chars, ...characterPairs(chars)]) terms.add(term);
      continue;
    }
    compound = [...(glued ? compound : []), dotted ? `.${run}` : run];
    const pieces = /[#+]$/.test(run) ? [] : wordParts(run);
    const joined = compound.length > MOST_PIECES ? [] : [compound.join("")];
    for (const term of [run, ...joined, ...(pieces.length > MOST_PIECES ? [] : pieces)]) terms.add(term);
  }
  return terms;
}

/**
 * The words that names in programs are made of: idleSeconds → idle, seconds (index-format 2.5.2).
 * @param {string} title
 */
const camelParts = (title) =>
  title
    .split(/[^A-Za-z0-9]/)
    .filter((name) => CAMEL.test(name))
    .flatMap((name) =>
      name
        .replace(/([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$2 ")
        .toLowerCase()
        .split(" "),
    )
    .filter((part) => part.length > 1);

/**
 * The digits of a telephone number written in groups, from each group on: 2345 6789 → 23456789 (index-format 2.5.3).
 * @param {string} text
 */
function spacedNumbers(text) {
  return [...text.matchAll(SPACED_NUMBER)].flatMap(([, number]) => {
    const groups = number.match(/[0-9]+/g) ?? [];
    return groups
      .slice(1)
      .map((_, at) => groups.slice(at).join(""))
      .filter(({ length }) => SHORTEST_TELEPHONE <= length && length <= LONGEST_TELEPHONE);
  });
}
