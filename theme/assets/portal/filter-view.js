/** The filters beside the results: a list of checkboxes for each group, folded away on small screens. */

import { element, present } from "./dom.js";
import { GROUPS, isFiltering, NO_FILTERS, optionsOf, toggle } from "./filters.js";

/** @typedef {import("./filters.js").Filters} Filters */
/** @typedef {import("./filters.js").Filtered} Filtered */
/** @typedef {import("./filters.js").Group} Group */
/** @typedef {import("./strings.js").Translate} Translate */

/** Where there is room beside the results; the same limit as in search.css. */
const WIDE_SCREEN = "(min-width: 60rem)";

export class FilterView {
  #wide = matchMedia(WIDE_SCREEN);
  #fields = element("div", { class: "fields" });
  #chosen = element("span", { class: "tag", hidden: true });
  root;

  /**
   * @param {Translate} translate
   * @param {(group: Group, value: string) => string} nameOf what a value is called
   * @param {(filters: Filters) => void} choose
   */
  constructor(translate, nameOf, choose) {
    this.translate = translate;
    this.nameOf = nameOf;
    this.choose = choose;
    this.root = element(
      "details",
      // Where there is room its summary is not shown, and would name nothing.
      { class: "filters", open: this.#wide.matches, "aria-label": translate("filter") },
      element("summary", {}, translate("filter"), " ", this.#chosen),
      this.#fields,
    );
    this.#wide.addEventListener("change", () => (this.root.open = this.#wide.matches));
  }

  /**
   * Show the filters for these results; the focus stays on the checkbox it is on.
   * @param {readonly Filtered[]} results
   * @param {Filters} filters
   */
  show(results, filters) {
    const focused = this.#focused();
    const groups = GROUPS.map((group) => this.#group(group, results, filters));
    const active = isFiltering(filters);
    this.#fields.replaceChildren(...present([...groups, active && this.#clear()]));
    this.#chosen.textContent = String(GROUPS.reduce((sum, group) => sum + filters[group].length, 0));
    this.#chosen.hidden = !active;
    this.root.hidden = !active && !groups.some(Boolean);
    if (focused)
      this.#inputs()
        .find(({ name, value }) => name === focused.name && value === focused.value)
        ?.focus();
  }

  #inputs() {
    return [...this.#fields.querySelectorAll("input")];
  }

  #focused() {
    return this.#inputs().find((input) => input === document.activeElement);
  }

  /**
   * A group with one value would change nothing.
   * @param {Group} group
   * @param {readonly Filtered[]} results
   * @param {Filters} filters
   */
  #group(group, results, filters) {
    const options = optionsOf(results, filters, group);
    if (options.length < 2 && !filters[group].length) return null;
    const labels = options.map(({ value, count, chosen }) => {
      const box = element("input", { type: "checkbox", name: group, value, checked: chosen });
      box.addEventListener("change", () => this.choose(toggle(filters, group, value)));
      const tally = element("span", { class: "tally" }, String(count));
      return element(
        "label",
        { class: count ? null : "empty" },
        box,
        element("span", {}, this.nameOf(group, value)),
        " ",
        tally,
      );
    });
    return element("fieldset", {}, element("legend", {}, this.translate(`filter.${group}`)), ...labels);
  }

  #clear() {
    const clear = element("button", { type: "button", class: "textbutton" }, this.translate("filter.clear"));
    clear.addEventListener("click", () => {
      this.choose(NO_FILTERS);
      this.#inputs()[0]?.focus(); // the button is gone
    });
    return clear;
  }
}
