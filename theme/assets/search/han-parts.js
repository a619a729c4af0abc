// A Chinese run of a query → parts with readings. Twin: kbgen/search/han_parts.py.
// Specification: index-format 5.4 and 7.

import {
  ALIAS_COST,
  CORRECTED_FALL,
  CROSS_WORD,
  DOUBTFUL,
  DOUBTFUL_SHARE,
  LEAST_OF_WORDS,
  LEAST_WEIGHT,
  LITTLE_CROSS,
  LONGEST_ALIAS,
  LONGEST_THING,
  MOST_ALIAS_READINGS,
  ONE_CHARACTER,
  ROMANISED,
  SHORT_QUERY,
  SOURCE_BY_SOUND,
  WHOLE,
} from "./constants.js";
import { HanMender, isSure } from "./mend-han.js";
import { fold, isHan, splitRuns } from "./normalise.js";
import { Numbers } from "./numbers.js";
import { characterPairs } from "./postings.js";
import { isContraction, isInflected, literalReading, PARTICLES } from "./read-han.js";
import { Remembered } from "./remembered.js";
import { Romaniser } from "./romanised.js";
import { information } from "./score.js";
import { whetherSpans } from "./whether.js";

/** @typedef {import("./read-han.js").Reading} Reading */
/** @typedef {import("./reader.js").AliasTarget} AliasTarget */
/** @typedef {{ start: number, stop: number, target: AliasTarget }[]} Choice */
/** @typedef {[start: number, end: number]} Span */
/**
 * The place of a pair of characters, or of one, in a run.
 * apart: as of a need.
 * @typedef {{ start: number, end: number, weight: number, apart?: boolean }} Weighed
 */
/** @typedef {import("./score.js").Need} Need */
/** @typedef {import("./score.js").Part} Part */
/** @typedef {import("./score.js").PartReading} PartReading */

/** Texts in Latin letters whose Chinese readings are kept. */
const TEXTS_KEPT = 32;

/** What stands between a verb and itself in a question. */
const NOT = "唔不";

export class HanParts {
  /**
   * @param {import("./reader.js").IndexReader} index
   * @param {import("./postings.js").PostingsLookup} lookup
   * @param {import("./latin-parts.js").LatinParts} latin
   */
  constructor(index, lookup, latin) {
    this.index = index;
    this.lookup = lookup;
    this.latin = latin;
    this.numbers = new Numbers(lookup);
    this.mender = new HanMender(index, lookup);
    this.regionNames = new Set(Object.values(index.manifest.region_names ?? {}).flat());
    /** @type {Romaniser | null} */
    this.romaniser = null;
    /** @type {Remembered<PartReading[]>} */
    this.romanised = new Remembered(TEXTS_KEPT);
  }

  /**
   * The parts of a run: each word that stands for others is one, and what lies between them. A run that is mended is
   * one part, whose readings are of the whole: as typed, mended, with words replaced (index-format 5.4).
   * @param {string} run @param {boolean} literal
   * @returns {Promise<Part[]>}
   */
  async parts(run, literal) {
    const forms = await this.index.forms();
    const typed = [...run];
    const folded = fold(run, forms.fold);
    const chars = [...folded];
    const [aliases] = await Promise.all([
      this.sources(folded),
      this.lookup.load("hani", [...characterPairs(chars), ...chars]),
    ]);
    const exact = literalReading(chars, this.lookup.wordCosts(chars, aliases));
    const spans = aliasSpans(chars, exact, aliases);
    // A number that no article holds is no slip, and what is named by it is not there.
    const others = await Promise.all(
      spans.map(([start, end]) => this.numbers.isOther(chars.slice(start, end).join(""))),
    );
    const read = await this.plainReadings(typed, chars, exact, spans, literal || others.includes(true));
    const plain = read.filter(({ needs }) => needs.length);
    if (!plain.length) return []; // 佢可唔可以 asks for nothing
    if (plain.length > 1 || plain[0].kind === "corrected") {
      const choices = aliasChoices(chars, exact, aliases);
      const replaced = await Promise.all(choices.map((choice) => this.replaced(typed, chars, choice, plain[0])));
      return [{ typed: run, readings: [...plain, ...replaced.filter(({ needs }) => needs.length)] }];
    }
    return spans.length ? this.spanParts(typed, chars, spans, aliases) : [{ typed: run, readings: plain }];
  }

