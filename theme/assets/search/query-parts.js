// The runs of a query → parts with readings. Twin: kbgen/search/query_parts.py. Specification: index-format 5.

import {
  CORRECTED_FALL,
  CORRECTED_LATIN,
  JOINED,
  LEAST_WEIGHT,
  MOST_ALIAS_WORDS,
  MOST_ROMANISED_RUNS,
  SPOKEN_NOT,
  WHOLE,
} from "./constants.js";
import { isOfNumber } from "./currencies.js";
import { beginnings, sourceKey } from "./denials.js";
import { HanParts } from "./han-parts.js";
import { unsure } from "./latin-parts.js";
import { LittleWords } from "./little-words.js";
import { MisspeltSources } from "./misspelt.js";
import { fold, wordParts } from "./normalise.js";
import { DAYS, inCharacters, UNITS } from "./numerals.js";
import { characterPairs } from "./postings.js";
import { CODES, priceOf } from "./prices.js";
import { Remembered } from "./remembered.js";
import { looksRomanised } from "./romanised.js";
import { aliasWords, compounds, dottedNumber, joinable, texts } from "./run-groups.js";
import { whetherSpans } from "./whether.js";
import { zhuyinPinyin } from "./zhuyin.js";

/** @typedef {import("./normalise.js").Run} Run */
/** @typedef {import("./score.js").Part} Part */
/** @typedef {import("./score.js").PartReading} PartReading */

/**
 * Words that are Chinese in Latin letters. isHalf: beside some that look so and cannot be read.
 * @typedef {{ words: string[], isHalf: boolean }} Romanised
 */

/** @type {Romanised} */
const UNREAD = { words: [], isHalf: false };

/** Runs of the latest queries whose parts are kept. */
const PARTS_KEPT = 64;

export class QueryParts {
  /**
   * @param {import("./reader.js").IndexReader} index @param {import("./postings.js").PostingsLookup} lookup
   * @param {import("./latin-parts.js").LatinParts} latin
   */
  constructor(index, lookup, latin) {
    this.index = index;
    this.lookup = lookup;
    this.latin = latin;
    this.han = new HanParts(index, lookup, latin);
    this.misspelt = new MisspeltSources(index, latin);
    this.littleWords = new LittleWords(index, latin);
    /** @type {Remembered<Part[]>} */
    this.remembered = new Remembered(PARTS_KEPT);
  }

  /** Tell whether a query is words only that tell nothing of what it is about: 我, what (5.2.3). @param {Run[]} runs */
  async saysLittle(runs) {
    return (await this.folded(runs)).every((text) => {
      const [[start, end] = []] = whetherSpans(text);
      return this.index.little.has(text) || (start === 0 && end === [...text].length);
    });
  }

  /**
   * The pairs that a query of words that say little names by a title or keyword, ascending: about us (5.2.3).
   * @param {Run[]} runs
   */
  async named(runs) {
    const telling = (await this.folded(runs)).filter((text) => !this.index.light.has(text));
    return this.index.littleNames.get(telling.join(" ")) ?? [];
  }

  /** The texts of runs, folded; the table of forms is fetched for Chinese alone. @param {Run[]} runs */
  async folded(runs) {
    const table = runs.some((run) => run.script === "hani") ? (await this.index.forms()).fold : new Map();
    return runs.map((run) => fold(run.text, table));
  }

  /**
   * Fetch all that the query needs as typed at once, so that a slow network is waited for only once.
   * @param {Run[]} runs
   */
  async preload(runs) {
    const latin = runs.filter((run) => run.script === "latn");
    const telling = latin.filter((run) => !this.index.light.has(run.text));
    const words = [
      ...telling.flatMap(({ text }) => [text, ...wordParts(text), ...otherPrices(text)]),
      ...compounds(runs),
      ...runs.flatMap((_, at) => [dottedNumber(runs, at).join(""), ...joinable(runs, at).map(({ word }) => word)]),
    ];
    const han = runs.filter((run) => run.script === "hani");
    await Promise.all([
      ...(latin.length ? [this.index.aliases("latn", beginnings(texts(latin))), this.lookup.load("latn", words)] : []),
      ...(han.length ? [this.preloadHan(han)] : []),
    ]);
  }

