// What the formatter leaves alone: comments and strings may be as long as they like for it.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const ROOT = new URL("../../../", import.meta.url);
const FOLDERS = [".ci/", "deploy/edge/", "tests/js/", "theme/assets/"];
const MOST_CHARACTERS = 120;

test("every line of JavaScript can be read without scrolling sideways", () => {
  const long = [];
  for (const folder of FOLDERS.map((name) => new URL(name, ROOT))) {
    for (const name of readdirSync(folder, { recursive: true }).filter((path) => /\.m?js$/.test(path))) {
      const lines = readFileSync(new URL(name, folder), "utf8").split("\n");
      long.push(...lines.flatMap((line, at) => ([...line].length > MOST_CHARACTERS ? [`${name}:${at + 1}`] : [])));
    }
  }
  assert.deepEqual(long, []);
});
