/** Builds elements from plain values. Text goes in as text; nothing here, or anywhere in the portal, parses HTML. */

/** @typedef {Node | string | null | false} Child */

/**
 * Make an element. A null or false attribute or child is left out; `true` gives an empty attribute.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false)
      node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...present(children));
  return node;
}

/**
 * Drop the children that are left out.
 * @param {readonly Child[]} children
 * @returns {(Node | string)[]}
 */
export function present(children) {
  return /** @type {(Node | string)[]} */ (children.filter((child) => child !== null && child !== false));
}

/** Media query below which the search box opens as a dialog; the same limit as in shell.css. */
export const SMALL_SCREEN = "(max-width: 44.99rem)";
