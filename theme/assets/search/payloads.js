// What the files of an index hold. Twin: kbgen/search/payloads.py. Specification: index-format 4.

import { Columns, parseJson } from "./columns.js";

/** Costs of words are multiples of it (index-format 4.5); shards give the multiple. */
const COST_UNIT = 8;
/** The mark of a Chinese word that no article holds and that is no typing mistake; marks of costs are lower. */
const REAL_WORD = 32;

/** In the order of index-format 4.8.1. */
const ARTICLE_TYPES = ["how-to", "faq", "policy", "reference", "troubleshooting"];

/**
 * highest: of the impacts; every query asks for it, so it is looked for once
 * @typedef {{ pairs: number[], impacts: number[], relatives: string[], highest: number }} Postings
 */
/**
 * @typedef {{
 *   id: string, title: string, language: "en" | "zh-hant", textName: string, url: string, type: string
 * }} Document
 */

/** @param {Uint8Array} payload @returns {Map<string, number>} */
export function parseCosts(payload) {
  const columns = new Columns(payload);
  const terms = columns.terms();
  const costs = columns.column();
  return new Map(terms.map((term, at) => [term, costs[at]]));
}

/** @param {Uint8Array} payload @param {string} language @param {string} suffix @returns {Document[]} */
export function parseDocuments(payload, language, suffix) {
  /** @type {[string, string, "en" | "zh-hant", string, string, number?][]} */
  const records = parseJson(payload);
  const addressOf = (/** @type {string} */ id) => quote(`${language}/${id}${suffix}`);
  return records.map(([id, title, shown, textName, url, type = 0]) => ({
    id,
    title,
    language: shown,
    textName,
    url: url || addressOf(id),
    type: ARTICLE_TYPES[type],
  }));
}

/** Addresses as the build writes them; `encodeURI` would leave `@`, `+` and `,` as they are. @param {string} path */
const quote = (path) => path.split("/").map(encodeURIComponent).join("/");

/** The words of everyday groups, each with the terms of its groups (index-format 4.13). @param {Uint8Array} payload */
export function parseEveryday(payload) {
  /** @type {Map<string, string[]>} */
  const words = new Map();
  /** @type {string[]} */
  const groups = parseJson(payload);
  for (const [term, group] of groups.entries())
    for (const word of group.split(" ")) words.set(word, [...(words.get(word) ?? []), `${term}`]);
  return words;
}

/**
 * The postings of a shard and, of a Chinese one, the costs of its words, and words of a dictionary (index-format 4.3).
 * @param {Uint8Array} payload @param {boolean} isHan
 */
export function parseShard(payload, isHan) {
  const columns = new Columns(payload);
  const terms = columns.terms();
  const marks = columns.numbers();
  /** @type {Map<string, number>} */
  const costs = new Map();
  /** @type {string[]} */
  const real = [];
  if (isHan)
    terms.forEach((term, at) => {
      if (marks[at] === REAL_WORD) real.push(term);
      else if (marks[at]) costs.set(term, COST_UNIT * marks[at]);
    });
  const groups = isHan ? terms.map(() => 0) : marks;
  const counts = columns.numbers();
  const gaps = columns.numbers();
  const impacts = columns.column();
  /** @type {Map<number, string[]>} */
  const members = new Map();
  terms.forEach((term, at) => {
    const list = members.get(groups[at]);
    if (list) list.push(term);
    else members.set(groups[at], [term]);
  });
  /** @type {Map<string, Postings>} */
  const postings = new Map();
  let at = 0;
  terms.forEach((term, number) => {
    const pairs = [];
    let before = -1;
    for (let end = at + counts[number], place = at; place < end; place += 1) {
      before += gaps[place] + 1;
      pairs.push(before);
    }
    const relatives = groups[number] ? (members.get(groups[number]) ?? []).filter((other) => other !== term) : [];
    const own = [...impacts.subarray(at, at + counts[number])];
    at += counts[number];
    if (own.length) postings.set(term, { pairs, impacts: own, relatives, highest: Math.max(...own) });
  });
  return { postings, costs, real };
}
