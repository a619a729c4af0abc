/** The search box in a dialog: on every page but home and results, and on small screens on home as well. */

import { keepAboveKeyboard } from "./above-keyboard.js";
import { topics } from "./answer-view.js";
import { element } from "./dom.js";
import { readArticles } from "./read-here.js";
import { SearchBox, searchInput } from "./search-box.js";
import { searchStyle } from "./search-style.js";

/** @typedef {import("./search-box.js").Portal} Portal */

/**
 * Make the function that opens the dialog; the dialog itself is made when first needed.
 * @param {Portal} portal
 * @returns {(text?: string) => void}
 */
export function createSearchDialog(portal) {
  /** @type {{ dialog: HTMLDialogElement, input: HTMLInputElement } | null} */
  let made = null;
  /** @param {string} [text] */
  const open = (text = "") => {
    const styled = searchStyle();
    if (styled) return void styled.then(() => open(text));
    made ??= makeDialog(portal);
    const { dialog, input } = made;
    if (!dialog.open) dialog.showModal();
    input.focus();
    if (text && text !== input.value) {
      input.value = text;
      input.dispatchEvent(new Event("input"));
    }
    input.select();
  };
  return open;
}

/** @param {Portal} portal */
function makeDialog(portal) {
  const { translate, resultsPage } = portal.settings;
  const input = searchInput(translate);
  const close = element("button", { type: "button", class: "close" }, translate("js.close"));
  const bar = element("div", { class: "bar" }, element("div", { class: "field" }, input), close);
  const form = element("form", { class: "box", role: "search", action: resultsPage.href, method: "get" }, bar);
  const dialog = element("dialog", { class: "palette", "aria-label": translate("js.search_label") }, form);
  document.body.append(dialog);
  const leave = () => {
    dialog.close();
    input.blur(); // the browser does so only before the next frame, and a key until then would still be the input's
  };
  close.addEventListener("click", leave);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) leave(); // the backdrop: everything else is inside the form
    if (event.target instanceof Element && event.target.closest("a")) leave();
  });
  keepAboveKeyboard(dialog);
  new SearchBox(form, input, portal, {
    idle: () => topics(portal.settings, readArticles(portal.settings.base, location)),
    leave,
  });
  return { dialog, input };
}
