/**
 * When a text in the search box counts as a search: clause 12 of docs/spec/search-event.md (R1 to R11).
 *
 * A state machine without a clock: every step says when it happens, in milliseconds of any clock that only goes forward,
 * and returns the events that are now certain. What was due before a step takes effect before it.
 */

import { cut, matchKey } from "./match_key.js";

/**
 * What is on screen, with the names of the wire: query, number of results (-1: the index failed), outcome, language, mode.
 * restored: the browser put this text back (reload, back, forward).
 * @typedef {{ q: string, n: number, o: string, l: string, m: string, restored?: boolean }} Answer
 */
/** @typedef {{ article: string, position: number }} Choice */
/** An event without its age; at: when it happened. @typedef {{ at: number, t: string, id: string, [field: string]: string | number }} Certain */
/**
 * since: its results are on screen. left: the text changed away; 0 while it stands. at: it settled. sent: it is certain.
 * @typedef {Answer & { key: string, id: string, since: number, left: number, at: number, sent: boolean, opened: Set<string> }} Search
 */

/** @param {() => string} newId */
export function createSettle(newId) {
  let text = "";
  let entered = "";
  let active = 0;
  // The earliest moment each condition allows; Infinity: an input method composes, the page is hidden, the text has been judged.
  let changed = 0;
  let visible = 0;
  let due = Infinity;
  /** @type {Search | undefined} on screen */
  let shown;
  /** @type {Search | undefined} settled, not yet certain */
  let open;
  /** @type {string | undefined} id of the search before */
  let last;
  /** @type {Map<string, Search>} */
  const searches = new Map();
  /** @type {Certain[]} */
  let certain;

  const settles = () => (shown?.key === text ? Math.max(changed + 1e3, visible, due) : Infinity);
  // A failure is certain when it was seen for 5 s, anything else when the reader has been idle for 30 s.
  const wakes = () => Math.min(settles(), open ? active + 3e4 : Infinity, open && open.n < 1 && !open.left ? open.since + 5e3 : Infinity);

  /** Open what is shown. @param {number} now @param {string} [mode] how the reader asked; none: by not typing on */
  function judge(now, mode) {
    due = Infinity;
    if (!shown || !/\p{sc=Han}|../su.test(shown.key)) return;
    if (open && open !== shown) {
      const refined = refines(open.key, shown.key);
      if (refined && !mode && open.key.startsWith(shown.key)) return;
      if (!refined || (open.n < 1 && (open.left || now) - open.since >= 2e3)) commit();
      open = undefined;
    }
    if (mode) shown.m = mode;
    if (shown.sent || open) return;
    open = shown;
    open.at = now;
  }

  function commit() {
    if (!open) return;
    const { at, id, q, n, o, l, m } = open;
    certain.push({ at, t: "search", id, q: cut(q), n, o: n > 0 ? o : "none", l, m, ...(last && { p: last }) });
    open.sent = true;
    last = id;
    open = undefined;
  }

  /** @param {number} now @param {string} query */
  function input(now, query) {
    const key = matchKey(query);
    if (key !== text) entered = "";
    text = key;
    changed = Math.max(changed, now);
    if (open) open.left = open.key === key ? 0 : open.left || now;
  }

  const steps = {
    input,
    /** @param {number} now @param {boolean} composing */
    composition(now, composing) {
      changed = composing ? Infinity : now;
    },
    /** @param {number} now @param {Answer} answer */
    rendered(now, answer) {
      const key = matchKey(answer.q);
      let search = searches.get(key);
      // The same again within 30 minutes is the same search, unless the index had failed.
      if (!search || (search.sent && (search.n < 0 || now - search.at > 18e5))) {
        search = { ...answer, key, id: newId(), since: now, left: 0, at: now, sent: false, opened: new Set() };
        searches.set(key, search);
      }
      if (search !== shown) due = answer.restored ? Infinity : now;
      if (search !== shown && search !== open) search.since = now;
      if (!search.sent) [search.n, search.o] = [answer.n, answer.o];
      shown = search;
      if (!text || answer.m === "click") input(now, answer.q);
      if (answer.m === "click") judge(now, "click");
      if (key === entered) judge(now, "enter");
    },
    /** @param {number} now @param {string} query */
    enter(now, query) {
      if (changed === Infinity) return;
      input(now, query);
      entered = text;
      if (shown?.key === text) judge(now, "enter");
    },
    /** @param {number} now @param {Choice} choice */
    click(now, { article, position }) {
      if (!shown) return;
      judge(now, shown.m);
      commit();
      if (!shown.sent || shown.opened.has(article)) return;
      shown.opened.add(article);
      certain.push({ at: now, t: "click", id: newId(), s: shown.id, a: article, k: position });
    },
    /** @param {number} now @param {boolean} seen */
    visible(now, seen) {
      if (!seen) commit();
      visible = seen ? now : Infinity;
    },
  };

  return {
    /** When time alone makes something certain; Infinity: never. */
    wakes,
    /**
     * Take one step of the reader, or none: time has passed.
     * @template {keyof typeof steps} S @param {number} now @param {S} [step] @param {Parameters<typeof steps[S]>[1]} [given]
     */
    step(now, step, given) {
      certain = [];
      for (let at; (at = wakes()) <= now; ) at < settles() ? commit() : judge(at);
      if (step) {
        active = now;
        /** @type {(now: number, given: unknown) => void} */ (steps[step])(now, given);
      }
      return certain;
    },
  };
}

/** Whether two keys are one search, typed further, shortened or mended. @param {string} a @param {string} b */
export function refines(a, b) {
  const edits = Math.min([...a].length, [...b].length) < 6 || /\p{sc=Han}/u.test(a + b) ? 1 : 2;
  return a.startsWith(b) || b.startsWith(a) || isNear(a, b, edits);
}

/** Whether so many insertions, deletions, substitutions or swaps of neighbours suffice. @type {(a: Iterable<string>, b: Iterable<string>, edits: number) => boolean} */
const isNear = ([a, ...as], [b, ...bs], edits) =>
  a === b
    ? !a || isNear(as, bs, edits)
    : edits > 0 &&
      (isNear(as, bs, edits - 1) ||
        isNear(as, b ? [b, ...bs] : [], edits - 1) ||
        isNear(a ? [a, ...as] : [], bs, edits - 1) ||
        (a === bs[0] && b === as[0] && isNear(as.slice(1), bs.slice(1), edits - 1)));
