// Which articles may be results of a query with phrases or with words left out. Twin: kbgen/search/scope.py.
// Specification: index-format 10.4 to 10.7.
// The index tells who holds all words of a phrase; whether they stand side by side, the text of an article tells.

import { MOST_LOOKED_THROUGH } from "./constants.js";
import { fold, normalise, splitRuns } from "./normalise.js";
import { holds, sideBySide } from "./operators.js";
import { runTerms } from "./postings.js";

/** @typedef {import("./normalise.js").Run} Run */
/** @typedef {import("./operators.js").Note} Note */
/** @typedef {import("./operators.js").Operators} Operators */
/**
 * What the index tells. may: pairs that may be results. doubtful: what is left out, and who holds all its words.
 * @typedef {{ may: Set<number>, doubtful: { text: string, pairs: Set<number> }[] }} Scope
 */

export class ScopeFinder {
  /**
   * @param {import("./reader.js").IndexReader} index @param {import("./postings.js").PostingsLookup} lookup
   * @param {import("./latin-parts.js").LatinParts} latin @param {"en" | "zh-hant"} language
   * @param {import("./region-pages.js").RegionPages} regions
   */
  constructor(index, lookup, latin, language, regions) {
    this.index = index;
    this.lookup = lookup;
    this.latin = latin;
    this.language = language;
    this.regions = regions;
  }

  /**
   * Who may hold the phrases and does not certainly hold what is left out.
   * @param {Operators} asked @returns {Promise<Scope>}
   */
  async find(asked) {
    let may = new Set(Array.from({ length: this.index.manifest.pairs }, (_, pair) => pair));
    const doubtful = [];
    for (const { text } of asked.leftOut) {
      const runs = await this.runs(text);
      const { stays, goes } = this.regions.leftOut(runs.map((run) => run.text).join(" "));
      may = without(may, goes);
      if (runs.length === 1 && (runs[0].script === "latn" || [...runs[0].text].length < 3))
        may = without(may, without(await this.holdingWord(runs[0]), stays));
      else doubtful.push({ text, pairs: without(await this.holdingAll(runs), stays) });
    }
    for (const { text } of asked.phrases) may = both(may, await this.holdingAll(await this.runs(text)));
    return { may, doubtful };
  }

  /**
   * Look through the texts of the best pairs, as far as anything is to be looked for (index-format 10.6): who stays,
   * and what to say of it.
   * @param {import("./score.js").Scored[]} best @param {Operators} asked @param {Scope} scope
   * @returns {Promise<{ stays: Set<number>, note: Note | null }>}
   */
  async look(best, asked, { may, doubtful }) {
    const phrases = asked.phrases.map(({ text }) => text);
    const stays = phrases.length ? new Set() : doubtful.map(({ pairs }) => pairs).reduce(without, new Set(may));
    const doubts = best
      .map(({ pair }) => ({ pair, texts: doubtful.filter(({ pairs }) => pairs.has(pair)).map(({ text }) => text) }))
      .filter(({ texts }) => phrases.length || texts.length);
    const fits = await Promise.all(
      doubts.slice(0, MOST_LOOKED_THROUGH).map(({ pair, texts }) => this.fits(pair, phrases, texts)),
    );
    doubts.forEach(({ pair }, at) => {
      if (fits[at]) stays.add(pair);
    });
    if (phrases.length && !stays.size) return { stays, note: { kind: "phrase", words: phrases } };
    const some = phrases.length && doubts.length > MOST_LOOKED_THROUGH;
    return { stays, note: some ? { kind: "first", words: phrases } : null };
  }

  /** @param {number} pair @param {string[]} phrases @param {string[]} leftOut */
  async fits(pair, phrases, leftOut) {
    const [{ fold: table }, texts] = await Promise.all([
      this.index.forms(),
      this.texts(pair, [...phrases, ...leftOut]),
    ]);
    const held = sideBySide(texts, table);
    const isHeld = (/** @type {string} */ text) => holds(held, sideBySide([text], table));
    return phrases.every(isHeld) && !leftOut.some(isHeld);
  }

  /**
   * Titles, headings and texts of a pair, in the languages in which the wanted words are looked for (5.1).
   * @param {number} pair @param {string[]} wanted
   */
  async texts(pair, wanted) {
    const scripts = new Set(wanted.flatMap((text) => splitRuns(normalise(text)).map(({ script }) => script)));
    const places = [...scripts].flatMap((script) => this.lookup.families(script).map(({ name }) => name.split("/")[1]));
    const languages = /** @type {("en" | "zh-hant")[]} */ ([...new Set([this.language, ...places])]);
    const found = languages.map(async (language) => {
      const document = /** @type {import("./reader.js").Document} */ (
        (await this.index.documents(language, [pair])).get(pair)
      );
      const sections = await this.index.text(document);
      return [document.title, ...sections.flatMap(([, heading, text]) => [heading, text])];
    });
    return (await Promise.all(found)).flat();
  }

  /** @param {string} text @returns {Promise<Run[]>} */
  async runs(text) {
    const runs = splitRuns(normalise(text));
    if (runs.every(({ script }) => script === "latn")) return runs;
    const { fold: table } = await this.index.forms();
    return runs.map((run) => (run.script === "hani" ? { ...run, text: fold(run.text, table) } : run));
  }

  /** Who holds a word as the engine finds it without mending, or one or two Chinese characters. @param {Run} run */
  async holdingWord({ script, text }) {
    if (script === "hani") return this.lookup.holding(script, text);
    return this.lookup.holdingAny(await this.latin.sameWord(text));
  }

  /** Who holds the terms of all runs, or those of the runs with glued words written together. @param {Run[]} runs */
  async holdingAll(runs) {
    const found = [];
    for (const some of [runs, writtenTogether(runs)]) {
      const terms = some.flatMap((run) => runTerms(run).map((term) => this.lookup.holding(run.script, term)));
      found.push(...(await Promise.all(terms)).reduce(both));
    }
    return new Set(found);
  }
}

/** @param {Set<number>} one @param {Set<number>} other */
const both = (one, other) => new Set([...one].filter((pair) => other.has(pair)));

/** @param {Set<number>} one @param {Set<number>} other */
const without = (one, other) => new Set([...one].filter((pair) => !other.has(pair)));

/** Runs with glued words as one: e-mail → email. @param {Run[]} runs */
function writtenTogether(runs) {
  /** @type {Run[]} */
  const found = [];
  for (const run of runs) {
    const last = found.at(-1);
    if (last && run.glued && run.script === "latn" && last.script === "latn")
      found[found.length - 1] = { ...last, text: last.text + (run.dotted ? "." : "") + run.text };
    else found.push(run);
  }
  return found;
}
