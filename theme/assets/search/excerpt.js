// The passage of an article that answers a query, from its original text, with what was found marked.

import { MOST_PIECES } from "./constants.js";
import { fold, isHan, isWord, normalise, splitRuns } from "./normalise.js";
import { priceOf, prices } from "./prices.js";
import { readableRows, tableAt } from "./table-rows.js";

/** Characters shown; Chinese says more with fewer. */
const LENGTH = { en: 170, "zh-hant": 90 };
const LEAD = 30;
const MOST_FOUND = 60;
/** What the title has already said counts for this part of itself where sections are compared. */
const TITLED = 0.25;
/** The part of what the article tells that a section must add to its beginning to be shown instead. */
const LEAST_MORE = 0.2;
/** Inside words that are looked for without them: 8,400, P.O.D., 3.1.2, e-mail; and at the end of some: C++. */
const INNER_SIGNS = ".,'\u2019\u02bc-_\u2010\u2011";
const END_SIGNS = "+#";
const SENTENCE_ENDS = "。！？；!?\n";

/** @typedef {import("./reader.js").TextSection} TextSection */
/** @typedef {{ text: string, hit: boolean }} ExcerptPart */
/**
 * @typedef {{
 *   section: { anchor: string, title: string, parts: ExcerptPart[] } | null, parts: ExcerptPart[], found: string[]
 * }} Excerpt found: all that matches in the article, as it stands there
 */
/** @typedef {{ start: number, end: number, term: string }} Hit */
/**
 * @typedef {{ latn: Map<string, number>, hani: Map<string, number>, weights: number[] }} Wanted
 *   normalised words, and folded pairs of Chinese characters, each with the number of what is asked that it meets;
 *   and of each number how much it tells
 */

/**
 * @param {TextSection[]} sections
 * @param {Wanted} wanted
 * @param {Map<string, string>} table folds Chinese characters
 * @param {{ title: string, language: "en" | "zh-hant" }} article
 * @returns {Excerpt}
 */
export function makeExcerpt(sections, wanted, table, { title, language }) {
  /** @type {Set<string>} */
  const found = new Set();
  /** @param {string} text */
  const look = (text) => {
    const hits = findHits(text, wanted, table);
    for (const { start, end } of merge(hits)) found.add(text.slice(start, end));
    return hits;
  };
  const titled = metBy(look(title), wanted);
  const places = sections.map(([, heading, text]) => {
    const hits = look(text);
    const headHits = look(heading);
    return { hits, headHits, texted: metBy(hits, wanted), headed: metBy(headHits, wanted) };
  });
  const chosen = sections.length ? answeringPlace(places, titled, wanted.weights) : 0;
  const [anchor, heading, text] = sections[chosen] ?? ["", "", ""];
  const shown = text || firstBelow(sections, chosen);
  return {
    section: anchor ? { anchor, title: heading, parts: whole(heading, places[chosen].headHits) } : null,
    parts: cut(shown, text ? places[chosen].hits : findHits(shown, wanted, table), wanted, table, language),
    found: [...found].slice(0, MOST_FOUND),
  };
}

/**
 * What stands below a heading without a text of its own: the first section that has one, with its heading, since an
 * answer says nothing without its question.
 * @param {TextSection[]} sections
 * @param {number} above
 */
function firstBelow(sections, above) {
  const [, heading, text] = sections.slice(above).find(([, , body]) => body) ?? ["", "", ""];
  const stop = !heading || SENTENCE_ENDS.includes(heading.at(-1) ?? "") ? "" : isHan(heading.at(-1) ?? "") ? "：" : ":";
  return [heading + stop, text].filter(Boolean).join(isHan(text[0] ?? "") ? "" : " ");
}

/**
 * The number of the section that answers, or of the first, where none tells clearly more than the article's beginning.
 *
 * What the title says holds for all sections and tells little about which; a heading says what its section is about.
 * @param {{ texted: Set<number>, headed: Set<number> }[]} places of each section, what its text and its heading meet
 * @param {Set<number>} titled what the article's title meets
 * @param {number[]} weights
 */
function answeringPlace(places, titled, weights) {
  const own = weights.map((weight, need) => (titled.has(need) ? weight * TITLED : weight));
  const scores = places.map(({ texted, headed }) => told(texted, own) + told(headed, own));
  const best = scores.indexOf(Math.max(...scores));
  const [beginning] = places;
  const met = new Set(places.flatMap(({ texted, headed }) => [...texted, ...headed]));
  const more = [...places[best].headed, ...places[best].texted].filter(
    (need) => !titled.has(need) && !beginning.texted.has(need),
  );
  const tells = told(new Set(more), weights) >= LEAST_MORE * told(met, weights);
  return tells || !beginning.texted.size ? best : 0;
}

/** The numbers of what some hits meet. @param {Hit[]} hits @param {Wanted} wanted */
const metBy = (hits, { latn, hani }) => new Set(hits.map(({ term }) => latn.get(term) ?? hani.get(term) ?? 0));

/** @param {Set<number>} met @param {number[]} weights */
const told = (met, weights) => [...met].reduce((sum, need) => sum + weights[need], 0);