  /** @param {Run[]} han */
  async preloadHan(han) {
    const [forms] = await Promise.all([this.index.forms(), this.lookup.load("hani", [])]);
    const folded = han.map((run) => fold(run.text, forms.fold));
    const terms = folded.flatMap((text) => [...characterPairs([...text]), ...text]);
    await Promise.all([this.index.aliases("hani", folded), this.lookup.load("hani", terms)]);
  }

  /** Whether an article holds an amount as it was typed (index-format 5.8). @param {string} amount */
  async isWritten(amount) {
    return this.han.numbers.isHeld(fold(amount, (await this.index.forms()).fold));
  }

  /** @param {string} run @param {boolean} literal */
  hanParts(run, literal) {
    return this.remembered.get(`hani ${literal} ${run}`, () => this.han.parts(run, literal));
  }

  /** @param {string} word @param {boolean} last @param {boolean} literal */
  latinParts(word, last, literal) {
    return this.remembered.get(`latn ${literal} ${last} ${word}`, () => this.latin.parts(word, last, literal));
  }

  /**
   * Let the runs fetch side by side what mending and other words need: parts are made one after the other, and each
   * would wait for its own round trips. Nothing of it decides anything.
   * @param {Run[]} runs @param {boolean} literal
   */
  async foresee(runs, literal) {
    const aliases = await this.sources(runs);
    /** @type {(() => Promise<unknown>)[]} */
    const ahead = [];
    for (let step = 1, at = 0; at < runs.length; at += step) {
      const run = runs[at];
      const words = run.script === "latn" ? aliasWords(runs, at, aliases) : [];
      const number = run.script === "latn" ? dottedNumber(runs, at) : [];
      const joined = run.script === "latn" && !words.length ? await this.joined(runs, at) : null;
      if (run.script === "hani") ahead.push(() => this.hanParts(run.text, literal));
      else if (words.length) ahead.push(() => this.sourceReadings(words, []));
      else if (!literal && !number.length && !joined && !this.index.light.has(run.text))
        ahead.push(
          () => this.placeWords(runs, at),
          () => this.misspelt.found(runs, at),
          () => this.romanised(runs, at),
          () => this.latinParts(run.text, at === runs.length - 1, literal),
        );
      step = Math.max(1, words.length, number.length, joined?.size ?? 0);
    }
    await Promise.all(ahead.map((fetch) => fetch()));
  }

  /** @param {Run[]} every @param {boolean} literal @returns {Promise<Part[]>} */
  async parts(every, literal) {
    const loose = await Promise.all(every.map((_, at) => this.isLooseCurrency(every, at)));
    const runs = every.filter((_, at) => !loose[at]);
    const aliases = await this.sources(runs);
    /** @type {Part[]} */
    const parts = [];
    // Words that say little and that nobody holds, each with how many parts stand before it.
    /** @type {{ text: string, place: number }[]} */
    const aside = [];
    for (let at = 0, sounded = 0; at < runs.length; ) {
      const run = runs[at];
      if (run.script === "hani") {
        const text = await this.inWrittenWords(await this.inDays(run.text, runs, at));
        if (text) parts.push(...(await this.hanParts(text, literal)));
        at += 1;
        continue;
      }
      const words = aliasWords(runs, at, aliases);
      if (words.length) {
        parts.push({ typed: words.join(" "), readings: await this.sourceReadings(words, await this.literal(words)) });
        at += words.length;
        continue;
      }
      const number = dottedNumber(runs, at);
      if (number.length) {
        parts.push(await this.latin.fraction(number.join("")));
        at += number.length;
        continue;
      }
      const joined =
        (await this.latin.measured(runs, at)) ??
        (await this.joined(runs, at)) ??
        (await this.latin.telephone(runs, at));
      if (joined) {
        parts.push(joined.part);
        at += joined.size;
        continue;
      }
      if (this.index.light.has(run.text) && runs.length > 1) {
        aside.push({ text: run.text, place: parts.length });
        at += 1;
        continue;
      }
      const romanised = literal ? UNREAD : await this.romanised(runs, at, sounded);
      const place = literal ? [] : await this.placeWords(runs, at);
      if (place.length > romanised.words.length) {
        parts.push(...place.map((typed) => ({ typed, readings: [] })));
        at += place.length;
        continue;
      }
      const misspelt = literal ? null : await this.misspelt.found(runs, at);
      if (misspelt && romanised.words.length <= misspelt.words.length) {
        parts.push(await this.misspeltPart(misspelt, at + misspelt.words.length === runs.length));
        at += misspelt.words.length;
        continue;
      }
      const size = romanised.words.length;
      const read = size < 2 ? await this.latinParts(run.text, at === runs.length - 1, literal) : [];
      const mended = read.length === 1 ? [await this.single(read[0], runs, at, literal)] : read;
      if (size) {
        const readings = await this.bySound(romanised, runs.length);
        parts.push({
          typed: romanised.words.join(" "),
          readings: [...readings, ...mended.flatMap((part) => part.readings)],
        });
      } else parts.push(...mended);
      at += Math.max(1, size);
      if (size) sounded = at;
    }
    const besides = (/** @type {number} */ place) =>
      aside.flatMap((word) => (word.place === place ? [word.text] : [])).join(" ");
    return parts.map((part, at) => ({
      ...part,
      before: besides(at),
      after: at === parts.length - 1 ? besides(parts.length) : "",
    }));
  }

