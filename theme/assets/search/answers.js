// What is answered at once: a question made of the words that one answer is asked for with, and of no others.
// Twin: kbgen/search/answers.py. Specification: index-format 11.

import {
  FILLERS,
  FIRM_ALIAS,
  LONGEST_ANSWER_PHRASE,
  MOST_ANSWER_UNITS,
  MOST_CARD_ITEMS,
  MOST_NUMBERS,
  SHORTEST_ROOT,
  TELLING,
} from "./constants.js";
import { isHan } from "./normalise.js";
import { kinship } from "./word-forms.js";

/** @typedef {import("./reader.js").AliasTarget} AliasTarget */
/** @typedef {[label: string, value?: string, href?: string, note?: string]} CardItem */
/**
 * @typedef {{
 *   name: string, rows: [days: string, times: string][], note: string,
 *   zone: string, week: Record<string, [string, string][]>, closed: Record<string, string>,
 * }} CardPlace
 */
/**
 * An answer said at once. article: the id of where it stands, or `contact`; url: its address relative to the root of
 * the site, anchor: in it; source: its title. What is empty is left out.
 * @typedef {{
 *   kind: "takes" | "replies" | "hours" | "channels" | "row" | "question", title: string, items?: CardItem[],
 *   text?: string, places?: CardPlace[], words?: Record<string, string>,
 *   article?: string, url?: string, anchor?: string, source?: string,
 * }} AnswerCard
 */
/** Numbers of slots: all of `every`, one of `some` where it has any, and `may` besides. */
/** @typedef {[every: number[], some: number[], may?: number[]]} Way */
/** @typedef {[ways: Way[], card: AnswerCard]} Entry */
/** A stretch of a question, and the slot it fills. @typedef {{ start: number, end: number, slot: number }} Span */

/** The words of slots. */
export class Vocabulary {
  /** @param {string[][]} slots @param {number} [first] the number of the first slot */
  constructor(slots, first = 0) {
    /** @type {Map<string, number[]>} */
    this.phrases = new Map();
    /** @type {Map<string, { units: string[], phrase: string }[]>} */
    this.byFirst = new Map();
    /** @type {Map<string, Set<string>>} */
    this.alike = new Map();
    slots.forEach((phrases, at) => {
      for (const phrase of phrases) {
        const slotsOf = this.phrases.get(phrase);
        if (slotsOf) slotsOf.push(first + at);
        else this.add(phrase, first + at);
      }
    });
  }

  /** @param {string} phrase @param {number} slot */
  add(phrase, slot) {
    this.phrases.set(phrase, [slot]);
    const units = unitsOf(phrase);
    this.byFirst.set(units[0], [...(this.byFirst.get(units[0]) ?? []), { units, phrase }]);
    const start = units[0].slice(0, SHORTEST_ROOT);
    this.alike.set(start, (this.alike.get(start) ?? new Set()).add(units[0]));
  }

  /**
   * The slots that stretches of a question fill: as typed, in another form, and by what they stand for (11.2).
   * @param {string[]} units @param {Map<string, AliasTarget[]>} aliases
   * @returns {Span[]}
   */
  spans(units, aliases) {
    /** @type {Span[]} */
    const found = [];
    for (const start of units.keys()) {
      for (const first of this.firsts(units, start))
        for (const { units: wanted, phrase } of this.byFirst.get(first) ?? []) {
          const end = endOf(units, start, wanted);
          if (end)
            for (const slot of this.phrases.get(phrase) ?? []) if (slot > TELLING) found.push({ start, end, slot });
        }
      for (const { end, text } of stretches(units, start))
        for (const { text: target, weight } of aliases.get(text) ?? [])
          if (weight >= FIRM_ALIAS)
            for (const slot of this.phrases.get(target) ?? []) if (slot > TELLING) found.push({ start, end, slot });
    }
    return found;
  }

  /** What a phrase may begin with where a word was typed. @param {string[]} units @param {number} start */
  firsts(units, start) {
    const unit = units[start];
    const forms = [...(this.alike.get(unit.slice(0, SHORTEST_ROOT)) ?? [])];
    return new Set([
      unit,
      ...joinedFrom(units, start),
      ...forms.filter((other) => kinship(other, unit) === "inflected"),
    ]);
  }

