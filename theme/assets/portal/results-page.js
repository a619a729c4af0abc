/** The results page: the whole answer to `?q=`, renewed while the reader types, filtered by category and type. */

import { answerCard } from "./answer-card.js";
import { correctionNote, cutNote, foundText, nothingFound, searchBroken } from "./answer-view.js";
import { addToContactLinks } from "./contact-context.js";
import { element, present } from "./dom.js";
import { FilterView } from "./filter-view.js";
import { counted, isFiltering, NO_FILTERS, pass, readFilters, writeFilters } from "./filters.js";
import { hitLink, otherRegions } from "./hit-view.js";
import { guardInput } from "./ime.js";
import { cleanQuery, resultsUrl } from "./query.js";
import { singleWords } from "./query-words.js";
import { announcement, tellOfAnswer } from "./search-box.js";
import { readJson } from "./settings.js";
import { createTranslate } from "./strings.js";

/** @typedef {import("./search-box.js").Portal} Portal */
/** @typedef {import("./search-session.js").Answer} Answer */
/** @typedef {import("./search-session.js").Result} Result */
/** @typedef {Extract<import("./search-session.js").Reply, { kind: "answer" }>} Reply */

/** How many results are asked for and counted, and how many of them show at first. */
const ASKED_FOR = 50;
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
  #filters = NO_FILTERS;
  #limit = ASKED_FOR;
  /**
   * Where the reader left this page: how many results were shown, the first one in sight, and how far below the top.
   * @type {{ kbShown?: number, kbHit?: number, kbTop?: number }}
   */
  #left = history.state ?? {};
  #shown = this.#left.kbShown ?? PAGE_OF_RESULTS;
  /** @type {Reply | null} what the page shows; null while it shows none */
  #reply = null;
  #status = element("div", { role: "status", class: "visually-hidden" });
  #words = element("p", { class: "words", hidden: true });
  #hits = element("div", { class: "list-of-hits" });
  #title = document.title;
  /** @type {Record<string, string>} */
  #strings = readJson(document, "kb-results-strings") ?? {};
  #say = createTranslate(this.#strings);
  #filterView = new FilterView(
    this.#say,
    (group, value) => this.#nameOf(group, value),
    (filters) => this.#choose(filters),
  );

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
      if (this.query !== this.#reply?.answer.query) void this.#ask();
    });
    found.addEventListener("click", (event) => this.#clicked(event));
    for (const link of document.querySelectorAll("a[data-kb-contact]")) {
      // Clause 3.3 of search-event.
      link.addEventListener("click", () => portal.analytics.click({ article: "contact", position: 1 }));
    }
    addEventListener("popstate", () => this.#readAddress());
    history.scrollRestoration = "manual"; // the browser's own would come before the results
    addEventListener("pagehide", () => this.#rememberPlace());
    this.#readAddress();
  }

  get query() {
    return cleanQuery(this.input.value);
  }

  #readAddress() {
    const parameters = new URL(location.href).searchParams;
    const query = cleanQuery(parameters.get("q"));
    const same = this.#reply && query === this.query && this.#literal === (parameters.get("literal") === "1");
    this.#literal = parameters.get("literal") === "1";
    this.#filters = readFilters(parameters);
    // The browser may have restored what was typed before "back".
    if (query !== this.query) this.input.value = query || this.input.value;
    if (same) this.#render();
    else if (this.query) {
      this.portal.analytics.input(this.query);
      void this.#ask();
    } else if (matchMedia("(hover: hover)").matches) {
      this.input.focus(); // where there is no on-screen keyboard to jump up
    }
  }

  #typed() {
    this.#literal = false;
    this.#limit = ASKED_FOR;
    this.#shown = PAGE_OF_RESULTS;
    this.portal.analytics.input(this.input.value);
    void this.#ask();
  }

  /** Filters are steps that "back" undoes; letters typed are not. @param {import("./filters.js").Filters} filters */
  #choose(filters) {
    this.#filters = filters;
    this.#shown = PAGE_OF_RESULTS;
    history.pushState(null, "", this.#address(this.portal.settings.resultsPage));
    this.#render();
    this.#status.textContent = this.#reply ? this.#summary(this.#reply.answer) : "";
  }

  /** The address of the question on a results page, of either language. @param {URL} resultsPage */
  #address(resultsPage) {
    const url = resultsUrl(resultsPage, this.query, { literal: this.#literal });
    const { region } = this.portal.settings;
    if (region) url.searchParams.set("region", region);
    return this.query ? writeFilters(url, this.#filters) : url;
  }

  async #ask() {
    const { query, portal } = this;
    this.#rememberInAddress(query);
    this.root.classList.toggle("has-query", query !== "");
    if (!query) {
      portal.session.cancel();
      this.#filters = NO_FILTERS;
      return this.#show([]);
    }
    this.found.setAttribute("aria-busy", "true");
    if (!this.found.childElementCount)
      this.found.append(element("p", { class: "said" }, portal.settings.translate("js.waiting")));
    const wanted = (/** @type {Result[]} */ results) => pass(results, this.#filters).slice(0, this.#shown);
    const reply = await portal.session.ask(query, { limit: this.#limit, literal: this.#literal, wanted });
    if (reply.kind === "renewing")
      this.#show([element("p", { class: "said", role: "status" }, portal.settings.translate("js.renewing"))]);
    if (reply.kind === "failure") this.#showBroken(query, reply.code);
    if (reply.kind === "answer") this.#showAnswer(query, reply);
  }

  /** Keep the address shareable, and the language switch asking the same question. @param {string} query */
  #rememberInAddress(query) {
    history.replaceState(history.state, "", this.#address(this.portal.settings.resultsPage));
    addToContactLinks({ query });
    document.title = query ? `${query} – ${this.#title}` : this.#title;
    this.#leadSwitch();
  }

  /** Where the reader is, for who comes back to this page. */
  #rememberPlace() {
    const tops = this.#drawn.map((hit) => hit.getBoundingClientRect());
    const first = tops.findIndex(({ bottom }) => bottom > 0);
    if (scrollY) history.replaceState({ kbShown: this.#shown, kbHit: first, kbTop: tops[first]?.top }, "");
  }

  /** Once, after the first answer: to the result, because excerpts that are still to come make the page longer. */
  #returnToPlace() {
    const { kbHit = -1, kbTop = 0 } = this.#left;
    this.#left = {};
    const hit = this.#drawn[kbHit];
    if (hit) scrollBy(0, hit.getBoundingClientRect().top - kbTop);
  }

  /** @returns {HTMLElement[]} the results as they are drawn */
  get #drawn() {
    return [...this.#hits.querySelectorAll(/** @type {"a"} */ ("a.hit"))];
  }

  #leadSwitch() {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.switch"))) {
      link.href = this.#address(new URL(link.href)).href;
    }
  }

  /** @param {string} query @param {string} code */
  #showBroken(query, code) {
    const { settings, analytics } = this.portal;
    this.#show([searchBroken(code, settings, () => void this.#ask())]);
    this.root.classList.remove("has-query"); // the index of all articles comes back: browsing still works
    analytics.rendered({ query, results: -1, outcome: "none", language: settings.language, mode: "page" });
  }

  /** @param {string} query @param {Reply} reply */
  #showAnswer(query, reply) {
    const { settings } = this.portal;
    const { answer } = reply;
    this.#words.hidden = true;
    const literally = () => {
      this.#literal = true;
      history.pushState(null, "", this.#address(settings.resultsPage));
      void this.#ask();
    };
    const note = answer.results.length > 0 && correctionNote(answer, settings, literally);
    const cut = cutNote(this.input.value, settings);
    const said = answer.card ? answerCard(answer.card, query, settings) : null;
    const body = answer.results.length ? this.#hits : !said && nothingFound(answer, settings);
    this.#show([
      said,
      answer.results.length > 0 && this.#filterView.root,
      element(
        "div",
        { class: "answer" },
        (cut || note) && element("div", { class: "said" }, cut, note),
        this.#words,
        body,
      ),
    ]);
    this.#reply = reply;
    this.#render();
    this.#returnToPlace();
    this.#status.textContent = announcement(answer, settings);
    tellOfAnswer(this.portal, query, answer, this.#literal ? "click" : "page");
    if (answer.outcome === "weak" || answer.outcome === "none") void this.#offerWords(reply);
  }

  /** Draw the results that pass the filters, and the filters themselves. */
  #render() {
    const reply = this.#reply;
    this.#leadSwitch();
    if (!reply) return;
    const { settings } = this.portal;
    const { results, total } = reply.answer;
    const passing = pass(isFiltering(this.#filters) ? counted(results) : results, this.#filters);
    const items = passing.slice(0, this.#shown).map((result) => {
      const position = results.indexOf(result);
      const link = hitLink(result, position, reply.excerptOf(result), settings);
      return { weak: result.weak, item: element("li", {}, link, otherRegions(result, position, settings)) };
    });
    const strong = items.filter(({ weak }) => !weak).map(({ item }) => item);
    const weak = items.filter((hit) => hit.weak).map(({ item }) => item);
    const summary = this.#summary(reply.answer);
    this.#hits.replaceChildren(
      ...present([
        summary !== "" && element("h2", { class: "said" }, summary),
        !items.length && element("p", {}, this.#say("filter.none")),
        strong.length > 0 && element("ol", { class: "hits" }, ...strong),
        weak.length > 0 && element("h2", { class: "group-title" }, settings.translate("js.weak")),
        weak.length > 0 && element("ol", { class: "hits" }, ...weak),
        (passing.length > items.length || total > results.length) && this.#moreButton(passing.length, items.length),
      ]),
    );
    this.#filterView.show(counted(results), this.#filters);
  }

  /**
   * How many results there are;
   * with filters, how many articles of all they let through, as the counts of the filters do.
   * @param {Answer} answer
   */
  #summary(answer) {
    const results = counted(answer.results);
    const shown = pass(results, this.#filters).length;
    if (!isFiltering(this.#filters)) return foundText(answer, this.portal.settings);
    const all = answer.results.length >= answer.total;
    return this.#say(all ? "filtered" : "filtered_first", { shown, count: results.length });
  }

  /** @param {number} passing @param {number} drawn */
  #moreButton(passing, drawn) {
    const more = element(
      "button",
      { type: "button", class: "button quiet more" },
      this.portal.settings.translate("js.more"),
    );
    more.addEventListener("click", async () => {
      this.#shown += PAGE_OF_RESULTS;
      if (passing > drawn) this.#render();
      else {
        this.#limit += ASKED_FOR;
        await this.#ask();
      }
      // The button is gone, or moved on.
      this.#drawn[drawn]?.focus();
    });
    return more;
  }

  /** Offer the words of a question that are in titles by themselves. @param {Reply} reply */
  async #offerWords(reply) {
    const { session, settings } = this.portal;
    const words = await session.wordsInTitles(singleWords(reply.answer.query, settings.language));
    if (!words.length || this.#reply !== reply) return;
    const links = words.map((word) => element("a", { href: resultsUrl(settings.resultsPage, word).href }, word));
    this.#words.replaceChildren(this.#say("words"), ...links);
    this.#words.hidden = false;
  }

  /** @param {import("./filters.js").Group} group @param {string} value */
  #nameOf(group, value) {
    // An address can hold anything.
    if (group === "type") return Object.hasOwn(this.#strings, `type.${value}`) ? this.#say(`type.${value}`) : value;
    return value ? (this.portal.settings.categories.get(value)?.title ?? value) : this.#say("filter.other");
  }

  /** @param {import("./dom.js").Child[]} children */
  #show(children) {
    this.#reply = null;
    this.found.removeAttribute("aria-busy");
    this.found.replaceChildren(...present(children));
    if (!children.length) this.#status.textContent = "";
  }

  /** @param {Event} event */
  #clicked(event) {
    const hit =
      event.target instanceof Element
        ? /** @type {HTMLElement | null} */ (event.target.closest("[data-article], [data-card], .write"))
        : null;
    if (hit)
      this.portal.analytics.click({
        article: hit.dataset.article ?? hit.dataset.card ?? "contact",
        position: Number(hit.dataset.position ?? 1),
      });
  }
}
