// The pages that one article has for several regions are one result. Twin: kbgen/search/region_pages.py.
// Specification: index-format 8.5.1.

import { LEAST_OF_BEST_PAGE, WHOLE } from "./constants.js";
import { isHan } from "./normalise.js";

/** Region, as addresses have it, → pair. @typedef {Record<string, number>} Pages */

/** Chooses the page of an article that is shown. */
export class RegionPages {
  /**
   * @param {Pages[]} [articles] of each that has pages for regions, these, in the site's order
   * @param {Record<string, string[]>} [names] of each region, canonical
   * @param {string} [region] the reader's; empty where nothing says it
   */
  constructor(articles = [], names = {}, region = "") {
    this.names = names;
    this.region = region;
    /** @type {Map<number, Map<string, number>>} */
    this.of = new Map();
    for (const pages of articles) {
      const known = new Map(Object.entries(pages));
      for (const pair of known.values()) this.of.set(pair, known);
    }
  }

  /** What queries name regions by, canonical. */
  allNames() {
    return new Set(Object.values(this.names).flat());
  }

  /**
   * What chooses for a canonical query: pages for the region that it names, if it names one alone.
   * @param {string} query
   * @param {Set<string>} meant what words of it stand for, canonical: taichung is Taiwan
   * @returns {RegionPages}
   */
  askedIn(query, meant) {
    const words = ` ${query} `;
    const stands = (/** @type {string} */ name) =>
      meant.has(name) || words.includes(isHan([...name][0]) ? name : ` ${name} `);
    const named = Object.keys(this.names).filter((region) => this.names[region].some(stands));
    if (named.length !== 1 || named[0] === this.region) return this;
    return Object.assign(new RegionPages(), this, { region: named[0] });
  }

  /**
   * The pages for regions that stay where a canonical text is left out that names a region, and those that go:
   * who leaves out a region wants the pages for the others, though they name it.
   * @param {string} text
   * @returns {{ stays: Set<number>, goes: Set<number> }}
   */
  leftOut(text) {
    const called = Object.keys(this.names).filter((region) => this.names[region].includes(text));
    const stays = new Set();
    const goes = new Set();
    if (called.length)
      for (const [pair, pages] of this.of)
        (called.some((region) => pages.get(region) === pair) ? goes : stays).add(pair);
    return { stays, goes };
  }

  /**
   * The other pages of the article of a page, in the site's order of regions.
   * @param {number} pair @returns {number[]}
   */
  others(pair) {
    return [...(this.of.get(pair)?.values() ?? [])].filter((page) => page !== pair);
  }

  /**
   * The page for the reader's region of the article of a page; the page itself where there is none.
   * @param {number} pair
   */
  own(pair) {
    return this.of.get(pair)?.get(this.region) ?? pair;
  }

  /**
   * Leave of each article one page, in the place of its best, in the scores by which pairs are ordered.
   * @param {Float64Array} real @param {Float64Array} weak scores above 0 of the pairs that are listed so; changed
   * @param {Float64Array} masses what each pair holds of the query
   */
  join(real, weak, masses) {
    for (const pages of new Set(this.of.values())) {
      const every = [...pages.values()];
      const scores = every.some((page) => real[page]) ? real : weak;
      const best = every.reduce((most, page) => (scores[page] > scores[most] ? page : most));
      if (!scores[best]) continue;
      const score = scores[best];
      const shown = this.shown(pages, best, scores, masses);
      for (const page of every) {
        real[page] = 0;
        weak[page] = 0;
      }
      scores[shown] = score;
    }
  }

  /**
   * The page that is shown of an article.
   * @param {Map<string, number>} pages @param {number} best @param {Float64Array} scores @param {Float64Array} masses
   */
  shown(pages, best, scores, masses) {
    const own = pages.get(this.region);
    const isNear = (/** @type {number} */ page) =>
      own !== undefined || WHOLE * scores[page] >= LEAST_OF_BEST_PAGE * scores[best];
    const fits = (/** @type {number} */ page) =>
      isNear(page) && scores[page] > 0 && WHOLE * masses[page] >= LEAST_OF_BEST_PAGE * masses[best];
    return (own === undefined ? [...pages.values()] : [own]).find(fits) ?? best;
  }
}
