/** What the panel offers before anything is typed because of where the reader is: articles by address of the page. */

import { readable } from "../portal/readable-address.js";

/** As many as are read before one types. */
const OFFERED = 4;

/** @typedef {{ matches: (place: string) => boolean, pattern: string, articles: string[] }} Rule */

/**
 * Read the attribute `articles`: rules between commas or on lines of their own, each a path, where `*` stands for any
 * characters, and ids of articles. What is none of both is said in the console, for whoever writes the page.
 * @param {string | null} attribute
 * @returns {Rule[]}
 */
export function readRules(attribute) {
  const rules = [];
  for (const text of (attribute ?? "").split(/[,\n]/u)) {
    const [pattern = "", ...articles] = text.split(/\s+/u).filter(Boolean);
    if (!pattern) continue;
    const unfit = articles.find((id) => !/^[\p{L}\p{N}][\p{L}\p{N}._-]*(\/[\p{L}\p{N}._-]+)*$/u.test(id));
    if (!/^[/*]/.test(pattern) || !articles.length || unfit)
      console.error(`kb-search: articles="… ${text.trim()} …": write a path, then ids: /checkout/* payment/fps`);
    else rules.push({ pattern, articles: articles.slice(0, OFFERED), matches: matcherOf(pattern) });
  }
  return rules;
}

/**
 * The articles of the first rule that fits a page; without one, none.
 * @param {readonly Rule[]} rules
 * @param {{ pathname: string, hash: string }} page a rule with `#` looks at the hash too, for pages that route by it
 */
export function articlesFor(rules, { pathname, hash }) {
  const [path, whole] = [readable(pathname), readable(pathname + hash)];
  return rules.find(({ pattern, matches }) => matches(pattern.includes("#") ? whole : path))?.articles ?? [];
}

/** @param {string} pattern */
function matcherOf(pattern) {
  const parts = readable(pattern).split("*");
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  /** @param {string} place */
  return (place) => {
    if (last === undefined) return place === first || place === `${first}/`;
    if (!place.startsWith(first)) return false;
    let from = first.length;
    for (const part of rest) {
      const at = place.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return place.length - last.length >= from && place.endsWith(last);
  };
}
