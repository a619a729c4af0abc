/**
 * theme/assets → theme/bundles: the few scripts that pages fetch, each with the modules it needs, and a list of what
 * they were made of. A site build takes them only where that list fits (kbgen/site/assets/bundles.py).
 *
 * A browser learns of a module only when it has the one that imports it: on a slow network several round trips before a
 * script can start, and more requests than HTTP/1 carries at once.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, version } from "esbuild";

/** What a page, a site that embeds the search, a worker or another script names. */
const SCRIPTS = [
  "assets/analytics/beacon.js",
  "assets/embed/element.js",
  "assets/portal/asked.js",
  "assets/portal/clock.js",
  "assets/portal/portal.js",
  "assets/portal/short-link.js",
  "assets/portal/tabs.js",
  "assets/search/client.js",
  "assets/search/worker.js",
];

/** @typedef {Map<string, string>} Scripts by path below the theme */
/** @typedef {import("esbuild").Plugin} Plugin */
/** @typedef {import("esbuild").BuildOptions} BuildOptions */

/**
 * Bundle a script, and each part that it fetches late as one script more beside it.
 *
 * A module runs once: a late script takes what runs already from the first, which exports it for that. Rejects where
 * one would run twice, where two that are exported have something of the same name, and where a module is not there.
 * @param {string} folder of the theme
 * @param {string} entry
 * @returns {Promise<{ scripts: Scripts, modules: Set<string> }>} both by path below the theme
 */
export async function bundle(folder, entry) {
  /** @type {Set<string>} */
  const late = new Set();
  const first = await run(folder, { entryPoints: [entry], plugins: [linking(folder, late)] });
  const modules = new Set(first.modules);
  /** @type {Set<string>} */
  const lent = new Set();
  /** @type {Scripts} */
  const scripts = new Map();
  for (const path of late) {
    if (modules.has(path)) throw new Error(`${path} is imported late in ${entry}, where it runs already`);
    const part = await run(folder, {
      entryPoints: [path],
      plugins: [linking(folder, late, { entry, runs: new Set(first.modules), lent })],
    });
    scripts.set(path, part.script);
    for (const module of part.modules) {
      if (modules.has(module)) throw new Error(`${module} would run in ${path} and in another late script of ${entry}`);
      modules.add(module);
    }
  }
  const contents = [entry, ...[...lent].sort()].map((path) => `export * from "./${path}";`).join("\n");
  scripts.set(
    entry,
    lent.size
      ? (await run(folder, { stdin: { contents, resolveDir: folder }, plugins: [linking(folder, late)] })).script
      : first.script,
  );
  for (const path of late) await run(folder, { entryPoints: [path], plugins: [inMemory(scripts)] });
  return { scripts, modules };
}

/** @param {string} folder @param {BuildOptions} options @returns {Promise<{ script: string, modules: string[] }>} */
async function run(folder, options) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    bundle: true,
    charset: "utf8",
    format: "esm",
    legalComments: "none",
    metafile: true,
    minify: true,
    target: "es2022",
    write: false,
    ...options,
  });
  const [{ text }] = /** @type {{ text: string }[]} */ (outputFiles);
  return { script: text, modules: Object.keys(metafile?.inputs ?? {}).filter((path) => path !== "<stdin>") };
}

/**
 * What is fetched late stays an import, and is noted; so does, in a late script, what runs in the first.
 * @param {string} folder of the theme
 * @param {Set<string>} late
 * @param {{ entry: string, runs: Set<string>, lent: Set<string> }} [before] of a late script: the first, its modules,
 *   and those of them that are asked for
 * @returns {Plugin}
 */
const linking = (folder, late, before) => ({
  name: "linking",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\./ }, ({ path, importer, kind }) => {
      const module = posix.join(posix.dirname(relative(folder, importer).replaceAll("\\", "/")), path);
      if (kind === "dynamic-import") {
        late.add(module);
        return { path, external: true };
      }
      if (kind !== "import-statement" || !before?.runs.has(module)) return null;
      before.lent.add(module);
      return { path: `./${posix.basename(before.entry)}`, external: true };
    }),
});

/**
 * Finished scripts instead of the modules they were made of: esbuild refuses an import of what another does not export.
 * @param {Scripts} scripts
 * @returns {Plugin}
 */
const inMemory = (scripts) => ({
  name: "in-memory",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /./ }, ({ path, importer, kind }) =>
      kind === "dynamic-import"
        ? { path, external: true }
        : { path: posix.join(posix.dirname(importer), path), namespace: "bundles" },
    );
    onLoad({ filter: /./ }, ({ path }) => ({ contents: /** @type {string} */ (scripts.get(path)) }));
  },
});

/** @param {string | Buffer} content */
const digest = (content) => createHash("sha256").update(content).digest("hex");

/** @param {Iterable<[string, string]>} entries */
const sorted = (entries) => Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));

/** @param {string} theme */
async function bundleTheme(theme) {
  /** @type {Scripts} */
  const scripts = new Map();
  /** @type {Set<string>} */
  const modules = new Set();
  for (const entry of SCRIPTS) {
    const made = await bundle(theme, entry);
    for (const [path, script] of made.scripts) scripts.set(path, script);
    for (const module of made.modules) modules.add(module);
  }
  // Beside the old ones, which go when all are there.
  const folder = join(theme, "bundles.new");
  rmSync(folder, { recursive: true, force: true });
  for (const [path, script] of scripts) {
    const place = resolve(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, script);
  }
  const manifest = {
    made_by: `esbuild ${version}`,
    scripts: sorted([...scripts].map(([path, script]) => [path, digest(script)])),
    sources: sorted([...modules].map((path) => [path, digest(readFileSync(join(theme, path)))])),
  };
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  rmSync(join(theme, "bundles"), { recursive: true, force: true });
  renameSync(folder, join(theme, "bundles"));
  const bytes = [...scripts.values()].reduce((sum, script) => sum + Buffer.byteLength(script), 0);
  console.log(`theme/bundles: ${scripts.size} scripts of ${modules.size} modules, ${bytes.toLocaleString("en")} bytes`);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await bundleTheme(fileURLToPath(new URL("../theme", import.meta.url)));