/**
 * Where wanted words stand in a text; places count UTF-16 units of the original.
 * @param {string} text @param {Wanted} wanted @param {Map<string, string>} table
 * @returns {Hit[]}
 */
export function findHits(text, wanted, table) {
  const { chars, places } = normaliseWithPlaces(text, table);
  const hits = pricesOf(chars, wanted).map(({ start, end, term }) => {
    return { start: places[start], end: places[end], term };
  });
  for (let at = 0; at < chars.length; ) {
    if (isHan(chars[at])) {
      const pair = chars[at] + (chars[at + 1] ?? "");
      if (wanted.hani.has(chars[at])) hits.push({ start: places[at], end: places[at + 1], term: chars[at] });
      else if (wanted.hani.has(pair)) hits.push({ start: places[at], end: places[at + 2], term: pair });
      at += 1;
    } else if (isWord(chars[at])) {
      let end = at;
      while (end < chars.length && isWord(chars[end])) end += 1;
      let word = chars.slice(at, end).join("");
      for (const signedEnd of signedWordEnds(chars, end)) {
        const signed = withoutSigns(chars.slice(at, signedEnd).join(""));
        if (wanted.latn.has(signed)) [word, end] = [signed, signedEnd];
      }
      if (wanted.latn.has(word)) hits.push({ start: places[at], end: places[end], term: word });
      at = end;
    } else at += 1;
  }
  return hits;
}

/** The wanted prices of a text, HK$8,400 for hkd8400. @param {string[]} chars @param {Wanted} wanted */
function pricesOf(chars, { latn }) {
  if (![...latn.keys()].some(priceOf)) return [];
  const units = chars.map((char) => (char.length > 1 ? " " : char)).join(""); // so that places are those of `chars`
  return prices(units).flatMap(({ start, end, terms }) => {
    const term = terms.find((one) => latn.has(one));
    return term ? [{ start, end, term }] : [];
  });
}

/**
 * Where a word that goes on with signs may end, the nearest first: after each piece, and after the signs of its end.
 * @param {string[]} chars @param {number} start the end of its first piece
 */
function signedWordEnds(chars, start) {
  const ends = [];
  let end = start;
  for (let pieces = 1; pieces < MOST_PIECES && goesOn(chars, end); pieces += 1) {
    end += 1;
    while (end < chars.length && isWord(chars[end])) end += 1;
    ends.push(end);
  }
  while (END_SIGNS.includes(chars[end] ?? " ")) end += 1;
  return end > (ends.at(-1) ?? start) ? [...ends, end] : ends;
}

/** Whether a word goes on after a sign, a number also after a blank. @param {string[]} chars @param {number} end */
function goesOn(chars, end) {
  const [before, sign, after] = [chars[end - 1], chars[end] ?? "", chars[end + 1] ?? " "];
  if (sign === " ") return /^[0-9]{2}$/.test(before + after);
  return INNER_SIGNS.includes(sign) && sign !== "" && isWord(after);
}

/** The one word or number that signs are part of, as the index has it; else nothing. @param {string} text */
function withoutSigns(text) {
  if (/^[0-9 ]+$/.test(text)) return text.replaceAll(" ", "");
  const runs = splitRuns(normalise(text));
  return runs.slice(1).every(({ glued }) => glued)
    ? runs.map((run) => (run.dotted ? "." : "") + run.text).join("")
    : "";
}

/**
 * Normalised characters, each with its place in the original; one place more for the end.
 * @param {string} text @param {Map<string, string>} table
 */
function normaliseWithPlaces(text, table) {
  const chars = [];
  const places = [];
  let place = 0;
  for (const char of text) {
    const code = /** @type {number} */ (char.codePointAt(0));
    // Plain letters and everyday characters need no normalisation; calling it for each would be felt on long articles.
    const plain =
      code < 0x80
        ? char.toLowerCase()
        : code >= 0x4e00 && code <= 0x9fff
          ? (table.get(char) ?? char)
          : fold(normalise(char), table);
    for (const one of plain) {
      chars.push(one);
      places.push(place);
    }
    place += char.length;
  }
  places.push(place, place);
  return { chars, places };
}

/**
 * The densest passage; in a table, its row with the heads of the columns.
 * @param {string} text @param {Hit[]} hits @param {Wanted} wanted @param {Map<string, string>} table
 * @param {"en" | "zh-hant"} language
 * @returns {ExcerptPart[]}
 */
function cut(text, hits, wanted, table, language) {
  const length = LENGTH[language];
  const place = mostTelling(hits, ({ start }) => tells(hits, wanted, start, start + length))?.start ?? 0;
  const rows = tableAt(text, place);
  if (!rows?.rows.length) return passage(text, place, length, hits);
  const near = rows.rows.filter(({ end }) => end <= Math.max(place, rows.rows[0].start) + length);
  const row = mostTelling(near, ({ start, end }) => tells(hits, wanted, start, end)) ?? rows.rows[0];
  const from = rows.rows.indexOf(row);
  const shown = readableRows(rows.heads, rows.rows.slice(from), length, language);
  const own = findHits(shown.text, wanted, table);
  // A cell may hold a whole paragraph.
  if (shown.text.length > 2 * length) {
    const told = mostTelling(own, ({ start }) => tells(own, wanted, start, start + length));
    return passage(shown.text, told?.start ?? 0, length, own);
  }
  const more = { before: from > 0, after: from + shown.count < rows.rows.length };
  return marked(shown.text, 0, shown.text.length, own, more);
}