  /** Whether a phrase is one of a slot. @param {string} text @param {number} slot */
  fills(text, slot) {
    return this.phrases.get(text)?.includes(slot) ?? false;
  }
}

/** What a site answers at once in one language. */
export class Answers {
  /** @param {{ words: string[][], answers: Entry[], pins: [string, number][], promise: string }} file */
  constructor({ words, answers, pins, promise }) {
    this.words = words;
    this.entries = answers;
    this.pins = new Map(pins);
    this.promise = promise;
    this.vocabulary = new Vocabulary(words);
  }

  /**
   * The pair that is pinned to a query, of fillers at its ends as few as may be left out (11.5); else null.
   * @param {string[]} units @param {Set<string>} little
   */
  pinned(units, little) {
    const fillers = this.fillers(units, little);
    const starts = new Set([0]);
    const ends = new Set([units.length]);
    for (let at = 0; at < units.length; at += 1)
      if (starts.has(at)) for (const span of fillers) if (span.start === at) starts.add(span.end);
    for (let at = units.length; at > 0; at -= 1)
      if (ends.has(at)) for (const span of fillers) if (span.end === at) ends.add(span.start);
    for (const start of [...starts].sort((one, other) => one - other))
      for (const end of [...ends].sort((one, other) => other - one)) {
        const pair = start < end ? this.pins.get(textOf(units.slice(start, end))) : undefined;
        if (pair !== undefined) return pair;
      }
    return null;
  }

  /**
   * The stretches of words that say little, outside of telling ones (11.2.3).
   * @param {string[]} units @param {Set<string>} little
   * @returns {Span[]}
   */
  fillers(units, little) {
    const { vocabulary } = this;
    const all = units.flatMap((_, start) => stretches(units, start).map(({ end, text }) => ({ start, end, text })));
    const telling = all.filter(({ text }) => vocabulary.fills(text, TELLING));
    return all
      .filter(({ text }) => vocabulary.fills(text, FILLERS) || (little.has(text) && !vocabulary.fills(text, TELLING)))
      .filter(
        ({ start, end }) =>
          !telling.some(
            (longer) => longer.start <= start && end <= longer.end && end - start < longer.end - longer.start,
          ),
      )
      .map(({ start, end }) => ({ start, end, slot: FILLERS }));
  }

  /**
   * Those of some answers that a question asks for, each with how much of it the question names (11.4.1).
   * @param {string[]} units @param {Map<string, AliasTarget[]>} aliases @param {Set<string>} little
   * @param {Entry[]} entries @param {Vocabulary} [vocabulary] of slots besides those of the site (11.2)
   * @returns {{ entry: Entry, named: number }[]}
   */
  asked(units, aliases, little, entries, vocabulary) {
    const byStart = this.byStart(units, aliases, little, vocabulary);
    if (!byStart.length) return [];
    return entries.flatMap((entry) => {
      const ways = entry[0].filter((way) => covers(byStart, way));
      const named = Math.max(...ways.map(([every, some]) => every.length + (some.length ? 1 : 0)));
      return ways.length ? [{ entry, named }] : [];
    });
  }

  /**
   * Whether a question is about what some rows are about, though it may not say which of them it asks for (11.4.2).
   * @param {string[]} units @param {Map<string, AliasTarget[]>} aliases @param {Set<string>} little
   * @param {Entry[]} entries @param {Vocabulary} vocabulary of slots besides those of the site (11.2)
   */
  isNearlyAsked(units, aliases, little, entries, vocabulary) {
    const byStart = this.byStart(units, aliases, little, vocabulary);
    return entries
      .filter(([, card]) => card.kind === "row")
      .some(([ways]) =>
        ways.some(([every, some, may = []]) => some.length && covers(byStart, [[], some, [...every, ...may]])),
      );
  }

