/** The search box: an ARIA 1.2 combobox made of the page's own search form. On its own a form is what it stays. */

import { answerCard, cardSaid } from "./answer-card.js";
import { correctionNote, cutNote, foundText, nothingFound, operatorNote, searchBroken } from "./answer-view.js";
import { awaitOptions, CLOSED, keepOptions, pressKey, showOptions } from "./combobox.js";
import { element, present } from "./dom.js";
import { hitLink, otherRegionOptions } from "./hit-view.js";
import { guardInput } from "./ime.js";
import { cleanQuery, MAX_TYPED_LENGTH, quoted, resultsUrl } from "./query.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./search-session.js").Session} Session */
/** @typedef {import("./search-session.js").Answer} Answer */
/** @typedef {import("./search-session.js").Result} Result */
/** @typedef {import("./search-session.js").Reply} Reply */
/** @typedef {import("./analytics.js").Analytics} Analytics */
/** @typedef {{ settings: Settings, session: Session, analytics: Analytics }} Portal */
/**
 * idle: what the panel shows while the box is empty; without it the panel closes.
 * leave: what Escape does; without it the panel closes.
 * @typedef {{ idle?: () => Node, leave?: () => void }} Behaviour
 */

const SHOWN_RESULTS = 8;
let boxes = 0;

