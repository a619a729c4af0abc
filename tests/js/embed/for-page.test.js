/** Articles by the address of the page that shows the panel. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { articlesFor, readRules } from "../../../theme/assets/embed/for-page.js";

const RULES = readRules(`
  /checkout payment/fps payment/octopus,
  /orders/*/track delivery/track-parcel
  /結帳/* payment/fps
  /app/#/refunds* returns/refund-times
  * account/faq`);

/** @type {[string, string, string[]][]} */
const PAGES = [
  ["/checkout", "", ["payment/fps", "payment/octopus"]],
  ["/checkout/", "", ["payment/fps", "payment/octopus"]],
  ["/checkout/done", "", ["account/faq"]],
  ["/orders/8400/track", "", ["delivery/track-parcel"]],
  ["/orders/track", "", ["account/faq"]],
  ["/%E7%B5%90%E5%B8%B3/1", "", ["payment/fps"]],
  ["/app/", "#/refunds/12", ["returns/refund-times"]],
  ["/app/", "#/orders", ["account/faq"]],
  ["/%", "", ["account/faq"]],
];

for (const [pathname, hash, articles] of PAGES)
  test(`${pathname}${hash} offers ${articles.join(" and ")}`, () =>
    assert.deepEqual(articlesFor(RULES, { pathname, hash }), articles));

test("a page that no rule fits offers nothing", () => {
  assert.deepEqual(articlesFor(readRules("/checkout payment/fps"), { pathname: "/", hash: "" }), []);
  assert.deepEqual(articlesFor(readRules(null), { pathname: "/", hash: "" }), []);
});

for (const unfit of ["payment/fps", "/checkout", "/checkout ../secret", "/checkout https://evil.example/", "/a /b/c"])
  test(`“${unfit}” is said in the console and offers nothing`, (context) => {
    const said = context.mock.method(console, "error", () => undefined);
    assert.deepEqual(readRules(unfit), []);
    assert.equal(said.mock.callCount(), 1);
    assert.match(String(said.mock.calls[0]?.arguments[0]), /write a path, then ids/);
  });
