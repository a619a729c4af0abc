/**
 * `<kb-search>`: a button on any page that opens the portal's search. What it opens is fetched with the first press.
 */

/**
 * home: address of the home page, relative to the root.
 * words: of the button, and of the link where it cannot be loaded.
 * @typedef {{ home: string, open: string, failed: string }} Side
 */
/**
 * @typedef {{ base: string, languages: { "en": Side, "zh-hant": Side } }} Options base: address of the portal's root
 */
/** @typedef {{ show: (query: string, scheme: "light" | "dark" | "") => void, remove: () => void }} Panel */

/**
 * A constructed sheet, which a page's policy on styles does not concern.
 * Sizes are those of the reader, whatever the page made of `rem`.
 */
const STYLE = `
:host { all: initial; color-scheme: light dark;
  --kb-button: light-dark(#0d5763, #7fcad3); --kb-button-ink: light-dark(#fff, #08252a); }
:host([hidden]) { display: none; }
.opener { box-sizing: border-box; min-height: 2.75em; padding: .5em 1.25em;
  border: 1px solid transparent; border-radius: 2em;
  background: var(--kb-button); color: var(--kb-button-ink); font: 600 medium/1.5 system-ui, sans-serif;
  text-decoration: none; cursor: pointer; }
.opener:focus-visible { outline: 3px solid var(--kb-button); outline-offset: 2px; }
.opener[aria-busy=true] { opacity: .7; cursor: progress; }
:host(:not([placement])) > .opener, :host([placement^=bottom]) > .opener { position: fixed; z-index: 2147483000;
  right: 1em; bottom: 1em; max-width: calc(100vw - 2em); box-shadow: 0 2px 6px #1c2a3033, 0 8px 24px #1c2a3033; }
:host([placement=bottom-left]) > .opener { right: auto; left: 1em; }
:host([placement=inline]) > .opener { display: block; width: 100%; padding-inline: 1.25em;
  border-color: light-dark(#8d979b, #7c8b90); background: light-dark(#fff, #182226);
  color: light-dark(#526068, #a3b2b7); font-weight: 400; text-align: start; }
:host([placement=inline]) { display: block; }
:host([placement=none]) > button.opener { display: none; }
@media print { .opener { display: none; } }
`;

/**
 * Make the element known to the page, once.
 * @param {Options} options
 */
export function define(options) {
  if (customElements.get("kb-search")) return;
  KbSearch.options = options;
  customElements.define("kb-search", KbSearch);
}

class KbSearch extends HTMLElement {
  static observedAttributes = ["lang", "label", "category", "analytics", "articles", "scheme"];

  /** @type {Options} */
  static options;
  /** @type {Promise<Panel> | null} */
  #panel = null;
  #root = this.attachShadow({ mode: "open" });
  #scheme = new CSSStyleSheet();
  #button = document.createElement("button");

  connectedCallback() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet, this.#scheme];
    this.#button.className = "opener";
    this.#button.type = "button";
    this.#button.setAttribute("aria-haspopup", "dialog");
    this.#button.onclick = () => void this.open();
    this.#root.replaceChildren(this.#button);
    this.#write();
  }

  disconnectedCallback() {
    this.#forget();
  }

  attributeChangedCallback() {
    if (!this.isConnected) return;
    this.#forget();
    this.#write();
  }

  /**
   * The language of the portal for that of the element, of what it stands in, or of the page.
   * @returns {"en" | "zh-hant"}
   */
  get language() {
    return /^zh\b/i.test(this.languageTag) ? "zh-hant" : "en";
  }

  /** As it is written on the page, like "zh-HK". */
  get languageTag() {
    return this.closest("[lang]")?.getAttribute("lang") || document.documentElement.lang;
  }

  /**
   * Light or dark as the page around is: where the attribute says so, or its `color-scheme` is only one of both;
   * else as the reader's system.
   * @returns {"light" | "dark" | ""}
   */
  get scheme() {
    const around = this.parentElement ?? document.documentElement;
    const said = this.getAttribute("scheme") || getComputedStyle(around).colorScheme.replace("only", "").trim();
    return said === "light" || said === "dark" ? said : "";
  }

  get #words() {
    return KbSearch.options.languages[this.language];
  }

  #write() {
    this.#scheme.replaceSync(`:host { color-scheme: ${this.scheme || "light dark"}; }`);
    this.#button.textContent = this.getAttribute("label") || this.#words.open;
    this.#button.lang = this.language === "en" ? "en" : "zh-Hant";
  }

  #forget() {
    void this.#panel?.then(
      (panel) => panel.remove(),
      () => undefined,
    );
    this.#panel = null;
  }

  /**
   * Open the panel, with a question if there is one.
   * Where it cannot be loaded a link to the portal takes the button's place.
   */
  async open(query = "") {
    this.#button.setAttribute("aria-busy", "true");
    try {
      this.#panel ??= this.#load();
      const panel = await this.#panel;
      this.#write(); // a page may have turned dark since
      panel.show(query, this.scheme);
      this.dispatchEvent(
        new CustomEvent("kb-open", { bubbles: true, composed: true, detail: { language: this.language } }),
      );
    } catch (error) {
      this.#forget();
      this.#offerLink();
      // Said, not thrown: it is no error of the page, whose own watch for errors would report it as one.
      console.error(`kb-search: the panel could not be loaded: ${error instanceof Error ? error.message : error}`);
    } finally {
      this.#button.removeAttribute("aria-busy");
    }
  }

  async #load() {
    const { createPanel } = await import("./panel.js");
    return createPanel(this, this.#root, { base: KbSearch.options.base, home: this.#words.home });
  }

  #offerLink() {
    const link = document.createElement("a");
    link.href = new URL(this.#words.home, KbSearch.options.base).href;
    link.className = "opener";
    link.target = "_blank";
    link.textContent = this.#words.failed;
    this.#root.replaceChildren(link);
    link.focus();
  }
}
