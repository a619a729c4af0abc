import assert from "node:assert/strict";
import { test } from "node:test";

import { contactUrl, readContext } from "../../../theme/assets/portal/contact-context.js";
import { carry, compose } from "../../../theme/assets/portal/message.js";

const PAGE = new URL("https://help.example.com/kb/zh-hant/contact/#page=zh-hant%2Freturns%2F&title=%E9%80%80%E8%B2%A8");
const BASE = new URL("https://help.example.com/kb/");

test("what a reader searched for travels with the page in the fragment, which no server sees", () => {
  const url = contactUrl(PAGE, { query: "推款 & 退貨?" });
  assert.equal(url.search, "");
  const context = readContext(url.hash, BASE);
  assert.equal(context.query, "推款 & 退貨?");
  assert.deepEqual(
    [context.page?.title, context.page?.url.href],
    ["退貨", "https://help.example.com/kb/zh-hant/returns/"],
  );
});

test("a search that was emptied is forgotten", () => {
  assert.equal(readContext(contactUrl(contactUrl(PAGE, { query: "refund" }), { query: "" }).hash, BASE).query, "");
});

test("a link somebody else wrote cannot name a page outside the portal", () => {
  for (const page of [
    "https://evil.example/",
    "//evil.example/",
    "javascript:alert(1)",
    "../../other/",
    "\\\\evil.example",
  ]) {
    assert.equal(readContext(`#${new URLSearchParams({ page, title: "x" })}`, BASE).page, null, page);
  }
});

test("what a link says is one bounded line", () => {
  const long = readContext(
    `#${new URLSearchParams({ q: `a\r\nb\u2028c${"x".repeat(500)}`, missing: "y".repeat(900) })}`,
    BASE,
  );
  assert.equal(long.query.slice(0, 5), "a b c");
  assert.equal(long.query.length, 200);
  assert.equal(long.missing.length, 300);
});

test("what goes along stands below the reader's own words", () => {
  const lines = ["I searched for: refund", "Please reply in: English"];
  assert.equal(
    compose("Where is my refund?\n", lines),
    "Where is my refund?\n\nI searched for: refund\nPlease reply in: English",
  );
  assert.equal(compose(" ", lines), lines.join("\n"));
  assert.equal(compose("退款呢？", []), "退款呢？");
});

for (const [name, template, message, href] of [
  [
    "chat",
    "https://wa.me/85255500100?text={message}",
    "退款 & more\n#2?",
    "https://wa.me/85255500100?text=%E9%80%80%E6%AC%BE%20%26%20more%0A%232%3F",
  ],
  ["LINE", "https://line.me/R/oaMessage/%40shop/?{message}", "a b", "https://line.me/R/oaMessage/%40shop/?a%20b"],
  [
    "mail, whose lines end as RFC 6068 asks",
    "mailto:a@example.com?subject=Hi&body={message}",
    "a\nb",
    "mailto:a@example.com?subject=Hi&body=a%0D%0Ab",
  ],
  [
    "mail, where no text can add a header",
    "mailto:a@example.com?body={message}",
    "x&bcc=all@example.com",
    "mailto:a@example.com?body=x%26bcc%3Dall%40example.com",
  ],
  [
    "text that looks like a replacement",
    "https://x.example/?m={message}",
    "$& $1 {message}",
    "https://x.example/?m=%24%26%20%241%20%7Bmessage%7D",
  ],
  ["half a character", "https://x.example/?m={message}", "a\ud83d", "https://x.example/?m=a%EF%BF%BD"],
]) {
  test(`a message is encoded for ${name}`, () => assert.equal(carry(template, message), href));
}