  /**
   * The readings of Chinese in Latin letters, of a query of so many runs (7.9.2).
   * @param {Romanised} romanised @param {number} size
   */
  async bySound({ words, isHalf }, size) {
    const text = words.join("");
    if (words.length === size && (await this.han.saysLittleBySound(text))) return [];
    const readings = await this.han.romanisedReadings(text);
    return isHalf ? readings.map((reading) => ({ ...reading, kind: /** @type {const} */ ("variant") })) : readings;
  }

  /**
   * What stands for others of the words of some runs, and others that begin like it.
   * @param {Run[]} runs
   */
  sources(runs) {
    return this.index.aliases("latn", beginnings(texts(runs.filter((run) => run.script === "latn"))));
  }

  /**
   * The readings of words that are the source of an alias (index-format 5.5).
   * @param {string[]} words @param {PartReading[]} plain what was typed, or nothing
   */
  async sourceReadings(words, plain) {
    const meant = await this.targetReadings((await this.targets(words)) ?? [], plain);
    return [...plain, ...meant, ...(meant.every(({ scattered }) => scattered) ? await this.within(words) : [])];
  }

  /** What words stand for. @param {string[]} words */
  async targets(words) {
    const key = sourceKey(words.join(" "));
    return (await this.index.aliases("latn", [key.split(" ")[0]])).get(key);
  }

  /** @param {import("./reader.js").AliasTarget[]} targets @param {PartReading[]} plain */
  targetReadings(targets, plain) {
    return this.han.targetReadings(
      targets,
      plain.flatMap(({ needs }) => needs),
    );
  }

  /**
   * The readings of the longest source inside one that stands for nothing that an article says (index-format 5.5.2).
   * @param {string[]} words
   * @returns {Promise<PartReading[]>}
   */
  async within(words) {
    for (let size = words.length - 1; size > 0; size -= 1)
      for (let start = 0; start + size <= words.length; start += 1) {
        const inner = words.slice(start, start + size);
        const targets = await this.targets(inner);
        if (!targets) continue; // and nothing more is fetched for it
        const found = await this.targetReadings(targets, await this.literal(inner));
        const said = found.filter(({ scattered }) => !scattered);
        if (!said.length) continue;
        const beside = [...words.slice(0, start), ...words.slice(start + size)];
        /** @type {import("./score.js").Need[]} */
        const others = [];
        for (const word of beside.filter((word) => !this.index.little.has(word)))
          others.push((await this.latin.need(word)) ?? { terms: [], weight: WHOLE });
        return said.map((reading) => ({ ...reading, needs: [...others, ...reading.needs] }));
      }
    return [];
  }

  /**
   * The part of words that were meant for the source of an alias, or a single one for a word of the site (5.2.6).
   * @param {import("./misspelt.js").Misspelt} misspelt @param {boolean} last
   * @returns {Promise<Part>}
   */
  async misspeltPart({ words, source, cost }, last) {
    const others =
      words.length === 1 ? (await this.latinParts(words[0], last, false)).flatMap(({ readings }) => readings) : [];
    const other = (others.length ? await this.latin.firstCost(words[0], last) : null) ?? cost;
    const least = Math.min(cost, other);
    const typed = source.split(" ");
    const meant = await this.sourceReadings(typed, words.length > 1 ? await this.literal(typed) : []);
    const readings = meant.map((reading) => mended(reading, source, CORRECTED_FALL * (cost - least)));
    const fall = CORRECTED_FALL * (other - least);
    const lesser = others.map((reading) => ({ ...reading, weight: Math.max(LEAST_WEIGHT, reading.weight - fall) }));
    return { typed: words.join(" "), readings: [...readings, ...lesser] };
  }

