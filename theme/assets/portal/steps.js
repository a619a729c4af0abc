/**
 * The steps of a how-to, to tick while one does them. What is ticked lives as long as the page, and for who comes back
 * to it from another page: in the entry that the page has in the tab's history, and nowhere else.
 */

import { element } from "./dom.js";
import { arrival, keepInEntry } from "./history-entry.js";

const KEY = "kbTicked";

/**
 * @param {HTMLElement} prose
 * @param {import("./strings.js").Translate} translate
 */
export function startSteps(prose, translate) {
  if (!prose.closest("[data-kb-steps]")) return;
  // Who loads the page anew, or another day, begins anew.
  const before = arrival() === "back_forward" ? history.state?.[KEY] : null;
  /** @type {HTMLInputElement[]} */
  const ticks = [];
  for (const list of /** @type {NodeListOf<HTMLOListElement>} */ (prose.querySelectorAll(":scope > ol"))) {
    const steps = /** @type {HTMLLIElement[]} */ ([...list.children]);
    if (steps.length < 2) continue; // one step has no place to lose
    list.classList.add("to-tick");
    numbersOf(list, steps).forEach((number, position) => {
      const label = translate("js.step.done", { number });
      // Not kept by the browser either, which would show a list half ticked to who comes back another day.
      const tick = element("input", { type: "checkbox", class: "tick", "aria-label": label, autocomplete: "off" });
      ticks.push(tick);
      steps[position]?.prepend(tick);
    });
  }
  tickAgain(ticks, before);
  const keep = () => {
    const ticked = ticks.map(({ checked }) => checked);
    keepInEntry(KEY, ticked.includes(true) ? ticked : undefined);
  };
  keep();
  for (const tick of ticks) tick.addEventListener("change", keep);
  addEventListener("popstate", keep); // also for a link into this page, which makes an entry of its own
}

/**
 * Anything on the same host may write into its entries, and the article may have other steps by now.
 * @param {HTMLInputElement[]} ticks @param {unknown} before
 */
function tickAgain(ticks, before) {
  const fits = Array.isArray(before) && before.length === ticks.length;
  ticks.forEach((tick, position) => {
    tick.checked = fits && before[position] === true;
  });
}

/**
 * The numbers that readers see before the steps.
 * @param {HTMLOListElement} list
 * @param {HTMLLIElement[]} steps
 */
function numbersOf(list, steps) {
  const by = list.reversed ? -1 : 1;
  let next = list.reversed && !list.hasAttribute("start") ? steps.length : list.start;
  return steps.map((step) => {
    const number = step.hasAttribute("value") ? step.value : next;
    next = number + by;
    return number;
  });
}