  /**
   * The slots that stretches of a question fill, by where these begin; none of a question that is too long.
   * @param {string[]} units @param {Map<string, AliasTarget[]>} aliases @param {Set<string>} little
   * @param {Vocabulary} [vocabulary]
   */
  byStart(units, aliases, little, vocabulary) {
    /** @type {Span[][]} */
    const byStart = units.length > MOST_ANSWER_UNITS ? [] : units.map(() => []);
    if (!byStart.length) return byStart;
    const own = vocabulary?.spans(units, aliases) ?? [];
    for (const span of [...this.vocabulary.spans(units, aliases), ...this.fillers(units, little), ...own])
      byStart[span.start].push(span);
    return byStart;
  }
}

/**
 * The first answer asked for, with the values of others like it (11.3); null where there is none.
 * @param {Entry[]} asked
 * @returns {AnswerCard | null}
 */
export function oneCard(asked) {
  if (!asked.length) return null;
  const card = asked[0][1];
  if (card.kind !== "takes") return card;
  const items = asked.flatMap(([, other]) => (other.kind === card.kind ? (other.items ?? []) : []));
  return { ...card, items: items.slice(0, MOST_CARD_ITEMS) };
}

/** The words of a canonical text, and its Chinese characters one by one. @param {string} text */
export const unitsOf = (text) => text.split(" ").flatMap((word) => (isHan(firstOf(word)) ? [...word] : [word]));

/** The canonical text of words and characters. @param {string[]} units */
export function textOf(units) {
  return units.reduce(
    (text, unit, at) => text + (at && !(isHan(units[at - 1]) && isHan(firstOf(unit))) ? ` ${unit}` : unit),
    "",
  );
}

/** @param {string} unit */
const isNumber = (unit) => /^[0-9]+$/.test(unit);

/** @param {string} text */
const firstOf = (text) => String.fromCodePoint(text.codePointAt(0) ?? 32);

/**
 * The stretches that begin at a place, the shortest first.
 * @param {string[]} units @param {number} start
 */
function stretches(units, start) {
  const found = [];
  for (let end = start + 1; end <= Math.min(units.length, start + LONGEST_ANSWER_PHRASE); end += 1)
    found.push({ end, text: textOf(units.slice(start, end)) });
  return found;
}

/**
 * What neighbouring words typed are written together: two, or numbers up to those of a telephone number (11.2.1).
 * @param {string[]} units @param {number} start
 */
function joinedFrom(units, start) {
  if (start + 1 >= units.length || isHan(firstOf(units[start]))) return [];
  const near = units.slice(start, start + MOST_NUMBERS);
  const other = near.findIndex((unit) => !isNumber(unit));
  const most = Math.max(2, other < 0 ? near.length : other);
  return near.slice(1, most).map((_, at) => near.slice(0, at + 2).join(""));
}

/**
 * Where a phrase that begins at a place ends, words typed apart counting as one; 0 where it is not there.
 * @param {string[]} units @param {number} start @param {string[]} wanted
 */
function endOf(units, start, wanted) {
  let at = start;
  for (const word of wanted) {
    if (at < units.length && isSame(units[at], word)) at += 1;
    else {
      const joined = at < units.length ? joinedFrom(units, at).indexOf(word) : -1;
      if (joined < 0) return 0;
      at += 2 + joined;
    }
  }
  return at;
}

/** @param {string} typed @param {string} word */
const isSame = (typed, word) => typed === word || (!isHan(typed) && kinship(word, typed) === "inflected");

/** Whether a question is all of a way, fillers and nothing else (11.2). @param {Span[][]} spans @param {Way} way */
function covers(spans, [every, some, may = []]) {
  /** @type {Map<number, number>} */
  const bits = new Map([FILLERS, ...may].map((slot) => [slot, 0]));
  for (const slot of some) bits.set(slot, 1);
  every.forEach((slot, place) => bits.set(slot, (bits.get(slot) ?? 0) | (2 << place)));
  const whole = 2 ** (every.length + 1) - (some.length ? 1 : 2);
  /** @type {Set<number>[]} */
  const reached = [new Set([0]), ...spans.map(() => new Set())];
  spans.forEach((from, at) => {
    for (const { end, slot } of from) {
      const bit = bits.get(slot);
      if (bit !== undefined) for (const mask of reached[at]) reached[end].add(mask | bit);
    }
  });
  return [...reached[spans.length]].some((mask) => (mask & whole) === whole);
}