  /**
   * Whether a run is the currency of the number beside it, in a word that no article holds (index-format 5.2.4).
   * @param {Run[]} runs @param {number} at
   */
  async isLooseCurrency(runs, at) {
    const { text, script } = runs[at];
    const word = script === "hani" ? fold(text, (await this.index.forms()).fold) : text;
    return isOfNumber(word, [runs[at - 1], runs[at + 1]]) && !(await this.lookup.holding(script, word)).size;
  }

  /**
   * The only part of a word, as what stands around it has it.
   * @param {Part} part @param {Run[]} runs @param {number} at @param {boolean} literal
   */
  async single(part, runs, at, literal) {
    const counted = await this.ofUnit(await this.perhapsInitials(this.telling(part, runs), runs, literal), runs, at);
    return this.withCharacters(counted, runs, at);
  }

  /**
   * The part of a word; of a number before a unit that articles hold, and none with it, as one of another (5.2.8).
   * @param {Part} part @param {Run[]} runs @param {number} at
   * @returns {Promise<Part>}
   */
  async ofUnit(part, runs, at) {
    const { text } = runs[at];
    const next = runs[at + 1];
    if (!/^[0-9]+$/u.test(text) || next?.script !== "hani") return part;
    const after = fold(next.text, (await this.index.forms()).fold);
    const unit = UNITS.find((one) => after.startsWith(one));
    const { numbers } = this.han;
    if (!unit || !(await numbers.isHeld(unit))) return part;
    const held = await numbers.held([text + unit, text + (DAYS[unit] ?? unit)]);
    return held.length ? part : { ...part, readings: part.readings.map(unsure) };
  }

  /**
   * A Han run with the unit in which articles count the days of the number before it: 天內 of 14日內 (index-format 5.7.5).
   * @param {string} text @param {Run[]} runs @param {number} at
   */
  async inDays(text, runs, at) {
    const [unit, ...rest] = text;
    const other = DAYS[unit];
    const figures = runs[at - 1]?.text ?? "";
    if (!other || !rest.length || !/^[0-9]+$/.test(figures) || runs[at - 2]?.text.endsWith("月")) return text;
    const after = fold(rest[0], (await this.index.forms()).fold);
    const { numbers } = this.han;
    const isAsTyped = await numbers.isHeld(figures + unit + after);
    return !isAsTyped && (await numbers.isHeld(figures + other + after)) ? other + rest.join("") : text;
  }

  /**
   * A Han run with 不 for each 唔 that articles write so among its neighbours: 收唔到包裹 as 收不到包裹 (5.7.6).
   * @param {string} text
   */
  async inWrittenWords(text) {
    if (!text.includes("唔")) return text;
    const folded = [...fold(text, (await this.index.forms()).fold)];
    const written = [...text];
    const { numbers } = this.han;
    for (const [at, char] of folded.entries()) {
      const typed = at ? folded.slice(at - 1, at - 1 + SPOKEN_NOT) : [];
      if (char !== "唔" || typed.length < SPOKEN_NOT || (await numbers.isHeld(typed.join("")))) continue;
      if (await numbers.isHeld(`${typed[0]}不${typed.slice(2).join("")}`)) written[at] = "不";
    }
    return written.join("");
  }

  /**
   * The part of a word; of the only one of a query without what it was mended into,
   * where that says little (index-format 5.3.6): qwe, we.
   * @param {Part} part @param {Run[]} runs
   */
  telling(part, runs) {
    if (runs.length > 1) return part;
    const { little } = this.index;
    return {
      ...part,
      readings: part.readings.filter(({ kind, words }) => kind !== "corrected" || !little.has(words[0])),
    };
  }

  /**
   * The part of a word; of one of which nothing is known and that is the whole query, as initials (index-format 7.9.3).
   * @param {Part} part @param {Run[]} runs @param {boolean} literal
   */
  async perhapsInitials(part, runs, literal) {
    const known = part.readings.length || part.maybe || literal || runs.length > 1 || CODES.has(part.typed);
    if (known || !this.lookup.isForChinese) return part;
    return { typed: part.typed, readings: await this.han.initialsReadings(part.typed) };
  }