  /**
   * What stands for other words in a folded run: sources of aliases, and numbers (index-format 5.7).
   * @param {string} text
   */
  async sources(text) {
    const [aliases, numbers] = await Promise.all([this.index.aliases("hani", [text]), this.numbers.aliases(text)]);
    const found = new Map(aliases);
    for (const [source, targets] of numbers) found.set(source, [...(found.get(source) ?? []), ...targets]);
    return found;
  }

  /**
   * A part for each word that stands for others and for each stretch between two (index-format 5.4.4). A pair of
   * characters across the border of such a word is a need of the word as typed only, for another word has other
   * borders, and only where an article holds it: 傘退 of 雨傘退款 would put who writes 退費 before who writes 退款.
   * @param {string[]} typed @param {string[]} chars @param {Span[]} spans @param {Map<string, AliasTarget[]>} aliases
   * @returns {Promise<Part[]>}
   */
  async spanParts(typed, chars, spans, aliases) {
    const weighed = this.weighedAsTyped(chars, literalReading(chars, this.lookup.wordCosts(chars)), spans);
    let left = weighed.filter(({ start, end }) => !this.index.light.has(chars.slice(start, end).join("")));
    const stretches = [...spans, ...between(spans, chars.length)];
    const found = await Promise.all(
      stretches.map(async ([start, end], at) => {
        // Before anything is waited for, so that what a word takes is left to no stretch after it.
        const mine = left.filter((place) => place.start < end && place.end > start);
        left = left.filter((place) => !mine.includes(place));
        const isSource = at < spans.length;
        const isInside = (/** @type {Weighed} */ place) => start <= place.start && place.end <= end;
        const places = mine.filter((place) => !isSource || isInside(place) || this.isHeld(chars, place));
        const isUnknown = !isSource && stretches.length === 2 && this.isUnknown(chars, start, end);
        const needs = this.placeNeeds(chars, places).map((need, place) =>
          isUnknown && places[place].end - places[place].start === 1 ? { ...need, terms: [] } : need,
        );
        const isOther = isSource && (await this.numbers.isOther(chars.slice(start, end).join("")));
        /** @type {PartReading[]} */
        const readings = [];
        const part = { typed: typed.slice(start, end).join(""), start, readings, isOther };
        if (needs.length && !isOther) part.readings.push({ needs, weight: WHOLE, kind: "exact", words: [part.typed] });
        if (isSource) {
          const inside = weighed.filter(isInside);
          const source = chars.slice(start, end).join("");
          const targets = aliases.get(source) ?? [];
          part.readings.push(...(await this.targetReadings(targets, this.placeNeeds(chars, inside))));
        }
        return part;
      }),
    );
    return found
      .filter(({ readings, isOther }) => readings.length || isOther)
      .sort((one, other) => one.start - other.start)
      .map(({ typed, readings, start }) => ({ typed, readings, follows: start > 0 }));
  }

  /**
   * Whether a stretch is of two to four characters of which no article holds any two side by side: 睡袋.
   * @param {string[]} chars @param {number} start @param {number} end
   */
  isUnknown(chars, start, end) {
    const pairs = chars.slice(start + 1, end).map((_, at) => ({ start: start + at, end: start + at + 2, weight: 0 }));
    return end - start > 1 && end - start <= LONGEST_THING && !pairs.some((pair) => this.isHeld(chars, pair));
  }

  /**
   * Whether an article holds what stands at a place of a run whose pairs and characters are loaded.
   * @param {string[]} chars @param {Weighed} place
   */
  isHeld(chars, { start, end }) {
    const term = chars.slice(start, end).join("");
    return this.lookup.families("hani").some(({ name }) => this.index.postings(name, term));
  }