/**
 * How much the hits of a stretch tell.
 * @param {Hit[]} hits @param {Wanted} wanted @param {number} from @param {number} to
 */
const tells = (hits, wanted, from, to) =>
  told(
    metBy(
      hits.filter(({ start, end }) => start >= from && end <= to),
      wanted,
    ),
    wanted.weights,
  );

/**
 * About `length` characters around a place, begun at a sentence where one begins nearby; where that leaves enough,
 * nothing of a table before or after it, whose cells say nothing one after the other.
 * @param {string} text @param {number} place @param {number} length @param {Hit[]} hits
 */
function passage(text, place, length, hits) {
  // Near the end it begins earlier: a reader is told as much as elsewhere.
  let start = passageStart(text, Math.max(0, Math.min(place, text.length - length)));
  let end = passageEnd(text, start + length);
  const own = proseAround(text, place);
  if (Math.min(end, own.end) - Math.max(start, own.start) >= length / 3) {
    start = Math.max(start, own.start);
    end = Math.min(end, own.end);
  }
  return marked(text, start, end, hits, { before: start > 0, after: end < text.length });
}

/** The lines around a place that are no rows of tables, and its own. @param {string} text @param {number} place */
function proseAround(text, place) {
  const lineStart = text.lastIndexOf("\n", place - 1) + 1;
  const lineEnd = text.indexOf("\n", place);
  const above = lineStart ? text.lastIndexOf("\t", lineStart - 1) : -1;
  const below = lineEnd < 0 ? -1 : text.indexOf("\t", lineEnd);
  return {
    start: above < 0 ? 0 : text.indexOf("\n", above) + 1,
    end: below < 0 ? text.length : text.lastIndexOf("\n", below),
  };
}

/**
 * The first of those that tell most.
 * @template T
 * @param {T[]} all @param {(one: T) => number} tells @returns {T | undefined}
 */
function mostTelling(all, tells) {
  const told = all.map(tells);
  return all[told.indexOf(Math.max(...told))];
}

/** A whole text with what was found in it marked. @param {string} text @param {Hit[]} hits */
const whole = (text, hits) => marked(text, 0, text.length, hits, { before: false, after: false });

/**
 * A stretch of a text, with what was found in it marked.
 * @param {string} text @param {number} start @param {number} end @param {Hit[]} hits
 * @param {{ before: boolean, after: boolean }} more whether more stands before and after
 */
function marked(text, start, end, hits, { before, after }) {
  /** @type {ExcerptPart[]} */
  const parts = before ? [{ text: "…", hit: false }] : [];
  let at = start;
  for (const hit of merge(hits)) {
    if (hit.end <= at || hit.start >= end) continue;
    if (hit.start > at) parts.push({ text: flat(text.slice(at, hit.start)), hit: false });
    at = Math.max(at, hit.start);
    parts.push({ text: flat(text.slice(at, Math.min(hit.end, end))), hit: true });
    at = Math.min(hit.end, end);
  }
  if (at < end) parts.push({ text: flat(text.slice(at, end)), hit: false });
  if (after) parts.push({ text: "…", hit: false });
  return parts;
}

/** Line breaks and the borders of cells are blanks in an excerpt. @param {string} text */
const flat = (text) => text.replace(/[\n\t]/g, " ");

/** @param {Hit[]} hits */
function merge(hits) {
  /** @type {{ start: number, end: number }[]} */
  const merged = [];
  for (const { start, end } of hits) {
    const last = merged[merged.length - 1];
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/**
 * The beginning of the sentence or, failing that, of a word not far before.
 * @param {string} text
 * @param {number} place
 */
function passageStart(text, place) {
  if (place <= LEAD) return 0;
  for (let at = place; at > place - LEAD; at -= 1) {
    if (SENTENCE_ENDS.includes(text[at - 1]) || (text[at - 1] === " " && text[at - 2] === ".")) return at;
  }
  const lead = place - Math.floor(LEAD / 2);
  const blank = text.indexOf(" ", lead);
  return wholeCharacter(text, blank >= 0 && blank < place ? blank + 1 : lead);
}

/** The end of a word not far after. @param {string} text @param {number} place */
function passageEnd(text, place) {
  if (place >= text.length) return text.length;
  const blank = text.lastIndexOf(" ", place);
  return wholeCharacter(
    text,
    blank > place - 20 && !isHan(String.fromCodePoint(text.codePointAt(place) ?? 32)) ? blank : place,
  );
}

/** Never between the halves of a surrogate pair. @param {string} text @param {number} place */
function wholeCharacter(text, place) {
  const code = text.charCodeAt(place);
  return code >= 0xdc00 && code <= 0xdfff ? place - 1 : place;
}
