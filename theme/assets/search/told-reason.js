// The one reason of a result that readers are told. Twin: kbgen/search/told_reason.py. Specification: index-format 9.7.

import { fold, isHan, normalise, splitRuns } from "./normalise.js";

/** @typedef {import("./reasons.js").Reason} Reason */
/** @typedef {(text: string) => string} Folded */

/** Kinds of what a reader would not see in the text. */
const TOLD = new Set(["variant", "synonym", "corrected", "other-language"]);

/**
 * The reason; null where none helps.
 * @param {import("./reader.js").IndexReader} index @param {"en" | "zh-hant"} language
 * @param {{ query: string, outcome: string }} answer @param {Reason[]} given
 * @returns {Promise<Reason | null>}
 */
export async function toldReason(index, language, { query, outcome }, given) {
  const telling = given
    .filter(({ kind, extent }) => TOLD.has(kind) && extent === "whole")
    .filter(({ kind }) => kind !== "corrected" || outcome !== "corrected");
  if (!telling.length) return null;
  const texts = [query, ...telling.flatMap((reason) => [reason.query, reason.term])];
  const table = texts.some(hasHan) ? (await index.forms()).fold : new Map();
  /** @type {Folded} */
  const folded = (text) =>
    splitRuns(normalise(text))
      .map((run) => (run.script === "hani" ? fold(run.text, table) : run.text))
      .join(" ");
  for (const reason of telling) {
    const typed = folded(reason.query);
    const term = folded(reason.term);
    const same = typed === term;
    if (!typed || !term || (reason.kind === "other-language") !== same || saysLittle(typed, index.little)) continue;
    if (reads(typed, language) && !reads(term, language)) continue;
    const isAlias = reason.kind === "variant" || reason.kind === "synonym";
    if (isAlias && isCutOut(query, typed, folded, index.little)) continue;
    return reason;
  }
  return null;
}

/** @param {string} text */
const hasHan = (text) => [...text].some(isHan);

/** Whether a text is words that say little: 有冇, how. @param {string} text @param {Set<string>} little */
function saysLittle(text, little) {
  const chars = [...text];
  const reached = new Set([0]);
  for (let end = 1; end <= chars.length; end += 1)
    for (let start = 0; start < end; start += 1) {
      const piece = chars.slice(start, end).join("").trim();
      if (reached.has(start) && (!piece || little.has(piece))) reached.add(end);
    }
  return reached.has(chars.length);
}

/** Whether a text is in the characters of a language. @param {string} text @param {"en" | "zh-hant"} language */
const reads = (text, language) => hasHan(text) === (language === "zh-hant");

/**
 * Whether a stretch leaves a single character of its run that says something: 閃付 of 雲閃付 is no word of its own.
 * @param {string} query @param {string} typed @param {Folded} folded @param {Set<string>} little
 */
function isCutOut(query, typed, folded, little) {
  const runs = splitRuns(normalise(query)).filter(({ script }) => script === "hani");
  const run = runs.map(({ text }) => folded(text)).find((text) => text.includes(typed));
  if (run === undefined) return false;
  const at = run.indexOf(typed);
  const around = [run.slice(0, at), run.slice(at + typed.length)];
  return around.some((side) => [...side].length === 1 && !little.has(side));
}
