// A query and its results → the answer said at once, and the article that editors pinned to it.
// Twin: kbgen/search/answer_finder.py. Specification: index-format 11.

import { Answers, oneCard, unitsOf, Vocabulary } from "./answers.js";
import { ANSWERED_RESULTS, MAX_QUERY_LENGTH } from "./constants.js";
import { firstCodePoints, fold, normalise, splitRuns } from "./normalise.js";

/** @typedef {import("./answers.js").AnswerCard} AnswerCard */
/** @typedef {import("./answers.js").Entry} Entry */
/** @typedef {import("./normalise.js").Run} Run */
/** @typedef {Map<string, import("./reader.js").AliasTarget[]>} Aliases */

export class AnswerFinder {
  /** @param {import("./reader.js").IndexReader} index @param {"en" | "zh-hant"} language */
  constructor(index, language) {
    this.index = index;
    this.language = language;
    /** @type {Promise<Answers | null> | null} */
    this.answers = null;
    /** @type {WeakMap<object, Vocabulary>} */
    this.vocabularies = new WeakMap();
  }

  /** What the site answers at once; null where the index has none. @returns {Promise<Answers | null>} */
  site() {
    if (!this.answers) {
      this.answers = this.index.answers(this.language).then((file) => file && new Answers(file));
      this.answers.catch(() => (this.answers = null));
    }
    return this.answers;
  }

  /** The pair that stands first for a query whatever it scores (11.5); else null. @param {Run[]} runs */
  async pinned(runs) {
    const answers = await this.site();
    return answers?.pins.size ? answers.pinned(await this.units(runs), this.index.little) : null;
  }

  /**
   * The answer to the first of some readings of a query that asks for one, and the pair it stands in; else null.
   * @param {string[]} queries as typed and, where it was mended, as read
   * @param {number[]} pairs the results that are not weak, best first
   * @returns {Promise<{ card: AnswerCard, pair: number | null } | null>}
   */
  async card(queries, pairs) {
    const answers = await this.site();
    if (!answers) return null;
    const { little } = this.index;
    const asked = await Promise.all(queries.map((query) => this.understood(query)));
    /** @type {AnswerCard | null} */
    let site = null;
    let least = 0;
    for (const { units, aliases } of asked) {
      const found = site ? [] : answers.asked(units, aliases, little, answers.entries);
      if (!found.length) continue;
      site = oneCard(found.map(({ entry }) => entry));
      least = Math.max(...found.map(({ named }) => named));
    }
    if (site && site.kind !== "takes") return { card: site, pair: null };
    const first = pairs.slice(0, ANSWERED_RESULTS);
    const files = await Promise.all(first.map((pair) => this.index.answerEntries(this.language, pair)));
    let isAboutRows = false;
    for (const [at, pair] of first.entries()) {
      const vocabulary = this.vocabulary(files[at], answers.words.length);
      /** @type {Entry[]} */
      const entries = files[at].entries
        .filter(([own, , { kind }]) => own === pair && !(isAboutRows && kind === "row"))
        .map(([, ways, card]) => [ways, card]);
      for (const { units, aliases } of asked) {
        const found = answers.asked(units, aliases, little, entries, vocabulary);
        const more = found.filter(({ entry, named }) => !site || (entry[1].kind === "row" && named > least));
        const card = oneCard(more.map(({ entry }) => entry));
        if (card) return { card, pair };
      }
      isAboutRows ||=
        !site && asked.some(({ units, aliases }) => answers.isNearlyAsked(units, aliases, little, entries, vocabulary));
    }
    return site && { card: site, pair: null };
  }

  /** @param {import("./reader.js").EntriesFile} file @param {number} first */
  vocabulary(file, first) {
    const made = this.vocabularies.get(file) ?? new Vocabulary(file.words, first);
    this.vocabularies.set(file, made);
    return made;
  }

  /**
   * The words and characters of a query, folded, and what stretches of it stand for.
   * @param {string} query
   * @returns {Promise<{ units: string[], aliases: Aliases }>}
   */
  async understood(query) {
    const runs = splitRuns(normalise(firstCodePoints(query, MAX_QUERY_LENGTH)));
    const latin = runs.filter((run) => run.script === "latn").map((run) => run.text);
    const han = runs.filter((run) => run.script === "hani");
    const table = han.length ? (await this.index.forms()).fold : new Map();
    const folded = han.map((run) => fold(run.text, table));
    const found = await Promise.all([
      latin.length ? this.index.aliases("latn", latin) : new Map(),
      folded.length ? this.index.aliases("hani", folded) : new Map(),
    ]);
    return { units: await this.units(runs), aliases: new Map(found.flatMap((aliases) => [...aliases])) };
  }

  /** @param {Run[]} runs */
  async units(runs) {
    const table = runs.some((run) => run.script === "hani") ? (await this.index.forms()).fold : new Map();
    return runs.flatMap((run) => unitsOf(run.script === "hani" ? fold(run.text, table) : run.text));
  }
}
