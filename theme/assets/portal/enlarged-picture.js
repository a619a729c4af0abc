/** A picture, as large as the screen and larger. Without this the link of a photograph leads to its file. */

import { element } from "./dom.js";

/** In the entry of the tab's history that an enlarged picture is: which of the article's. */
const KEY = "kbPicture";

/**
 * An enlarged picture is an entry of the tab's history: “back” on a phone closes it instead of leaving the article.
 * @param {HTMLElement} prose
 * @param {import("./strings.js").Translate} translate
 */
export function startEnlarging(prose, translate) {
  for (const drawing of prose.querySelectorAll("a.zoom:not([href])")) makeButton(drawing);
  prose.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // a new tab, or a file to keep
    const link = event.target instanceof Element ? event.target.closest(".zoom") : null;
    const image = link?.querySelector("img");
    if (!(link instanceof HTMLElement) || !image) return;
    event.preventDefault();
    history.pushState({ ...history.state, [KEY]: pictures().indexOf(link) }, "");
    show(link, image, translate);
  });
  const pictures = () => [...prose.querySelectorAll(".zoom")];
  const follow = () => {
    const link = pictures()[history.state?.[KEY]];
    const image = link?.querySelector("img");
    const open = document.querySelector("dialog.enlarged");
    if (!link && open instanceof HTMLDialogElement) open.close();
    if (link instanceof HTMLElement && image && !open) show(link, image, translate);
  };
  addEventListener("popstate", follow);
  follow(); // the entry of a picture may be loaded anew, or come forward to
}

/** What leads nowhere by itself, and does something. @param {Element} drawing */
function makeButton(drawing) {
  drawing.replaceWith(element("button", { type: "button", class: drawing.className }, ...drawing.childNodes));
}

/**
 * @param {HTMLElement} link
 * @param {HTMLImageElement} shown in the article
 * @param {import("./strings.js").Translate} translate
 */
function show(link, shown, translate) {
  const caption = link.closest("figure")?.querySelector("figcaption")?.textContent?.trim() ?? "";
  const { picture, image } = wholePicture(link, shown);
  const stage = element("div", { class: "stage", tabindex: 0 }, picture);
  const larger = element("button", { type: "button", class: "textbutton" }, translate("js.picture.larger"));
  const close = element("button", { type: "button", class: "close" }, translate("js.close"));
  const bar = element("div", { class: "bar" }, element("p", { lang: languageOf(link) }, caption), larger, close);
  const dialog = element("dialog", { class: "enlarged", "aria-label": translate("js.picture") }, bar, stage);
  const turn = () => {
    const now = !stage.classList.contains("is-large");
    larger.textContent = translate(now ? "js.picture.smaller" : "js.picture.larger"); // what the next press does
    enlarge(stage, image, now);
  };
  larger.addEventListener("click", turn);
  image.addEventListener("click", turn);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target === stage) dialog.close(); // beside the picture
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (history.state?.[KEY] !== undefined) history.back(); // closed otherwise than by “back”: its entry goes too
    link.focus({ preventScroll: true }); // Safari focuses no link that is pressed, so would not come back to it
  });
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}

/**
 * The picture once more, in the files for a whole screen.
 * @param {HTMLElement} link
 * @param {HTMLImageElement} shown
 */
function wholePicture(link, shown) {
  const address = link instanceof HTMLAnchorElement ? link.href : shown.src;
  const image = element("img", { alt: shown.alt, decoding: "async" });
  // A drawing is sharp at any size, a photograph at about twice the one it has in the text.
  const twice = `${2 * (Number(shown.getAttribute("width")) || shown.width)}px`;
  image.style.setProperty("--widest", new URL(address).pathname.endsWith(".svg") ? "100cqw" : twice);
  image.style.setProperty("--shape", String(shown.width / shown.height));
  const picture = element("picture", {}, ...otherFiles(shown), image);
  image.src = address; // last: an image that is in no picture yet would fetch the original
  return { picture, image };
}

/**
 * Show the picture at least twice as wide as it fits, and at least as large as its file; or fitting again.
 * @param {HTMLElement} stage
 * @param {HTMLImageElement} image
 * @param {boolean} large
 */
function enlarge(stage, image, large) {
  const width = Math.max(image.naturalWidth, 2 * image.clientWidth);
  stage.classList.toggle("is-large", large);
  image.style.width = large ? `${width}px` : "";
  if (large) stage.scrollTo(0, 0); // where reading begins
}

/** The file for the dark, and those that a screen so wide needs. @param {HTMLImageElement} shown */
function otherFiles({ parentElement }) {
  const sources = parentElement instanceof HTMLPictureElement ? parentElement.querySelectorAll("source") : [];
  return [...sources].map((source) => {
    const copy = /** @type {HTMLSourceElement} */ (source.cloneNode());
    if (copy.sizes) copy.sizes = "100vw";
    return copy;
  });
}

/** @param {Element} link */
const languageOf = (link) => link.closest("[lang]")?.getAttribute("lang") ?? null;