  /**
   * The reading with some stretches replaced, shown in one script.
   * @param {string[]} typed @param {string[]} chars @param {Choice} choice @param {PartReading} plain
   * @returns {Promise<PartReading>}
   */
  async replaced(typed, chars, choice, plain) {
    const written = scriptOf(typed.join(""), await this.index.forms());
    let text = "";
    let shown = "";
    let end = 0;
    for (const { start, stop, target } of choice) {
      // Two alphabetic words must not become one.
      const before = [...text].pop();
      const blank = before && start === end && !isHan(before) && !isHan(target.text) ? " " : "";
      text += chars.slice(end, start).join("") + blank + target.text;
      shown += typed.slice(end, start).join("") + blank + fold(target.text, written);
      end = stop;
    }
    const needs = await this.textNeeds(text + chars.slice(end).join(""));
    const least = Math.min(...choice.map(({ target }) => target.weight));
    const weight = this.fairWeight(least, plain.needs, needs);
    const [{ start, stop, target }] = choice;
    /** @type {[string, string]} */
    const swap = [typed.slice(start, stop).join(""), fold(target.text, written)];
    const scattered = choice.some(({ target }) => target.scattered);
    const words = [shown + typed.slice(end).join("")];
    return { needs, weight, kind: target.kind, words, swap, scattered, told: toldOf(target.kind, least) };
  }

  /**
   * The weight of a reading that stands for another: being rarer or
   * longer must not make it count more (index-format 5.5.1).
   * @param {number} weight @param {Need[]} typed @param {Need[]} meant
   */
  fairWeight(weight, typed, meant) {
    if (!typed.length || !meant.length) return weight;
    /** @param {string} family @param {string} term */
    const postings = (family, term) => this.index.postings(family, term);
    const one = information(typed, postings);
    const other = information(meant, postings);
    // Words together tell more than each: how to order.
    const least = typed.length > 1 ? Math.floor((weight * LEAST_OF_WORDS) / WHOLE) : LEAST_WEIGHT;
    return Math.max(least, Math.floor((weight * Math.min(one, other)) / other));
  }

  /**
   * A reading for each word or phrase that another stands for, of either script, where an article holds some of it.
   * @param {AliasTarget[]} targets
   * @param {Need[]} typed what the source itself needs; 5.5.1 makes the weights fair
   * @returns {Promise<PartReading[]>}
   */
  async targetReadings(targets, typed) {
    const [{ written }, ...found] = await Promise.all([
      this.index.forms(),
      ...targets.map((target) => this.textNeeds(target.text)),
    ]);
    // Penghu is an outlying island, of Taiwan.
    const isRegion = (/** @type {AliasTarget} */ { text }) => this.regionNames.has(text);
    const whole = found[targets.findIndex(isRegion)] ?? [];
    const readings = targets.map((target, at) => {
      const needs = found[at].length && !isRegion(target) ? [...found[at], ...whole] : found[at];
      const weight = this.fairWeight(target.weight, typed, needs);
      const { kind, scattered } = target;
      return { needs, weight, kind, words: [fold(target.text, written)], scattered, told: toldOf(kind, target.weight) };
    });
    return readings.filter(({ needs }) => needs.length);
  }

  /**
   * Readings of a number in figures as it is written in characters, where articles hold that (index-format 5.7.3).
   * @param {string[]} texts @param {Need[]} typed
   * @returns {Promise<PartReading[]>}
   */
  async numberReadings(texts, typed) {
    const { written } = await this.index.forms();
    const readings = [];
    for (const text of await this.numbers.held(texts)) {
      const needs = await this.textNeeds(text);
      const weight = this.fairWeight(WHOLE, typed, needs);
      readings.push({ needs, weight, kind: /** @type {const} */ ("variant"), words: [fold(text, written)] });
    }
    return readings;
  }

  /**
   * What an article should hold for a canonical text of either script.
   * @param {string} text
   * @returns {Promise<Need[]>}
   */
  async textNeeds(text) {
    const found = await Promise.all(
      splitRuns(text).map((run) => (run.script === "hani" ? this.runNeeds([...run.text]) : this.latin.need(run.text))),
    );
    return found.flatMap((needs) => needs ?? []);
  }

  /**
   * Readings of a text in pinyin or Jyutping as words of the site, the most likely first (index-format 7.9);
   * after them those of the first with words replaced by what they stand for.
   * @param {string} text
   * @returns {Promise<PartReading[]>}
   */
  romanisedReadings(text) {
    return this.romanised.get(text, async () => {
      const words = await this.wordsBySound(text);
      const first = words[0]?.words.join("") ?? "";
      const [readings, aliases] = await Promise.all([this.sounding(words), this.sources(first)]);
      return first ? [...readings, ...(await this.meantBySound(first, readings[0], aliases))] : [];
    });
  }

