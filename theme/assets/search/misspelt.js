// Words typed wrong that no article holds however they are spelt, and that stand for what one holds: kowlon.
// Twin: kbgen/search/misspelt.py. Specification: index-format 5.2.6.

import {
  ALIAS_WORD,
  DEAREST_ALIAS_EDITS,
  DEAREST_IN_SHORT,
  LONGEST_SHORT_ALIAS,
  MOST_ALIAS_WORDS,
  SHORTEST_MISSPELT,
} from "./constants.js";
import { LatinDecoder } from "./decode-latin.js";
import { byCodePoint } from "./normalise.js";
import { CODES } from "./prices.js";

/**
 * What was typed, word by word, and the source of an alias that was meant, with what that stands for.
 * cost: edits and words, as in index-format 6.4.
 * @typedef {{ words: string[], source: string, cost: number, targets: import("./reader.js").AliasTarget[] }} Misspelt
 */
/** @typedef {{ cost: number, word: string }} Near */

export class MisspeltSources {
  /** @param {import("./reader.js").IndexReader} index @param {import("./latin-parts.js").LatinParts} latin */
  constructor(index, latin) {
    this.index = index;
    this.latin = latin;
    /** @type {LatinDecoder | null} */
    this.decoder = null;
  }

  /**
   * What the most words from `start` may have been meant for; null where nothing is near.
   * @param {import("./normalise.js").Run[]} runs @param {number} start
   * @returns {Promise<Misspelt | null>}
   */
  async found(runs, start) {
    const some = runs.slice(start, start + MOST_ALIAS_WORDS);
    const other = some.findIndex((run) => run.script !== "latn" || run.dotted);
    const words = (other < 0 ? some : some.slice(0, other)).map((run) => run.text);
    const near = await Promise.all(words.map((word) => this.near(word)));
    for (let size = words.length; size > 0; size -= 1) {
      const [found] = (await this.sources(words.slice(0, size), near)).sort(
        (one, other) => one.cost - other.cost || byCodePoint(one.source, other.source),
      );
      if (found) return { ...found, words: words.slice(0, size), cost: found.cost + ALIAS_WORD };
    }
    return null;
  }

  /**
   * The sources that some words are but for one of them, with the cost of its edits.
   * @param {string[]} words @param {{ ofTables: Near[], ofSite: Near[] }[]} near
   */
  async sources(words, near) {
    const meant = words.flatMap((_, at) =>
      [...near[at].ofTables, ...(words.length > 1 ? near[at].ofSite : [])].map(({ cost, word }) => ({
        cost,
        source: [...words.slice(0, at), word, ...words.slice(at + 1)].join(" "),
      })),
    );
    if (!meant.length) return [];
    const aliases = await this.index.aliases(
      "latn",
      meant.map(({ source }) => source.split(" ")[0]),
    );
    return meant.flatMap((found) => {
      const targets = aliases.get(found.source);
      return targets ? [{ ...found, targets }] : [];
    });
  }

  /**
   * The words of sources, and those of the site, that a word may have been meant for.
   * @param {string} word @returns {Promise<{ ofTables: Near[], ofSite: Near[] }>}
   */
  async near(word) {
    const { length } = [...word];
    const isPlain = length >= SHORTEST_MISSPELT && !/[0-9+#]/u.test(word) && !CODES.has(word);
    if (!isPlain || (await this.latin.need(word))) return { ofTables: [], ofSite: [] };
    const [same, real, tables, site] = await Promise.all([
      this.latin.sameWord(word),
      this.index.isRealEnglish(word),
      this.words(),
      this.latin.words(),
    ]);
    if (same.length || real) return { ofTables: [], ofSite: [] };
    const dearest = length <= LONGEST_SHORT_ALIAS ? DEAREST_ALIAS_EDITS : DEAREST_IN_SHORT;
    return { ofTables: tables.near(word, dearest), ofSite: site.near(word, dearest) };
  }

  async words() {
    const words = await this.index.aliasWords();
    return (this.decoder ??= new LatinDecoder(new Map(words.map((word) => [word, 0]))));
  }
}