export class SearchBox {
  #state = CLOSED;
  #literal = false;
  /** The question that the panel answers, or will; empty while it answers none. */
  #asked = "";
  #id = `kb-box-${(boxes += 1)}`;
  #card = element("div");
  #said = element("div", { class: "said" });
  #aside = element("div");
  #status = element("div", { role: "status", class: "visually-hidden" });
  #list;
  #panel;
  #guard;

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   * @param {Portal} portal
   * @param {Behaviour} [behaviour]
   */
  constructor(form, input, portal, behaviour = {}) {
    this.form = form;
    this.input = input;
    this.portal = portal;
    this.behaviour = behaviour;
    this.#guard = guardInput(input);
    this.#list = element("div", {
      role: "listbox",
      id: this.#id,
      "aria-label": portal.settings.translate("js.results_label"),
      hidden: true,
    });
    this.#panel = element(
      "div",
      { class: "answers", hidden: true },
      element("div", { class: "scroll" }, this.#card, this.#said, this.#list, this.#aside),
    );
    const { region } = portal.settings;
    form.append(...present([region ? element("input", { type: "hidden", name: "region", value: region }) : null]));
    form.append(this.#panel, this.#status);
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["aria-controls", this.#id],
    ]) {
      input.setAttribute(/** @type {string} */ (name), /** @type {string} */ (value));
    }
    this.#listen();
    if (behaviour.idle) this.#showIdle();
  }

  #listen() {
    const { input, form, portal } = this;
    input.addEventListener("focus", () => portal.session.warm());
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("compositionstart", () => portal.analytics.composition(true));
    input.addEventListener("compositionend", () => portal.analytics.composition(false));
    input.addEventListener("keydown", (event) => this.#pressed(event));
    input.addEventListener("click", () => this.#reopen());
    form.addEventListener("submit", (event) => this.#submitted(event));
    form.addEventListener("focusout", (event) => {
      const inside = event.relatedTarget instanceof Node && form.contains(event.relatedTarget);
      if (!inside && document.hasFocus()) this.#close();
    });
    // A press inside the panel must not take the focus from the
    // input: Safari would close the panel before the click arrives.
    this.#panel.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#panel.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#clicked(event));
    this.#card.addEventListener("click", (event) => this.#clicked(event));
  }

  /** The question as it stands in the box. */
  get query() {
    return cleanQuery(this.input.value);
  }

  #typed() {
    this.portal.analytics.input(this.input.value);
    const same = this.query === this.#asked && !this.#literal;
    this.#literal = false;
    // An input method that hands over what it showed, or a blank at the
    // end, asks nothing new: the options stay and can be chosen at once.
    if (this.query && same) this.#activate(keepOptions(this.#state));
    else void this.#ask();
  }

  /** Ask again, after a change of the text or by the retry button. */
  async #ask() {
    const { query, portal } = this;
    this.#asked = query;
    this.#activate(awaitOptions(this.#state));
    if (!query) return this.#showIdle();
    this.#panel.setAttribute("aria-busy", "true");
    if (this.#panel.hidden || !this.#list.childElementCount) this.#showWaiting("js.waiting");
    const reply = await portal.session.ask(query, { limit: SHOWN_RESULTS, literal: this.#literal });
    if (reply.kind === "superseded") return;
    if (reply.kind === "renewing") return this.#showWaiting("js.renewing");
    this.#panel.removeAttribute("aria-busy");
    if (reply.kind === "failure") this.#showBroken(query, reply.code);
    else this.#showAnswer(query, reply);
  }

  #showIdle() {
    this.portal.session.cancel();
    this.#panel.removeAttribute("aria-busy");
    this.#fill([], [], this.behaviour.idle?.() ?? null);
    this.#status.textContent = "";
    this.#activate({ ...CLOSED, open: Boolean(this.behaviour.idle) });
  }

  /** @param {string} words name of a string */
  #showWaiting(words) {
    this.#fill([element("p", {}, this.portal.settings.translate(words))], [], null);
    this.#activate({ ...this.#state, open: true });
  }

  /** @param {string} query @param {string} code */
  #showBroken(query, code) {
    const { settings, analytics } = this.portal;
    const retry = () => {
      this.input.focus();
      void this.#ask();
    };
    this.#asked = "";
    this.#fill([], [], searchBroken(code, settings, retry));
    this.#status.textContent = "";
    this.#activate({ ...CLOSED, open: true });
    analytics.rendered({ query, results: -1, outcome: "none", language: settings.language, mode: "box" });
  }

  /** @param {string} query @param {Extract<Reply, { kind: "answer" }>} reply */
  #showAnswer(query, { answer, excerpts }) {
    const { settings } = this.portal;
    const note = correctionNote(answer, settings, () => this.#searchLiterally());
    const options = answer.results.map((result, position) => this.#hitOptions(result, position, excerpts[position]));
    const strong = options.filter((_, position) => !answer.results[position]?.weak).flat();
    const weak = options.filter((_, position) => answer.results[position]?.weak).flat();
    const groups = [...strong, ...this.#weakGroup(weak, strong.length > 0), ...this.#moreOption(query, answer)];
    const empty = answer.results.length || answer.card ? null : nothingFound(answer, settings);
    this.#fill(present([cutNote(this.input.value, settings), note]), groups, empty);
    if (answer.card) this.#card.replaceChildren(answerCard(answer.card, query, settings));
    this.#activate(showOptions(this.#options().length, this.#state));
    this.#status.textContent = announcement(answer, settings);
    tellOfAnswer(this.portal, query, answer, this.#literal ? "click" : "box");
  }

  #searchLiterally() {
    this.#literal = true;
    this.input.focus();
    void this.#ask();
  }

  /**
   * The option of a result, and those of the same article for other regions.
   * @param {Result} result
   * @param {number} position
   * @param {Promise<import("./search-session.js").Excerpt> | undefined} excerpt
   */
  #hitOptions(result, position, excerpt) {
    const { settings } = this.portal;
    const option = { role: "option", tabindex: -1, "aria-selected": "false" };
    return [
      hitLink(result, position, excerpt, settings, option),
      ...otherRegionOptions(result, position, settings, option),
    ];
  }

  /** @param {HTMLElement[]} options @param {boolean} headed under a heading, because better results stand above */
  #weakGroup(options, headed) {
    if (!options.length || !headed) return options;
    const title = element(
      "div",
      { class: "group-title", id: `${this.#id}-weak` },
      this.portal.settings.translate("js.weak"),
    );
    return [element("div", { role: "group", "aria-labelledby": title.id }, title, ...options)];
  }

  /** @param {string} query @param {Answer} answer */
  #moreOption(query, answer) {
    if (answer.total <= answer.results.length) return [];
    const { translate, resultsPage } = this.portal.settings;
    const href = resultsUrl(resultsPage, query, { literal: this.#literal }).href;
    return [
      element(
        "a",
        { role: "option", class: "hit more-hits", href, tabindex: -1, "aria-selected": "false" },
        translate("js.all_results"),
      ),
    ];
  }

  /** @param {(Node | string)[]} said @param {Node[]} options @param {Node | null} aside */
  #fill(said, options, aside) {
    this.#card.replaceChildren();
    this.#said.replaceChildren(...said);
    this.#list.replaceChildren(...options);
    this.#list.hidden = options.length === 0;
    this.#aside.replaceChildren(...present([aside]));
    this.#options().forEach((option, position) => (option.id = `${this.#id}-${position}`));
    this.#panel.scrollTop = 0;
  }

  /** @returns {NodeListOf<HTMLAnchorElement>} */
  #options() {
    return this.#list.querySelectorAll("a");
  }

  /** Take over a state and make the document say the same. @param {import("./combobox.js").ComboboxState} state */
  #activate(state) {
    this.#state = state;
    const options = this.#options();
    options.forEach((option, position) => option.setAttribute("aria-selected", String(position === state.active)));
    const active = options[state.active];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-expanded", String(state.open && state.count > 0));
    this.#panel.hidden = !state.open;
  }

  #close() {
    if (this.behaviour.idle) return;
    this.#stopWaiting();
    this.#activate({ ...this.#state, open: false, active: -1, early: null });
  }

  /** An answer under way would open the panel that the reader has closed. */
  #stopWaiting() {
    if (this.#state.early === null) return;
    this.portal.session.cancel();
    this.#asked = "";
    this.#panel.removeAttribute("aria-busy");
  }

  #reopen() {
    if (this.#state.open || !this.query) return;
    if (this.#state.count) this.#activate({ ...this.#state, open: true });
    else void this.#ask();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (this.#guard.owns(event)) {
      // The key is the input method's.
      // Safari would still submit the form on its last Enter, and close the dialog on Escape.
      if (event.key === "Enter" || event.key === "Escape") event.preventDefault();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { state, effect } = pressKey(this.#state, event.key, { hasText: this.query !== "" });
    const active = this.#options()[this.#state.active];
    if (event.key === "Escape" && this.behaviour.leave) {
      event.preventDefault();
      this.behaviour.leave();
      return;
    }
    if (effect === "close") this.#stopWaiting();
    this.#activate(state);
    if (effect === "none" || effect === "submit") return; // the browser submits the form itself
    event.preventDefault();
    if (effect === "follow") active?.click();
    if (effect === "clear") {
      this.input.value = "";
      this.#typed();
    }
  }

  /** @param {SubmitEvent} event */
  #submitted(event) {
    const { query, portal } = this;
    if (!query || this.#guard.composing) {
      event.preventDefault();
      this.input.focus();
      return;
    }
    portal.analytics.moved(query);
    if (!this.#literal) return;
    event.preventDefault();
    location.assign(resultsUrl(portal.settings.resultsPage, query, { literal: true }));
  }

  /** @param {Event} event */
  #clicked(event) {
    const hit = event.target instanceof Element ? event.target.closest("a") : null;
    if (!hit) return;
    if (hit.dataset.article)
      this.portal.analytics.click({ article: hit.dataset.article, position: Number(hit.dataset.position) });
    else if (hit.dataset.card) this.portal.analytics.click({ article: hit.dataset.card, position: 1 });
    else if (hit.matches(".write"))
      this.portal.analytics.click({ article: "contact", position: 1 }); // search-event 3.3
    else this.portal.analytics.moved(this.query); // "all results"
    // The address may differ from this page's only by its anchor; then nothing is loaded and the panel would stay.
    this.behaviour.leave?.();
    this.#close();
  }
}

