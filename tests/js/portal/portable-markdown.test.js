/** The Markdown that is copied leads where it led, from anywhere, and holds nothing that only kbgen reads. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { portableMarkdown } from "../../../theme/assets/portal/portable-markdown.js";

const SITE = "https://help.example.com/help/en";
const ADDRESSES = {
  markdown: `${SITE}/account/reset.md`,
  page: `${SITE}/account/reset/?from=x#steps`,
  pages: [`${SITE}/account/sign-in/#sms`, `${SITE}/payment/`, `${SITE}/plain.html`],
};

/** @param {string} markdown */
const copied = (markdown) => portableMarkdown(markdown, ADDRESSES);

for (const [what, written, expected] of [
  ["a link to a page", "[a](sign-in.md)", `[a](${SITE}/account/sign-in/)`],
  ["a link to a heading of a page", '[a](sign-in.md#sms "Title")', `[a](${SITE}/account/sign-in/#sms "Title")`],
  ["a link to a category", "[a](../payment/index.md)", `[a](${SITE}/payment/)`],
  ["a link to a page that is a file", "[a](../plain.md)", `[a](${SITE}/plain.html)`],
  ["a link to a Markdown that is no page here", "[a](other.md)", `[a](${SITE}/account/other.md)`],
  ["a link within the page", "[a](#two)", `[a](${SITE}/account/reset/?from=x#two)`],
  ["a picture", "![圖](../../assets/a%20b.svg)", "![圖](https://help.example.com/help/assets/a%20b.svg)"],
  ["a picture in a link", "[![x](a.png)](sign-in.md)", `[![x](${SITE}/account/a.png)](${SITE}/account/sign-in/)`],
  ["brackets in an address", "[a](b_(c).png)", `[a](${SITE}/account/b_%28c%29.png)`],
  ["an address in angle brackets", "[a](<b c.png>)", `[a](<${SITE}/account/b%20c.png>)`],
  ["an escaped mark in an address", "[a](b\\_c.png)", `[a](${SITE}/account/b_c.png)`],
  ["a definition", "[a][one]\n\n[one]: sign-in.md", `[a][one]\n\n[one]: ${SITE}/account/sign-in/`],
  ["other addresses", "[a](https://x.example/) [b](mailto:a@b.c) [c](tel:+852)", null],
  ["a footnote", "[^1]: sign-in.md", null],
  ["code", "`[a](b.md)` and\n\n```md\n[a](b.md)\n## T { #t }\n```\n\n~~~\n[a](b.md)", null],
  ["no link", "a\\](b.md) [x] (y.md)", null],
  ["front matter", '---\ntitle: "[a](b.md) { #x }"\n---\n\nText', null],
  ["the anchor of a heading", "## What { #what }\n\nText", "## What\n\nText"],
  ["the anchor of an underlined heading", "甚麼 {: #what .x }\n---\n\nText", "甚麼\n---\n\nText"],
  ["the anchor of a question", '??? question "Why?" { #why }', '??? question "Why?"'],
  ["what a button is", "[Buy](https://x.example/){ .button .primary }", "[Buy](https://x.example/)"],
  [
    "what a picture is",
    '![x](https://x.example/a.png){ width=300 .zoom title="A b" } more',
    "![x](https://x.example/a.png) more",
  ],
  ["braces that are text", "Write {name} and { #tag } here", null],
]) {
  test(`copied: ${what}`, () => assert.equal(copied(/** @type {string} */ (written)), expected ?? written));
}
