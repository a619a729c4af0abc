/**
 * What the keys of the search box do (the "list autocomplete with
 * manual selection" pattern of ARIA 1.2), without a document.
 * No option is active until the reader asks for one, so Enter goes to the results page unless an option was chosen.
 */

/**
 * open: the list shows. active: position of the active option, -1 while the input itself is.
 * count: options in the list.
 * early: steps of the arrows, down less up, that wait for the options of the question asked;
 * null while none is under way.
 * @typedef {{ open: boolean, active: number, count: number, early: number | null }} ComboboxState
 */
/**
 * "follow": open the active option. "submit": go to the results page. "clear": empty the input.
 * "none": leave the key to the browser.
 */
/** @typedef {"follow" | "submit" | "clear" | "open" | "move" | "close" | "none"} Effect */

/** @type {Readonly<ComboboxState>} */
export const CLOSED = Object.freeze({ open: false, active: -1, count: 0, early: null });

/**
 * A question is under way: what still shows belongs to the one before, and no key may choose it.
 * @param {ComboboxState} state
 * @returns {ComboboxState}
 */
export function awaitOptions(state) {
  return { ...state, active: -1, count: 0, early: 0 };
}

/**
 * The text changed, but not the question: the options stay, and the text is active again.
 * @param {ComboboxState} state
 * @returns {ComboboxState}
 */
export function keepOptions(state) {
  return { ...state, open: true, active: -1, early: state.early === null ? null : 0 };
}

/**
 * Answers arrived: nothing is active, because the option that was
 * active may be another article now, except what the arrows asked for.
 * @param {number} count
 * @param {ComboboxState} [before]
 * @returns {ComboboxState}
 */
export function showOptions(count, before = CLOSED) {
  return move({ open: true, active: -1, count, early: null }, before.early ?? 0);
}

/**
 * Answer a key press. An effect other than "none" means that the browser's own action must be prevented.
 * @param {ComboboxState} state
 * @param {string} key `KeyboardEvent.key`
 * @param {{ hasText: boolean }} input
 * @returns {{ state: ComboboxState, effect: Effect }}
 */
export function pressKey(state, key, { hasText }) {
  switch (key) {
    case "ArrowDown":
    case "ArrowUp":
      if (state.early !== null)
        return { state: { ...state, early: state.early + (key === "ArrowDown" ? 1 : -1) }, effect: "move" };
      if (!state.count) return { state, effect: "none" };
      if (!state.open) return { state: { ...state, open: true }, effect: "open" };
      return { state: move(state, key === "ArrowDown" ? 1 : -1), effect: "move" };
    case "Enter":
      return { state, effect: state.open && state.active >= 0 ? "follow" : hasText ? "submit" : "none" };
    case "Escape":
      if (state.open) return { state: { ...state, open: false, active: -1, early: null }, effect: "close" };
      return { state, effect: hasText ? "clear" : "none" };
    case "Home":
    case "End":
    case "ArrowLeft":
    case "ArrowRight":
      // These edit the text, so the text is active again.
      return { state: { ...keepOptions(state), open: state.open }, effect: "none" };
    default:
      return { state, effect: "none" };
  }
}

/**
 * The input is one more stop on the way round: past the last option
 * the reader is back in the text, as Up from the first.
 * @param {ComboboxState} state
 * @param {number} steps
 * @returns {ComboboxState}
 */
function move(state, steps) {
  const stops = state.count + 1;
  return { ...state, active: ((((state.active + 1 + steps) % stops) + stops) % stops) - 1 };
}
