/**
 * Tells keys that belong to an input method (Zhuyin, Cangjie, Pinyin, Jyutping …) from keys meant for the page.
 * While a candidate window is open, Enter picks a candidate and the arrows move in it; none of them may open a result.
 */

/**
 * Safari ends the composition before it sends the keydown that ended it. Both come from one press of a key, so they are
 * stamped within a few milliseconds; nobody presses Enter again that fast. Android's keyboards end a composition, which
 * there is any word being typed, just before a press that is the reader's own, so the rule is for Safari alone.
 */
const SAME_PRESS_MS = 15;

/**
 * keyCode of every keydown an input method has taken, in every browser; `isComposing` alone misses Safari's last one.
 */
const TAKEN_BY_IME = 229;

/** @typedef {{ isComposing?: boolean, keyCode?: number, timeStamp: number }} KeyPress */

/**
 * Make a guard that is told of composition and key events, and answers whether a key belongs to the input method.
 * @param {boolean} [endsBeforeKey] whether the browser has Safari's order of events
 */
export function createImeGuard(endsBeforeKey = false) {
  let composing = false;
  let endedAt = -Infinity;
  return {
    compositionStarts() {
      composing = true;
    },
    /** @param {number} timeStamp of the compositionend event, in milliseconds */
    compositionEnds(timeStamp) {
      composing = false;
      endedAt = timeStamp;
    },
    keyRises() {
      endedAt = -Infinity;
    },
    get composing() {
      return composing;
    },
    /** @param {KeyPress} key */
    owns(key) {
      const samePress = endsBeforeKey && key.timeStamp - endedAt < SAME_PRESS_MS;
      return composing || key.isComposing === true || key.keyCode === TAKEN_BY_IME || samePress;
    },
  };
}

/** @typedef {ReturnType<typeof createImeGuard>} ImeGuard */

/**
 * Keep a guard informed by an input's events.
 * @param {HTMLElement} input
 * @returns {ImeGuard}
 */
export function guardInput(input) {
  const guard = createImeGuard(navigator.vendor.startsWith("Apple"));
  input.addEventListener("compositionstart", () => guard.compositionStarts());
  input.addEventListener("compositionend", (event) => guard.compositionEnds(event.timeStamp));
  input.addEventListener("keyup", () => guard.keyRises());
  // A blurred field cannot be composing; without this a lost compositionend would deafen the box for good.
  input.addEventListener("blur", () => guard.compositionEnds(-Infinity));
  return guard;
}
