/**
 * The steps of a how-to, to tick while one does them. What is ticked lives as long as the page and is kept nowhere.
 */

import { element } from "./dom.js";

/**
 * @param {HTMLElement} prose
 * @param {import("./strings.js").Translate} translate
 */
export function startSteps(prose, translate) {
  if (!prose.closest("[data-kb-steps]")) return;
  for (const list of /** @type {NodeListOf<HTMLOListElement>} */ (prose.querySelectorAll(":scope > ol"))) {
    const steps = /** @type {HTMLLIElement[]} */ ([...list.children]);
    if (steps.length < 2) continue; // one step has no place to lose
    list.classList.add("to-tick");
    numbersOf(list, steps).forEach((number, position) => {
      const label = translate("js.step.done", { number });
      // Not kept by the browser either, which would show a list half ticked to who comes back another day.
      const tick = element("input", { type: "checkbox", class: "tick", "aria-label": label, autocomplete: "off" });
      tick.checked = false;
      steps[position]?.prepend(tick);
    });
  }
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
