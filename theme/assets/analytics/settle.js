/**
 * When a text in the search box counts as a search: clause 12 of docs/spec/search-event.md (R1 to R11).
 *
 * A state machine without a clock: every step says when it happens, in milliseconds of any clock that only goes
 * forward, and returns the events that are now certain. What was due before a step takes effect before it.
 */

import { cut, matchKey } from "./match-key.js";

const NEVER = Infinity;

/** @typedef {"search" | "click" | "view" | "vote"} EventType */
/** @typedef {"enter" | "settle" | "click" | "url"} Mode how a search came about */
/**
 * What is on screen, with the names of the wire: query, number of results (-1: the index failed), outcome, mode, and
 * what shows besides results.
 * @typedef {{
 *   q: string, n: number, o: import("../search/engine.js").Outcome, m: Mode, x?: "answer" | "suggested" | undefined
 * }} Answer
 */
/** @typedef {{ article: string, position: number }} Choice */
/**
 * An event without its age; at: when it happened.
 * @typedef {{ at: number, t: EventType, id: string, [field: string]: string | number | undefined }} Certain
 */
/**
 * since: its results are on screen. left: the text changed away; 0 while it stands.
 * at: it settled. sent: it is certain.
 * @typedef {Answer & {
 *   key: string, id: string, since: number, at: number, opened: string[], left?: number, sent?: boolean
 * }} Search
 */

/**
 * How the page was opened. l: its language. asked: key of the query in its address.
 * moved: another page of ours led here.
 * restored: the browser put the page back (reload, back, forward).
 * @typedef {{ l: string, asked: string, moved: boolean, restored: boolean }} Start
 */

/** @param {() => string} newId @param {Start} start */
export function createSettle(newId, { l, asked, moved, restored }) {
  // A text that counts elsewhere: the browser put it back, or the reader took it to the results page.
  let gone = restored ? asked : "";
  let text = asked;
  let entered = moved && !restored ? asked : "";
  let active = 0;
  // The earliest moment each condition allows;
  // NEVER: an input method composes, the page is hidden, the text has been judged.
  let changed = 0;
  let visible = 0;
  let due = NEVER;
  /** @type {Search | undefined} on screen */
  let shown;
  /** @type {Search | null} settled, not yet certain */
  let open = null;
  /** @type {string | undefined} id of the search before */
  let last;
  /** @type {Map<string, Search>} */
  const searches = new Map();
  /** @type {Certain[]} */
  let certain;

  const settles = () => (shown?.key === text && text !== gone ? Math.max(changed + 1e3, visible, due) : NEVER);
  // A failure is certain when it was seen for 5 s, anything else when the reader has been idle for 30 s.
  const wakes = () =>
    open ? Math.min(settles(), active + 3e4, open.n > 0 || open.left ? NEVER : open.since + 5e3) : settles();

  /**
   * Another text takes the place of the candidate, which is a search of its own or was on the way to it.
   * @param {number} now
   * @param {string} key
   */
  function replace(now, key) {
    if (open && open.key !== key && (!refines(open.key, key) || (open.n < 1 && (open.left || now) - open.since >= 2e3)))
      commit();
    open = null;
  }

  /** Open what is shown. @param {number} now @param {Mode} [mode] how the reader asked; none: by not typing on */
  function judge(now, mode) {
    due = NEVER;
    if (!shown || !/\p{sc=Han}|../su.test(shown.key)) return;
    if (open !== shown) {
      if (!mode && open?.key.startsWith(shown.key)) return;
      replace(now, shown.key);
    }
    if (mode) shown.m = mode;
    if (shown.sent || open) return;
    open = shown;
    open.at = now;
  }

  function commit() {
    if (!open) return;
    const { at, id, q, n, o, m, x } = open;
    certain.push({ at, t: "search", id, q: cut(q), n, o, l, m, p: last, x });
    open.sent = true;
    last = id;
    open = null;
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
      changed = composing ? NEVER : now;
    },
    /** @param {number} now @param {Answer} answer */
    rendered(now, answer) {
      const { q, n, o, x } = answer;
      const key = matchKey(q);
      const m = key === asked ? "url" : answer.m;
      let search = searches.get(key);
      const mode = key === entered ? "enter" : m === "click" && m;
      // The same again within 30 minutes is the same search, unless the index had failed.
      if (!search || (search.sent && (search.n < 0 || now - search.at > 18e5))) {
        search = { ...answer, m, key, id: newId(), since: now, at: now, opened: [] };
        searches.set(key, search);
      }
      if (search !== shown) {
        due = now;
        if (search !== open) search.since = now;
      }
      if (!search.sent) [search.n, search.o, search.x] = [n, o, x];
      shown = search;
      if (!text || mode) input(now, q);
      if (mode) judge(now, mode);
    },
    /** @param {number} now @param {string} query */
    enter(now, query) {
      if (changed === NEVER) return;
      input(now, query);
      entered = text;
      if (shown?.key === text) judge(now, "enter");
    },
    /** The reader takes the text to the results page, which counts it. @param {number} now @param {string} query */
    moved(now, query) {
      gone = matchKey(query);
      replace(now, gone);
    },
    /** @param {number} now @param {Choice} choice */
    click(now, { article, position }) {
      if (!shown) return;
      judge(now, shown.m);
      commit();
      const { id, sent, opened } = shown;
      if (!sent || opened.includes(article)) return;
      opened.push(article);
      certain.push({ at: now, t: "click", id: newId(), s: id, a: article, k: position });
    },
    /**
     * A view or a vote, as it travels; what the browser puts back is no new view.
     * @param {number} now
     * @param {{ t: EventType }} event
     */
    record(now, event) {
      if (event.t === "vote" || !restored) certain.push({ at: now, id: newId(), l, ...event });
    },
    /** @param {number} now @param {boolean} seen */
    visible(now, seen) {
      if (!seen) commit();
      visible = seen ? now : NEVER;
    },
  };

  return {
    /** When time alone makes something certain; Infinity: never. */
    wakes,
    /**
     * Take one step of the reader, or none: time has passed.
     * @template {keyof typeof steps} S
     * @param {number} now
     * @param {S} [step]
     * @param {Parameters<typeof steps[S]>[1]} [given]
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
  const short = /^.{0,5}$|\p{sc=Han}/u;
  return a.startsWith(b) || b.startsWith(a) || isNear([...a], [...b], short.test(a) || short.test(b) ? 1 : 2);
}

/**
 * Whether so many insertions, deletions, substitutions or swaps of neighbours suffice.
 * @type {(a: string[], b: string[], edits: number, a1?: string[], b1?: string[]) => boolean}
 */
const isNear = (a, b, edits, a1 = a.slice(1), b1 = b.slice(1)) =>
  a[0] === b[0]
    ? !a[0] || isNear(a1, b1, edits)
    : edits-- > 0 &&
      (isNear(a1, b1, edits) ||
        isNear(a1, b, edits) ||
        isNear(a, b1, edits) ||
        (a[0] === b1[0] && a1[0] === b[0] && isNear(a1.slice(1), b1.slice(1), edits)));
