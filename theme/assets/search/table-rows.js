// The rows of a table in the text of an article: each is a line, a tab between its cells, heads first.

/** A row and where it stands, in UTF-16 units. @typedef {{ start: number, end: number, cells: string[] }} Row */

/**
 * The heads and the rows of the table that holds a place; null where the place is in none.
 * @param {string} text @param {number} place
 * @returns {{ heads: string[], rows: Row[] } | null}
 */
export function tableAt(text, place) {
  /** @type {Row[]} */
  const lines = [];
  let start = 0;
  for (const line of text.split("\n")) {
    lines.push({ start, end: start + line.length, cells: line.split("\t") });
    start += line.length + 1;
  }
  const here = lines.findIndex(({ end }) => place <= end);
  const size = lines[here]?.cells.length ?? 0;
  if (size < 2) return null;
  const isOurs = (/** @type {number} */ at) => lines[at]?.cells.length === size;
  let first = here;
  while (isOurs(first - 1)) first -= 1;
  let end = here;
  while (isOurs(end)) end += 1;
  return { heads: lines[first].cells, rows: lines.slice(first + 1, end) };
}

/**
 * Rows as one line, as many whole ones as `length` characters hold, the first in any case:
 * `Octopus · Working days: 3 to 5; FPS · Working days: 1 to 2`.
 * @param {string[]} heads @param {Row[]} rows @param {number} length @param {"en" | "zh-hant"} language
 * @returns {{ text: string, count: number }} count: the rows that it holds
 */
export function readableRows(heads, rows, length, language) {
  const [colon, stop] = language === "en" ? [": ", "; "] : ["：", "；"];
  let text = "";
  let count = 0;
  for (const { cells } of rows) {
    const named = cells.map((cell, at) => (at && cell && heads[at] ? `${heads[at]}${colon}${cell}` : cell));
    const row = named.filter(Boolean).join(" · ");
    if (count && text.length + stop.length + row.length > length) break;
    text += (count ? stop : "") + row;
    count += 1;
  }
  return { text, count };
}