  /**
   * The part of a word with readings of it, where it is a number, in characters: 20日 as 二十日 (index-format 5.7.3).
   * @param {Part} part @param {Run[]} runs @param {number} at
   * @returns {Promise<Part>}
   */
  async withCharacters(part, runs, at) {
    const number = /^any([0-9]+)$/u.exec(runs[at].text)?.[1];
    if (number && this.lookup.isForChinese) {
      const spelt = await this.han.numberReadings(inCharacters(number, "", "元"), part.readings[0]?.needs ?? []);
      return { ...part, readings: [...part.readings, ...spelt] };
    }
    const beside = [runs[at - 1], runs[at + 1]];
    if (!beside.some((run) => run?.script === "hani")) return part;
    const { fold: table } = await this.index.forms();
    const [before, unit] = beside.map((run) => fold(run?.text ?? "", table));
    const texts = inCharacters(runs[at].text, before, unit);
    const found = await this.han.numberReadings(texts, part.readings[0]?.needs ?? []);
    return { ...part, readings: [...part.readings, ...found] };
  }

  /**
   * The part of neighbouring words that articles hold as one, the most first, and how many they are (index-format
   * 5.3.4); null where there are none.
   * @param {Run[]} runs @param {number} start
   * @returns {Promise<{ part: Part, size: number } | null>}
   */
  async joined(runs, start) {
    for (const { word, words } of joinable(runs, start)) {
      const found = await Promise.all(words.map((part) => this.latin.need(part)));
      const needs = found.flatMap((need) => need ?? []);
      const isKnown = needs.length === words.length;
      const reading = (await this.latin.literal(word)) ?? (isKnown ? null : await this.latin.inAnotherForm(word));
      if (!reading) continue;
      const typed = words.join(" ");
      const glued = runs.slice(start + 1, start + words.length).some((run) => run.glued);
      if (glued && isKnown) continue;
      /** @type {PartReading[]} */
      const readings = isKnown
        ? [
            { needs, weight: WHOLE, kind: "exact", words: [typed] },
            { ...reading, weight: this.han.fairWeight(JOINED, needs, reading.needs) },
          ]
        : [reading];
      return { part: { typed, readings }, size: words.length };
    }
    return null;
  }

  /** Compounds are looked for joined too. @param {Run[]} runs @returns {Promise<Part[]>} */
  async joinedParts(runs) {
    const parts = [];
    for (const joined of compounds(runs)) {
      const reading = await this.latin.literal(joined);
      if (reading) parts.push({ typed: joined, readings: [reading] });
    }
    return parts;
  }

  /**
   * The most words from `start` that name a place of which no article holds all words (index-format 5.2.9).
   * @param {Run[]} runs @param {number} start
   */
  async placeWords(runs, start) {
    const some = runs.slice(start, start + MOST_ALIAS_WORDS);
    const other = some.findIndex((run) => run.script !== "latn" || run.dotted);
    const words = texts(other < 0 ? some : some.slice(0, other));
    const needs = await Promise.all(words.map((word) => this.latin.need(word)));
    for (let size = words.length; size > 1; size -= 1) {
      const unheld = needs.slice(0, size).includes(null);
      if (unheld && (await this.index.isRealEnglish(words.slice(0, size).join(" ")))) return words.slice(0, size);
    }
    return [];
  }

  /**
   * The most words from `start` that are Chinese in Latin letters, one of them in no article.
   * Of half of what was typed no character by itself is read (index-format 7.9.5).
   * @param {Run[]} runs
   * @param {number} start
   * @param {number} [sounded] where words end that are read so already
   * @returns {Promise<Romanised>}
   */
  async romanised(runs, start, sounded = 0) {
    /** @type {string[]} */
    const words = [];
    for (const run of runs.slice(start, start + MOST_ROMANISED_RUNS)) {
      if (run.script !== "latn") break;
      words.push(run.text);
    }
    const isRest = start > sounded && (await this.soundsUnread(runs, start - 1));
    for (; words.length && !(words.length === 1 && CODES.has(words[0])); words.pop()) {
      const needs = await Promise.all(words.map((word) => this.latin.need(word)));
      const unheld = needs.includes(null) && looksRomanised(words.join(""));
      if (!unheld || !(await this.mayBeRomanised(words))) continue;
      const end = start + words.length;
      const isHalf =
        isRest || ((await this.soundsUnread(runs, end)) && !(await this.romanised(runs, end, end)).words.length);
      const [reading] = isHalf ? await this.han.wordsBySound(words.join("")) : [];
      if (!isHalf || reading.words.every((word) => [...word].length > 1)) return { words, isHalf };
    }
    return UNREAD;
  }

