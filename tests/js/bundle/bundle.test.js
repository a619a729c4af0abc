// Many modules in the theme, one script on the portal, and one more for each module that is imported late.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { bundle } from "../../../.ci/bundle.mjs";

const MODULES = {
  "s/page.js":
    'import { count } from "./counter.js";\ncount();\nvoid import("./late.js").then(({ say }) => say("page"));\n',
  "s/late.js":
    'import { count } from "./counter.js";\nimport { twice } from "./own.js";\nconst mine = count();\n' +
    "export const say = (who) => console.log(JSON.stringify([who, twice(mine), import.meta.url.slice(-9)]));\n",
  "s/own.js": 'import { count } from "./counter.js";\nexport const twice = (n) => [n, n * 2, count()];\n',
  "s/counter.js": "let counted = 0;\nexport function count() {\n  return (counted += 1);\n}\n",
  "s/unused.js": "export const UNUSED = 1;\n",
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kbgen-bundle-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Write files below the folder of this test. */
function write(files) {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Bundle s/page.js of the modules, some of which are others. */
function bundled(changed = {}) {
  write(Object.entries({ ...MODULES, ...changed }));
  return bundle(folder, "s/page.js");
}

/** What s/page.js says in a folder that has these scripts and no other. */
function saidBy(scripts) {
  rmSync(folder, { recursive: true });
  write([...scripts, ["package.json", '{ "type": "module" }']]);
  return JSON.parse(execFileSync(process.execPath, [join(folder, "s/page.js")], { encoding: "utf8" }));
}

test("a late module is one script more, which takes from the first what runs there already", async () => {
  const { scripts, modules } = await bundled();
  assert.deepEqual([...scripts.keys()].sort(), ["s/late.js", "s/page.js"]);
  assert.deepEqual([...modules].sort(), ["s/counter.js", "s/late.js", "s/own.js", "s/page.js"]);
  assert.deepEqual(saidBy(scripts), ["page", [2, 4, 3], "s/late.js"]);
});

test("a script exports what its own module exports", async () => {
  const { scripts } = await bundled({ "s/page.js": `${MODULES["s/page.js"]}export const NAME = "page";\n` });
  assert.match(scripts.get("s/page.js"), /export\{.* as NAME\b/);
});

test("a module that would run twice is refused with its name", async () => {
  const atOnce = 'import { twice } from "./own.js";\nvoid import("./own.js").then(twice);\n';
  await assert.rejects(bundled({ "s/page.js": atOnce }), /s\/own\.js is imported late in s\/page\.js, where it runs/);
  const two = 'void import("./late.js");\nvoid import("./other.js");\n';
  const other = 'export { twice } from "./own.js";\n';
  await assert.rejects(bundled({ "s/page.js": two, "s/other.js": other }), /would run in s\/other\.js and in another/);
});

test("two modules that lend something of the same name are refused", async () => {
  const late =
    'import { count } from "./counter.js";\nimport { other } from "./other.js";\nexport const say = [count, other];\n';
  const page = `import { other } from "./other.js";\nother();\n${MODULES["s/page.js"]}`;
  const other = "export const other = () => 1;\nexport const count = () => 2;\n";
  await assert.rejects(
    bundled({ "s/page.js": page, "s/late.js": late, "s/other.js": other }),
    /No matching export in "bundles:s\/page\.js" for import "count"/,
  );
});

test("modules that are not there are refused", async () => {
  await assert.rejects(
    bundled({ "s/own.js": 'export { twice } from "./gone.js";\n' }),
    /Could not resolve "\.\/gone\.js"/,
  );
  await assert.rejects(bundled({ "s/page.js": 'void import("./gone.js");\n' }), /Could not resolve "s\/gone\.js"/);
});