  /**
   * The readings of a romanised text in which words stand for others (5.4.3), as mended ones (7.9.2).
   * @param {string} text @param {PartReading} plain @param {Map<string, AliasTarget[]>} aliases
   * @returns {Promise<PartReading[]>}
   */
  async meantBySound(text, plain, aliases) {
    const chars = [...text];
    const { written } = await this.index.forms();
    const choices = aliasChoices(chars, literalReading(chars, this.lookup.wordCosts(chars, aliases)), aliases);
    const typed = [...fold(text, written)];
    const found = await Promise.all(choices.map((choice) => this.replaced(typed, chars, choice, plain)));
    return found
      .filter(({ needs }) => needs.length)
      .map(({ needs, weight, swap, scattered, told }) => ({
        needs,
        weight: Math.max(LEAST_WEIGHT, Math.floor((weight * ROMANISED) / WHOLE)),
        kind: "corrected",
        words: plain.words,
        meant: swap?.[1] ?? "",
        scattered,
        told,
      }));
  }

  /**
   * Whether a text in pinyin or Jyutping is words only that tell nothing of what it is about: women, 我們
   * (index-format 5.3.6).
   * @param {string} text
   */
  async saysLittleBySound(text) {
    const [first] = await this.wordsBySound(text);
    return first.words.every((word) => this.index.little.has(word));
  }

  /** Letters as initials of words of the site, at most one reading (index-format 7.9.3). @param {string} letters */
  async initialsReadings(letters) {
    return this.sounding((await this.sounds()).fromInitials(letters));
  }

  /**
   * What an article should hold for each of some readings, of which the first is the cheapest.
   * @param {import("./romanised.js").RomanisedReading[]} readings
   * @returns {Promise<PartReading[]>}
   */
  async sounding(readings) {
    const { written } = await this.index.forms();
    return Promise.all(
      readings.map(async ({ words, cost }) => ({
        needs: await this.runNeeds([...words.join("")]),
        weight: Math.max(LEAST_WEIGHT, ROMANISED - CORRECTED_FALL * (cost - readings[0].cost)),
        kind: "corrected",
        words: [fold(words.join(""), written)],
      })),
    );
  }

  /** The words of the site that a text in pinyin or Jyutping may stand for, cheapest first. @param {string} text */
  async wordsBySound(text) {
    return (await this.sounds()).readings(text);
  }

  async sounds() {
    const [words, characters, sources] = await Promise.all([
      this.index.lexicon("hani"),
      this.index.characters(),
      this.index.aliasSounds(),
      this.index.forms(),
      this.lookup.load("hani", []),
    ]);
    if (!this.romaniser) {
      const besides = new Map(sources.map((word) => [word, SOURCE_BY_SOUND]));
      for (const word of this.index.little) besides.set(word, ALIAS_COST);
      for (const word of words.keys()) besides.delete(word);
      this.romaniser = new Romaniser(words, characters, besides);
    }
    return this.romaniser;
  }

  /** What an article should hold for a folded run, read as it is. @param {string[]} chars */
  async runNeeds(chars) {
    await this.lookup.load("hani", [...characterPairs(chars), ...chars]);
    return this.readingNeeds(literalReading(chars, this.lookup.wordCosts(chars)));
  }

  /**
   * @param {string[]} typed
   * @param {string[]} chars
   * @param {Reading} exact
   * @param {Span[]} spans
   * @param {boolean} literal
   * @returns {Promise<PartReading[]>}
   */
  async plainReadings(typed, chars, exact, spans, literal) {
    const mended = literal ? [] : await this.mender.readings(chars, exact);
    await this.lookup.load(
      "hani",
      mended.flatMap(({ reading }) => [...characterPairs([...reading.text]), ...reading.text]),
    );
    const written = scriptOf(typed.join(""), await this.index.forms());
    // What is looked for as typed is cut into words of the site and real words;
    // sources of aliases are parts of their own.
    const plain = literalReading(chars, this.lookup.wordCosts(chars));
    const whole = this.tellingNeeds(chars, this.weighedAsTyped(chars, plain, spans));
    const sure = mended.length > 0 && mended.every(({ reading }) => isSure(reading, chars));
    return [...(sure ? [] : [{ reading: exact, weight: WHOLE }]), ...mended].map(({ reading, weight }) => ({
      needs: reading === exact ? whole : this.readingNeeds(reading),
      weight,
      kind: kindOf(reading, chars),
      words: reading.segments.map(({ word, start, end, edited }) =>
        edited ? fold(word, written) : typed.slice(start, end).join(""),
      ),
    }));
  }

