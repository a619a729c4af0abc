// The cheapest ways to cut a run of Chinese characters into words. Twin: kbgen/search/read_han.py.
// Specification: index-format 7.1 and 7.7.

import { LONGEST_WORD, MISSING_IN_SHORT, UNKNOWN_CHARACTER } from "./constants.js";
import { byCodePoint } from "./normalise.js";

/** @typedef {{ word: string, start: number, end: number, edited: boolean }} Segment */
/** @typedef {{ segments: Segment[], cost: number, text: string, edits: number }} Reading */
/** @typedef {{ segment: Segment, cost: number }} Arc */
/**
 * A part of a run as read so far; the segments are those of the states before.
 * @typedef {{ before: State | null, segment: Segment | null, cost: number, text: string }} State
 */

/**
 * The cheapest way to read a run as typed.
 * @param {string[]} run @param {Map<string, number>} costs
 */
export const literalReading = (run, costs) => bestReadings(run.length, exactArcs(run, costs), 1)[0];

/**
 * @param {string[]} run @param {Map<string, number>} costs
 * @returns {Arc[][]}
 */
export function exactArcs(run, costs) {
  return run.map((char, start) => {
    const arcs = [
      { segment: { word: char, start, end: start + 1, edited: false }, cost: costs.get(char) ?? UNKNOWN_CHARACTER },
    ];
    let word = char;
    for (let end = start + 2; end <= Math.min(run.length, start + LONGEST_WORD); end += 1) {
      word += run[end - 1];
      const cost = costs.get(word);
      if (cost !== undefined) arcs.push({ segment: { word, start, end, edited: false }, cost });
    }
    return arcs;
  });
}

/**
 * The cheapest readings of distinct text, cheapest first; ties go to the text first in code-point order.
 * @param {number} length @param {Arc[][]} arcs @param {number} keep how many partial readings go on from each place
 * @param {number} [limit] what a reading may cost
 * @returns {Reading[]}
 */
export function bestReadings(length, arcs, keep, limit = Infinity) {
  /** @type {State[][]} */
  const states = Array.from({ length: length + 1 }, () => []);
  states[0].push({ before: null, segment: null, cost: 0, text: "" });
  for (let start = 0; start < length; start += 1) {
    for (const before of cheapest(states[start], keep)) {
      for (const { segment, cost } of arcs[start]) {
        if (before.cost + cost <= limit)
          states[segment.end].push({ before, segment, cost: before.cost + cost, text: "" });
      }
    }
  }
  return cheapest(states[length], Infinity).map(readingOf);
}

/**
 * The cheapest of some states with distinct texts. Texts are put together for these only: most states are left here.
 * @param {State[]} states @param {number} keep
 * @returns {State[]}
 */
function cheapest(states, keep) {
  /** @type {Map<string, State>} */
  const kept = new Map();
  for (let last = -1; kept.size < keep; ) {
    let cost = Infinity;
    for (const state of states) if (state.cost > last && state.cost < cost) cost = state.cost;
    if (cost === Infinity) break;
    const alike = states.filter((state) => state.cost === cost);
    for (const state of alike)
      if (state.before) state.text = state.before.text + /** @type {Segment} */ (state.segment).word;
    alike.sort((one, other) => byCodePoint(one.text, other.text));
    for (const state of alike) if (kept.size < keep && !kept.has(state.text)) kept.set(state.text, state);
    last = cost;
  }
  return [...kept.values()];
}

/** @param {State} last @returns {Reading} */
function readingOf(last) {
  /** @type {Segment[]} */
  const segments = [];
  for (let state = last; state.before; state = state.before) segments.push(/** @type {Segment} */ (state.segment));
  return {
    segments: segments.reverse(),
    cost: last.cost,
    text: last.text,
    edits: segments.filter(({ edited }) => edited).length,
  };
}

/**
 * The reading of a run in which a missing character was put; the word that holds it counts as mended.
 * @param {string[]} run @param {import("./decode-han.js").Missing} missing @param {Map<string, number>} costs
 * @returns {Reading}
 */
export function completedReading(run, missing, costs) {
  const plain = literalReading(run, costs);
  /** @param {number} place */
  const typed = (place) => (place <= missing.at ? place : place - 1);
  const segments = plain.segments.map(({ word, start, end }) => ({
    word,
    start: typed(start),
    end: typed(end),
    edited: start <= missing.at && missing.at < end,
  }));
  return {
    segments,
    cost: plain.cost + MISSING_IN_SHORT,
    text: plain.text,
    edits: segments.filter((segment) => segment.edited).length,
  };
}

/** Folded: what stands between a verb and its object, 退咗款, and makes no other word of both. */
export const ASPECTS = new Set("了咗过紧着住返番晒埋完好得");

/** As typed or folded: what makes no word with what stands before it: 貴嗎 asks whether it is 貴. */
export const PARTICLES = new Set("的了吗嗎呢吧啊呀啦喔哦嘛啰囉喇咩嘅咗啲");

/**
 * Whether all that was mended are words of two with an aspect between: 退咗款 is 退款, and no mistake
 * (index-format 7.8.2).
 * @param {Reading} reading @param {string[]} chars
 */
export function isInflected({ segments, edits }, chars) {
  const isOne = (/** @type {Segment} */ { word, start, end, edited }) =>
    !edited || (end - start === 3 && ASPECTS.has(chars[start + 1]) && word === chars[start] + chars[start + 2]);
  return edits > 0 && segments.every(isOne);
}

/**
 * Whether what was typed says two words in short, which is no mistake: 退換貨 for 退貨換貨 (index-format 7.8.1).
 * @param {Reading} reading
 */
export function isContraction({ segments, edits }) {
  return (
    edits > 0 &&
    segments.every(({ word, start, end, edited }, at) => {
      if (!edited) return true;
      const [first, last] = [[...word], [...(segments[at + 1]?.word ?? "")]];
      const after = segments[at + 1];
      return (
        first.length === 2 && end - start === 1 && after && !after.edited && last.length === 2 && last[1] === first[1]
      );
    })
  );
}
