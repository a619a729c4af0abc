import assert from "node:assert/strict";
import { test } from "node:test";

import {
  cleanQuery,
  isCut,
  MAX_QUERY_LENGTH,
  quoted,
  resolveInside,
  resultsUrl,
} from "../../../theme/assets/portal/query.js";

const results = new URL("https://example.com/help/zh-hant/search/");
const base = new URL("https://example.com/help/");

test("white space around a question is dropped, inside it is kept", () => {
  assert.equal(cleanQuery("  退款 要幾耐\n"), "退款 要幾耐");
});

test("a missing question is an empty one", () => {
  assert.equal(cleanQuery(null), "");
});

test("a huge question is cut at whole characters", () => {
  const cut = cleanQuery("😀".repeat(50_000));
  assert.equal([...cut].length, MAX_QUERY_LENGTH);
  assert.equal(cut.isWellFormed?.() ?? true, true);
});

test("half a character does not break the address of the results page", () => {
  const query = cleanQuery("退\ud83d款");
  assert.equal(query, "退\uFFFD款");
  assert.equal(new URL(resultsUrl(results, query)).searchParams.get("q"), "退\uFFFD款");
});

test("the results page keeps its place below the site's base path", () => {
  assert.equal(resultsUrl(results, "a&b=c#d").href, "https://example.com/help/zh-hant/search/?q=a%26b%3Dc%23d");
});

test("an earlier question in the address is replaced", () => {
  assert.equal(resultsUrl(new URL("?q=old&literal=1", results), "new").search, "?q=new");
});

test("the region of the address stays in the address of results", () => {
  const page = new URL("https://h.example/en/search/?region=tw&q=old&type=faq");
  assert.equal(resultsUrl(page, "運費").search, "?q=%E9%81%8B%E8%B2%BB&region=tw");
});

test("searching literally is part of the address that can be shared", () => {
  assert.equal(resultsUrl(results, "推款", { literal: true }).searchParams.get("literal"), "1");
});

test("an address of the index resolves below the site's root", () => {
  assert.equal(
    resolveInside("en/returns/#credit-cards", base)?.href,
    "https://example.com/help/en/returns/#credit-cards",
  );
});

test("an address that leaves the portal is refused", () => {
  assert.equal(resolveInside("javascript:alert(1)", base), null);
  assert.equal(resolveInside("//evil.example/x", base), null);
  assert.equal(resolveInside("https://evil.example/help/", base), null);
  assert.equal(resolveInside("../admin/", base), null);
});

test("a long question is quoted by its beginning", () => {
  assert.equal(quoted("refund"), "refund");
  assert.equal(quoted("退".repeat(99)), `${"退".repeat(80)}…`);
});

test("what lies beyond 200 characters is known not to be looked at", () => {
  assert.equal(isCut(` ${"🙂".repeat(200)} `), false);
  assert.equal(isCut("x".repeat(201)), true);
});