  /**
   * Pairs of characters, and characters, without those that say little and no article holds.
   * @param {Reading} reading
   */
  readingNeeds(reading) {
    const chars = [...reading.text];
    return this.tellingNeeds(chars, this.weighed(chars, reading));
  }

  /** @param {string[]} chars @param {Weighed[]} weighed */
  tellingNeeds(chars, weighed) {
    const telling = weighed.filter(({ start, end }) => !this.index.light.has(chars.slice(start, end).join("")));
    return this.placeNeeds(chars, telling.length ? telling : weighed);
  }

  /**
   * `weighed` of a run as typed: who holds 中 and 風 somewhere holds no 中風 (index-format 5.4.2.1).
   * @param {string[]} chars @param {Reading} reading
   * @param {Span[]} spans of words that stand for others, which say what their characters do not
   * @returns {Weighed[]}
   */
  weighedAsTyped(chars, reading, spans) {
    const isSpanned = (/** @type {number} */ at) => spans.some(([from, to]) => from <= at && at < to);
    const apart = this.apart(chars, reading);
    const weighed = this.weighed(chars, reading).map((place) =>
      place.end - place.start === 1 && apart.has(place.start) && !isSpanned(place.start)
        ? { ...place, apart: true }
        : place,
    );
    if (chars.length < 2 || chars.length > SHORT_QUERY) return weighed;
    /** @type {Set<number>} */
    const lone = new Set();
    let at = 0;
    const isBeside = reading.segments.some(({ word }) => [...word].length > 1);
    for (const { word } of reading.segments) {
      const size = [...word].length;
      if (size === 1 && !this.index.little.has(word) && !isSpanned(at)) lone.add(at);
      at += size;
    }
    const isLacking = (/** @type {Weighed} */ { start, end }) =>
      lone.has(start) &&
      lone.has(end - 1) &&
      (end - start === 2 || isBeside) &&
      !this.lookup.highest(chars.slice(start, end).join(""));
    const isOneWord =
      chars.length === 2 && !spans.length && !PARTICLES.has(chars[1]) && !this.lookup.highest(chars.join(""));
    return weighed.map((place) => {
      const weight = isLacking(place) ? WHOLE : place.weight;
      return { ...place, weight: isOneWord && weight === LITTLE_CROSS ? CROSS_WORD : weight };
    });
  }

  /**
   * The places of the characters of words that no article holds, beside a pair that one holds: 旅 and 遊 of 旅遊保險.
   * Who holds 旅 and 遊 somewhere holds no 旅遊 (index-format 5.4.2.2).
   * @param {string[]} chars @param {Reading} reading
   * @returns {Set<number>}
   */
  apart(chars, reading) {
    const held = characterPairs(chars).map((pair) => this.lookup.highest(pair) > 0);
    /** @type {Set<number>} */
    const found = new Set();
    let start = 0;
    for (const { word } of reading.segments) {
      const end = start + [...word].length;
      if (held.includes(true) && held.slice(start, end - 1).includes(false))
        for (let at = start; at < end; at += 1) found.add(at);
      start = end;
    }
    return found;
  }

  /**
   * Where each pair of characters and each character of a reading begins and ends, and its weight (index-format 5.4.2).
   * @param {string[]} chars @param {Reading} reading
   * @returns {Weighed[]}
   */
  weighed(chars, reading) {
    const little = reading.segments.map(({ word }) => this.index.little.has(word));
    /** @type {Map<number, number>} */
    const borders = new Map();
    /** @type {number[]} */
    const alone = [];
    let end = 0;
    reading.segments.forEach(({ word }, at) => {
      for (const _ of word) {
        if (!little[at] || little.length === 1) alone.push(end);
        end += 1;
      }
      borders.set(end, little[at] || little[at + 1] ? LITTLE_CROSS : CROSS_WORD);
    });
    const asked = whetherSpans(reading.text);
    return [
      ...chars.slice(1).map((_, at) => ({ start: at, end: at + 2, weight: borders.get(at + 1) ?? WHOLE })),
      ...alone.map((at) => ({ start: at, end: at + 1, weight: chars.length === 1 ? WHOLE : ONE_CHARACTER })),
    ].filter(({ start, end }) => !asked.some(([from, to]) => from < end && start < to));
  }

