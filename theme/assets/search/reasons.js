// Why an article was found. Twin: kbgen/search/explain.py. Specification: index-format 9.3.

import { MOST_PIECES } from "./constants.js";
import { compounds } from "./engine.js";
import { fold, normalise, splitRuns, wordParts } from "./normalise.js";
import { characterPairs } from "./postings.js";

/**
 * One part of the query that an article holds. query: as typed. term: as read. field: `title` where the title holds it.
 * @typedef {{
 *   query: string, term: string, kind: import("./score.js").MatchKind | "other-language", field: "title" | "text"
 * }} Reason
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
  return result.chosen.map(({ part, reading }) => ({
    query: part.typed,
    term: reading.words.join(""),
    kind: isHeld(index, reading, result) ? reading.kind : "other-language",
    field: reading.needs.every(({ terms }) => terms.some(({ term }) => title.has(term))) ? "title" : "text",
  }));
}

/**
 * Whether the article shown, not only its pair in the other language, holds something of a reading.
 * @param {import("./reader.js").IndexReader} index @param {import("./score.js").PartReading} reading
 * @param {import("./engine.js").Result} result
 */
function isHeld(index, reading, { document, pair, own }) {
  if (!own) return true; // it has no pair
  const terms = reading.needs
    .flatMap((need) => need.terms)
    .filter(({ family }) => family.endsWith(`/${document.language}`));
  return terms.some(({ family, term }) => index.postings(family, term)?.pairs.includes(pair));
}

/**
 * The terms of a title (index-format 2.5.1).
 * @param {string} title
 * @param {Map<string, string>} table folds Chinese characters
 */
function titleTerms(title, table) {
  const runs = splitRuns(normalise(title));
  const terms = new Set(compounds(runs));
  for (const { text, script } of runs) {
    const chars = [...fold(text, table)];
    const pieces = wordParts(text);
    const found =
      script === "hani" ? [...chars, ...characterPairs(chars)] : [text, ...(pieces.length > MOST_PIECES ? [] : pieces)];
    for (const term of found) terms.add(term);
  }
  return terms;
}
