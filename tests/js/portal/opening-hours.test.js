import assert from "node:assert/strict";
import { test } from "node:test";

import { openState, shopTime } from "../../../theme/assets/portal/opening-hours.js";

const DAY = [
  ["10:00", "13:00"],
  ["14:00", "18:30"],
];
const SHOP = {
  zone: "Asia/Hong_Kong",
  week: { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY },
  closed: { "2026-12-25": "Christmas Day" },
};
/** @param {string} hongKong */
const at = (hongKong) => openState(SHOP, new Date(`${hongKong}+08:00`));

test("the clock is the shop's, wherever the reader is", () => {
  assert.deepEqual(shopTime("Asia/Hong_Kong", new Date("2026-12-31T23:30:00Z")), { day: "2027-01-01", time: "07:30" });
  assert.deepEqual(shopTime("Asia/Taipei", new Date("2026-12-31T16:00:00Z")), { day: "2027-01-01", time: "00:00" });
});

for (const [when, state] of [
  ["2026-11-23T10:00", { open: true, until: "13:00" }],
  ["2026-11-23T18:29", { open: true, until: "18:30" }],
  ["2026-11-23T09:59", { open: false, reason: "", next: { inDays: 0, day: "2026-11-23", time: "10:00" } }],
  ["2026-11-23T13:00", { open: false, reason: "", next: { inDays: 0, day: "2026-11-23", time: "14:00" } }],
  ["2026-11-23T18:30", { open: false, reason: "", next: { inDays: 1, day: "2026-11-24", time: "10:00" } }],
  ["2026-11-27T19:00", { open: false, reason: "", next: { inDays: 3, day: "2026-11-30", time: "10:00" } }],
  ["2026-12-25T11:00", { open: false, reason: "Christmas Day", next: { inDays: 3, day: "2026-12-28", time: "10:00" } }],
  ["2026-12-24T19:00", { open: false, reason: "", next: { inDays: 4, day: "2026-12-28", time: "10:00" } }],
]) {
  test(`at ${when} the shop is ${state.open ? "open" : "closed"}`, () => assert.deepEqual(at(when), state));
}

test("a place that never opens says nothing of the next time", () => {
  assert.deepEqual(openState({ ...SHOP, week: {} }, new Date()), { open: false, reason: "", next: null });
});