  /**
   * @param {string[]} chars @param {Weighed[]} places
   * @returns {Need[]}
   */
  placeNeeds(chars, places) {
    const families = this.lookup.families("hani");
    return places.map(({ start, end, weight, apart = false }) => {
      const term = chars.slice(start, end).join("");
      return { terms: families.map((family) => ({ family: family.name, term, weight: family.weight })), weight, apart };
    });
  }
}

/**
 * @param {Reading} reading @param {string[]} chars of the run as typed, folded
 * @returns {"exact" | "variant" | "corrected"}
 */
const kindOf = (reading, chars) =>
  !reading.edits ? "exact" : isContraction(reading) || isInflected(reading, chars) ? "variant" : "corrected";

/**
 * How the index's characters are shown to who typed this: in the script that the site does not use, as they are.
 * @param {string} typed @param {import("./reader.js").Forms} forms
 * @returns {Map<string, string>}
 */
function scriptOf(typed, forms) {
  if (typed !== fold(typed, forms.fold)) return forms.written;
  // 台 is a folded form that Traditional texts have too, so it tells nothing of who types it.
  const telling = [...typed].filter((char) => !forms.fold.has(char)).join("");
  return telling === fold(telling, forms.written) ? forms.written : new Map();
}

/**
 * The stretches of a run that lie before, between and after some spans in order.
 * @param {Span[]} spans @param {number} length
 * @returns {Span[]}
 */
function between(spans, length) {
  const ends = [...spans.map(([start]) => start), length];
  return ends.flatMap((end, at) => {
    const start = at ? spans[at - 1][1] : 0;
    return start < end ? [/** @type {Span} */ ([start, end])] : [];
  });
}

/**
 * Places of words that stand for others, left to right, the longest first; they begin and end where words do.
 * @param {string[]} chars @param {Reading} exact @param {Map<string, unknown>} aliases
 * @returns {Span[]}
 */
function aliasSpans(chars, exact, aliases) {
  const borders = new Set([0, ...exact.segments.map((segment) => segment.end)]);
  const asked = whetherSpans(chars.join(""));
  /** @type {Span[]} */
  const spans = [];
  for (let at = 0; at < chars.length; ) {
    let stop = Math.min(chars.length, at + LONGEST_ALIAS);
    while (stop > at && !(borders.has(at) && borders.has(stop) && aliases.has(chars.slice(at, stop).join(""))))
      stop -= 1;
    if (isOfQuestion(chars, at) || asked.some(([from, to]) => from <= at && stop <= to)) stop = at;
    if (stop > at) spans.push([at, stop]);
    at = Math.max(stop, at + 1);
  }
  return spans;
}

/**
 * What of 256 the share of a target counts: who is found by *crisis* for *emergency* holds less of it
 * (index-format 8.4.7).
 * @param {string} kind @param {number} weight
 */
const toldOf = (kind, weight) => (kind === "variant" && weight <= DOUBTFUL ? DOUBTFUL_SHARE : WHOLE);

/**
 * Whether a character is the *not* of a question: who asks 收唔收 (do you take) says no 唔收 (index-format 5.4.3).
 * @param {string[]} chars @param {number} at
 */
const isOfQuestion = (chars, at) => at > 0 && NOT.includes(chars[at]) && chars[at - 1] === chars[at + 1];

/**
 * Which words to replace: the first target of each, then one by one (index-format 5.5).
 * @param {string[]} chars @param {Reading} exact @param {Map<string, AliasTarget[]>} aliases
 * @returns {Choice[]}
 */
function aliasChoices(chars, exact, aliases) {
  const words = aliasSpans(chars, exact, aliases)
    .map(([start, stop]) => ({ start, stop, targets: aliases.get(chars.slice(start, stop).join("")) ?? [] }))
    .filter(({ targets }) => targets.length);
  if (!words.length) return [];
  const first = words.map(({ start, stop, targets }) => ({ start, stop, target: targets[0] }));
  const single = words.flatMap(({ start, stop, targets }) => targets.map((target) => [{ start, stop, target }]));
  return [first, ...(words.length === 1 ? single.slice(1) : single)].slice(0, MOST_ALIAS_READINGS);
}
