/** The results page: the whole answer to `?q=`, renewed while the reader types. */

import { correctionNote, nothingFound, searchBroken } from "./answer-view.js";
import { addToContactLinks } from "./contact-context.js";
import { element, present } from "./dom.js";
import { hitLink } from "./hit-view.js";
import { guardInput } from "./ime.js";
import { cleanQuery, resultsUrl } from "./query.js";
import { announcement } from "./search-box.js";

/** @typedef {import("./search-box.js").Portal} Portal */
/** @typedef {import("./search-session.js").Reply} Reply */

const PAGE_OF_RESULTS = 20;

/**
 * Bring the results page to life.
 * @param {HTMLElement} root the element with `data-kb-results`
 * @param {Portal} portal
 */
export function startResultsPage(root, portal) {
  const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
  const input = /** @type {HTMLInputElement} */ (root.querySelector("input"));
  const found = /** @type {HTMLElement} */ (root.querySelector("[data-kb-found]"));
  new ResultsPage(root, form, input, found, portal);
}

class ResultsPage {
  #literal = false;
  #limit = PAGE_OF_RESULTS;
  #shown = "";
  #status = element("div", { role: "status", class: "visually-hidden" });
  #title = document.title;

  /**
   * @param {HTMLElement} root
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   * @param {HTMLElement} found
   * @param {Portal} portal
   */
  constructor(root, form, input, found, portal) {
    this.root = root;
    this.input = input;
    this.found = found;
    this.portal = portal;
    root.append(this.#status);
    const guard = guardInput(input);
    input.addEventListener("focus", () => portal.session.warm());
    input.addEventListener("compositionstart", () => portal.analytics.composition(true));
    input.addEventListener("compositionend", () => portal.analytics.composition(false));
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && guard.owns(event)) event.preventDefault();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (guard.composing || !this.query) return;
      portal.analytics.enter(this.query);
      if (this.query !== this.#shown) void this.#ask();
    });
    found.addEventListener("click", (event) => this.#clicked(event));
    this.#readAddress();
  }

  get query() {
    return cleanQuery(this.input.value);
  }

  #readAddress() {
    const parameters = new URL(location.href).searchParams;
    const query = cleanQuery(parameters.get("q"));
    this.#literal = parameters.get("literal") === "1";
    this.input.value = query || this.input.value; // the browser may have restored what was typed before "back"
    if (this.query) {
      this.portal.analytics.input(this.query);
      void this.#ask();
    } else if (matchMedia("(hover: hover)").matches) {
      this.input.focus(); // where there is no on-screen keyboard to jump up
    }
  }

  #typed() {
    this.#literal = false;
    this.#limit = PAGE_OF_RESULTS;
    this.portal.analytics.input(this.input.value);
    void this.#ask();
  }

  async #ask() {
    const { query, portal } = this;
    this.#rememberInAddress(query);
    this.root.classList.toggle("has-query", query !== "");
    if (!query) {
      portal.session.cancel();
      return this.#show("", []);
    }
    this.found.setAttribute("aria-busy", "true");
    if (!this.found.childElementCount) this.found.append(element("p", { class: "said" }, portal.settings.translate("js.waiting")));
    const reply = await portal.session.ask(query, { limit: this.#limit, literal: this.#literal });
    if (reply.kind === "renewing") this.#show(query, [element("p", { class: "said", role: "status" }, portal.settings.translate("js.renewing"))]);
    if (reply.kind === "failure") this.#showBroken(query, reply.code);
    if (reply.kind === "answer") this.#showAnswer(query, reply);
  }

  /** Keep the address shareable, and the language switch asking the same question. @param {string} query */
  #rememberInAddress(query) {
    const address = resultsUrl(this.portal.settings.resultsPage, query, { literal: this.#literal });
    history.replaceState(history.state, "", address);
    addToContactLinks({ query });
    document.title = query ? `${query} – ${this.#title}` : this.#title;
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.switch"))) {
      link.href = resultsUrl(new URL(link.href), query, { literal: this.#literal }).href;
    }
  }

  /** @param {string} query @param {string} code */
  #showBroken(query, code) {
    const { settings, analytics } = this.portal;
    this.#show(query, [searchBroken(code, settings, () => void this.#ask())]);
    this.root.classList.remove("has-query"); // the index of all articles comes back: browsing still works
    analytics.rendered({ query, results: -1, outcome: "none", language: settings.language, mode: "page" });
  }

  /** @param {string} query @param {Extract<Reply, { kind: "answer" }>} reply */
  #showAnswer(query, { answer, excerpts }) {
    const { settings, analytics } = this.portal;
    const { translate } = settings;
    const literally = () => {
      this.#literal = true;
      void this.#ask();
    };
    const items = answer.results.map((result, position) => element("li", {}, hitLink(result, position, excerpts[position], settings)));
    const strong = items.filter((_, position) => !answer.results[position]?.weak);
    const weak = items.filter((_, position) => answer.results[position]?.weak);
    const count = element("p", {}, translate.count("js.results", answer.total));
    this.#show(query, [
      answer.results.length > 0 && element("div", { class: "said" }, correctionNote(answer, settings, literally), count),
      strong.length > 0 && element("ol", { class: "hits" }, ...strong),
      strong.length > 0 && weak.length > 0 && element("h2", { class: "group-title" }, translate("js.weak")),
      weak.length > 0 && element("ol", { class: "hits" }, ...weak),
      answer.total > answer.results.length && this.#moreButton(),
      answer.results.length === 0 && nothingFound(query, settings),
    ]);
    this.#status.textContent = announcement(answer, settings);
    analytics.rendered({ query, results: answer.total, outcome: answer.outcome, language: settings.language, mode: this.#literal ? "click" : "page" });
  }

  #moreButton() {
    const more = element("button", { type: "button", class: "button quiet more" }, this.portal.settings.translate("js.more"));
    more.addEventListener("click", () => {
      this.#limit += PAGE_OF_RESULTS;
      void this.#ask();
    });
    return more;
  }

  /** @param {string} query @param {import("./dom.js").Child[]} children */
  #show(query, children) {
    this.#shown = query;
    this.found.removeAttribute("aria-busy");
    this.found.replaceChildren(...present(children));
    if (!children.length) this.#status.textContent = "";
  }

  /** @param {Event} event */
  #clicked(event) {
    const hit = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest("[data-article]")) : null;
    if (hit) this.portal.analytics.click({ article: hit.dataset.article ?? "", position: Number(hit.dataset.position) });
  }
}
