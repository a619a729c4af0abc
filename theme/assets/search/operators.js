// Signs by which readers say more than words: "a phrase", and -a word that articles should not hold.
// Twin: kbgen/search/operators.py. Specification: index-format 10.

import { fold, isHan, isWord, normalise, splitRuns } from "./normalise.js";

const BLANKS = "\t\n\r \u00a0\u3000";
/** What stands for a minus before a word; a dash of Chinese prose (U+2014) does not. */
const MINUSES = "-\u2013\u2212\ufe63\uff0d";
/** Input methods open and close with any of them. */
const QUOTES = '"\u201c\u201d\u201e\u201f\uff02';
const BRACKETS = new Map([..."「」 『』 《》 \uff62\uff63".split(" ")].map(([open, close]) => [open, close]));

/** A phrase, or what is left out; typed: with its signs. @typedef {{ typed: string, text: string }} Mark */
/**
 * What could not be done for a query as it was typed (index-format 10.7): nothing was found that holds the words as a
 * phrase; there was nothing but words to leave out; or only the best articles were looked through for the phrase.
 * words: the phrases, or what was to be left out, without signs.
 * @typedef {{ kind: "phrase" | "minus" | "first", words: string[] }} Note
 */
/**
 * A query taken apart (index-format 10.1 to 10.3). words: it without phrases and without what is left out;
 * unquoted: it without the latter only.
 * @typedef {{ words: string, unquoted: string, phrases: Mark[], leftOut: Mark[], note: Note | null }} Operators
 */
/** Texts as `sideBySide` gives them. @typedef {[apart: string, together: string]} Streams */

/**
 * Take a query apart; without signs it is all words.
 * @param {string} query
 * @param {Set<string>} [names] of regions, canonical, which are one word after a minus
 * @returns {Operators}
 */
export function readOperators(query, names = new Set()) {
  const chars = [...query];
  let [words, unquoted] = ["", ""];
  /** @type {Mark[]} */
  const phrases = [];
  /** @type {Mark[]} */
  const leftOut = [];
  for (let at = 0; at < chars.length; ) {
    const minus = MINUSES.includes(chars[at]) && (at === 0 || BLANKS.includes(chars[at - 1]));
    const start = minus ? at + 1 : at;
    const quoted = phraseEnd(chars, start);
    const end = quoted || (minus ? nameEnd(chars, start, wordEnd(chars, start), names) : 0);
    if (!end) {
      words += chars[at];
      unquoted += chars[at];
      at += 1;
      continue;
    }
    const text = chars.slice(quoted ? start + 1 : start, quoted ? end - 1 : end).join("");
    (minus ? leftOut : phrases).push({ typed: chars.slice(at, end).join(""), text });
    words += " ";
    unquoted += minus ? " " : ` ${text} `;
    at = end;
  }
  if (leftOut.length && !phrases.length && !hasRun(words)) {
    /** @type {Note} */
    const note = { kind: "minus", words: leftOut.map(({ text }) => text) };
    return { words: query, unquoted: query, phrases: [], leftOut: [], note };
  }
  return { words, unquoted, phrases, leftOut, note: null };
}

/**
 * Where a phrase that opens at `start` ends, after its closing sign; 0 where none does (10.1).
 * @param {string[]} chars @param {number} start
 */
function phraseEnd(chars, start) {
  const closing = BRACKETS.get(chars[start]);
  let end = -1;
  if (closing) end = chars.indexOf(closing, start + 1);
  else if (start < chars.length && QUOTES.includes(chars[start]) && !(start && beginsWord(chars[start - 1])))
    end = chars.findIndex(
      (char, at) => at > start && QUOTES.includes(char) && !(at + 1 < chars.length && beginsWord(chars[at + 1])),
    );
  return end > 0 && hasRun(chars.slice(start + 1, end).join("")) ? end + 1 : 0;
}

/**
 * Where a word after a minus ends; 0 where it is a number, a single letter or no word (10.2).
 * @param {string[]} chars @param {number} start
 */
function wordEnd(chars, start) {
  let end = start;
  while (end < chars.length && !BLANKS.includes(chars[end])) end += 1;
  const [first] = normalise(chars[start] ?? "");
  const runs = splitRuns(normalise(chars.slice(start, end).join("")));
  const isLetter = runs.length === 1 && runs[0].script === "latn" && [...runs[0].text].length === 1;
  const isNamed = first !== undefined && !(first >= "0" && first <= "9") && (isHan(first) || isWord(first));
  return isNamed && !isLetter ? end : 0;
}

/**
 * Where the longest of some names ends that begins with a word, or where the word ends: hong|kong (10.2).
 * @param {string[]} chars @param {number} start @param {number} end of the word, 0 where there is none
 * @param {Set<string>} names
 */
function nameEnd(chars, start, end, names) {
  let found = end;
  const words = Math.max(1, ...[...names].map((name) => name.split(" ").length));
  for (let at = end, word = 1; end && word < words; word += 1) {
    while (at < chars.length && BLANKS.includes(chars[at])) at += 1;
    while (at < chars.length && !BLANKS.includes(chars[at])) at += 1;
    const runs = splitRuns(normalise(chars.slice(start, at).join("")));
    if (names.has(runs.map(({ text }) => text).join(" "))) found = at;
  }
  return found;
}

/** @param {string} char */
function beginsWord(char) {
  const [first] = normalise(char);
  return first !== undefined && isWord(first);
}

/** @param {string} text */
const hasRun = (text) => splitRuns(normalise(text)).length > 0;

/**
 * Texts as their runs, a blank between, a line each; and the same with glued words written together (10.5).
 * @param {string[]} texts @param {Map<string, string>} table folds Chinese characters
 * @returns {Streams}
 */
export function sideBySide(texts, table) {
  const apart = [];
  const together = [];
  for (const line of texts.flatMap((text) => normalise(text).split("\n"))) {
    let [one, other, before] = ["", "", ""];
    for (const { text, script, glued, dotted } of splitRuns(line)) {
      const folded = script === "hani" ? fold(text, table) : text;
      const joined = glued && script === "latn" && before === "latn";
      one += (dotted ? "." : " ") + folded;
      other += (dotted ? "." : joined ? "" : " ") + folded;
      before = script;
    }
    apart.push(`${one} `);
    together.push(`${other} `);
  }
  return [apart.join("\n"), together.join("\n")];
}

/**
 * Whether a text holds a phrase: its words in their order, and nothing between.
 * A Chinese run of the phrase may begin or end inside one of the text.
 * @param {Streams} held @param {Streams} phrase
 */
export const holds = (held, phrase) => held.some((text, at) => text.includes(bordered(phrase[at])));

/** @param {string} stream */
function bordered(stream) {
  const chars = [...stream.replaceAll(" \n ", " ")].slice(1, -1); // a line break in a phrase is a blank
  return (isHan(chars[0]) ? "" : " ") + chars.join("") + (isHan(chars[chars.length - 1]) ? "" : " ");
}