  /**
   * Whether there is a run at a place that looks like Chinese in Latin letters and is nothing else.
   * @param {Run[]} runs @param {number} at
   */
  async soundsUnread(runs, at) {
    if (at >= runs.length || runs[at].script !== "latn" || !looksRomanised(runs[at].text)) return false;
    const word = runs[at].text;
    if (await this.latin.need(word)) return false;
    const aliases = await this.sources(runs.slice(at));
    return !aliasWords(runs, at, aliases).length && !(await this.index.isRealEnglish(word));
  }

  /**
   * Whether words have a reading as Chinese, and none in Latin letters that is likelier (index-format 7.9.4).
   * @param {string[]} words
   */
  async mayBeRomanised(words) {
    const english = this.index.isRealEnglish(words.join(" "));
    if (!this.lookup.isForChinese && (await english)) return false;
    const [[reading], cost, real] = await Promise.all([
      this.han.wordsBySound(words.join("")),
      this.latin.mendingCost(words),
      english,
    ]);
    if (!reading || real) return reading?.words.length === 1;
    return cost === null || reading.cost <= cost;
  }

  /**
   * What a whole query means as Zhuyin keys; null where it may mean something as it stands (index-format 7.10).
   * @param {string} text @param {Run[]} runs
   * @returns {Promise<Part | null>}
   */
  async zhuyinPart(text, runs) {
    const pinyin = zhuyinPinyin(text);
    const long = runs.map((run) => run.text).filter((word) => [...word].length > 1);
    if (pinyin === null || long.every((word) => /^[0-9]+$/.test(word))) return null;
    for (const word of long) if (await this.isHeld(word)) return null;
    const aliases = await this.sources(runs);
    if (runs.some((_, at) => aliasWords(runs, at, aliases).length) || (await this.romanised(runs, 0)).words.length)
      return null;
    const readings = await this.han.romanisedReadings(pinyin);
    if (readings.length && (await this.han.saysLittleBySound(pinyin))) return null;
    return readings.length ? { typed: runs.map((run) => run.text).join(" "), readings } : null;
  }

  /** Whether articles hold a word, or all its pieces; a piece of one character says nothing. @param {string} word */
  async isHeld(word) {
    if (await this.latin.need(word)) return true;
    for (const piece of wordParts(word)) if ([...piece].length < 2 || !(await this.latin.need(piece))) return false;
    return true;
  }

  /**
   * The reading of a phrase as typed, where an article holds any of it, or of a word in another form; what none holds
   * is a need nothing meets.
   * @param {string[]} words
   * @returns {Promise<PartReading[]>}
   */
  async literal(words) {
    const needs = [];
    for (const word of words) needs.push((await this.latin.need(word)) ?? { terms: [], weight: WHOLE });
    if (needs.some((need) => need.terms.length))
      return [{ needs, weight: WHOLE, kind: "exact", words: [words.join(" ")] }];
    const related = words.length === 1 && (await this.latin.related(words[0], await this.latin.words()));
    return related ? [related] : [];
  }
}

/** The other terms of a price, none of another word. @param {string} word */
function otherPrices(word) {
  const price = priceOf(word);
  return price ? [...price.terms, ...price.others] : [];
}

/**
 * A reading of the source of an alias as one of the words that were meant for it.
 * @param {PartReading} reading @param {string} source @param {number} fall
 * @returns {PartReading}
 */
const mended = ({ needs, weight, kind, words, scattered, told }, source, fall) => ({
  needs,
  weight: Math.max(LEAST_WEIGHT, Math.floor((weight * CORRECTED_LATIN) / WHOLE) - fall),
  kind: "corrected",
  words: [source],
  meant: kind === "exact" ? "" : words[0],
  scattered,
  told,
});