/**
 * Let the portal's analytics know of an answer, and what it shows besides results (search-event 3.2).
 * @param {Portal} portal
 * @param {string} query
 * @param {Answer} answer
 * @param {"box" | "page" | "click"} mode
 */
export function tellOfAnswer({ settings, analytics }, query, { total, outcome, card, suggested }, mode) {
  const besides = card ? "answer" : suggested ? "suggested" : undefined;
  analytics.rendered({ query, results: total, outcome, language: settings.language, mode, besides });
}

/**
 * The input of a search box that no page holds already.
 * @param {Settings["translate"]} translate
 */
export const searchInput = (translate) =>
  element("input", {
    type: "text",
    name: "q",
    "aria-label": translate("js.search_label"),
    placeholder: translate("js.placeholder"),
    maxlength: MAX_TYPED_LENGTH,
    autocomplete: "off",
    autocapitalize: "none",
    autocorrect: "off",
    spellcheck: "false",
    enterkeyhint: "search",
  });

/**
 * What a screen reader hears when an answer has come.
 * @param {Answer} answer
 * @param {Settings} settings
 */
export function announcement(answer, settings) {
  const { translate } = settings;
  if (answer.card) return present([cardSaid(answer.card), foundText(answer, settings) || null]).join(". ");
  if (!answer.results.length) return translate("js.none.title", { query: quoted(answer.query) });
  const found = foundText(answer, settings) || translate("js.weak_only");
  const { corrected } = answer;
  const read = corrected ? translate("js.corrected", { corrected: quoted(corrected) }) : "";
  return [operatorNote(answer, settings), read, found].filter(Boolean).join(" ");
}
