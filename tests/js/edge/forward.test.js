/** The edge functions of the guide's running/edge, with a collector that runs. */

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import cloudflare from "../../../deploy/edge/cloudflare.js";
import { prefixOf } from "../../../deploy/edge/forward.js";
import netlify from "../../../deploy/edge/netlify.js";
import vercel from "../../../deploy/edge/vercel.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const PYTHON = existsSync(join(ROOT, ".venv/bin/python")) ? join(ROOT, ".venv/bin/python") : "python3";
const SECRET = "5f".repeat(32);
const ORIGIN = "https://help.example";

let folder = "";
let collector;
let endpoint = "";

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "kbgen-edge-"));
  writeFileSync(join(folder, "secret"), `${SECRET}\n`);
  const options = [
    "--port",
    "0",
    "--db",
    join(folder, "s.sqlite3"),
    "--origin",
    ORIGIN,
    "--forward-secret",
    join(folder, "secret"),
  ];
  collector = spawn(PYTHON, ["-m", "search_analytics", "serve", ...options], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "ignore"],
  });
  endpoint = await new Promise((resolve, reject) => {
    collector.stdout.once("data", (line) => resolve(String(line).trim()));
    collector.once("exit", (code) => reject(new Error(`the collector ended with ${code}`)));
  });
});

after(async () => {
  collector.kill();
  await new Promise((resolve) => collector.once("exit", resolve));
  rmSync(folder, { recursive: true });
});

/** @param {string} query @param {number} number @param {string} [agent] */
function posted(query, number, agent = "Mozilla/5.0") {
  const id = `${String(number).padStart(21, "0")}A`;
  const body = JSON.stringify({
    v: 1,
    site: "harbour-hill",
    b: "b1",
    e: [{ t: "search", id, d: 0, q: query, n: 0, o: "none", l: "zh-Hant", m: "settle" }],
  });
  const headers = {
    "content-type": "text/plain",
    "user-agent": agent,
    origin: ORIGIN,
    "cf-connecting-ip": "203.0.113.7",
    "x-real-ip": "203.0.113.7",
  };
  return new Request("https://help.example/v1/events", { method: "POST", headers, body });
}

/** @param {Record<string, string>} [changes] */
function environment(changes = {}) {
  const settings = { KB_COLLECTOR: endpoint, KB_FORWARD_SECRET: SECRET, ...changes };
  globalThis.Netlify = { env: { get: (name) => settings[name] } };
  Object.assign(process.env, settings);
  return settings;
}

const HOSTS = {
  Cloudflare: (request, changes) => cloudflare.fetch(request, environment(changes)),
  Netlify: (request, changes) => environment(changes) && netlify(request, { ip: "203.0.113.7" }),
  Vercel: (request, changes) => environment(changes) && vercel(request),
};

for (const [number, [host, send]] of Object.entries(HOSTS).entries()) {
  test(`${host}: an event is stored once, however often it is sent`, async () => {
    const first = await send(posted("退款", 10 + number));
    assert.deepEqual([first.status, first.headers.get("x-kb-result")], [204, "stored=1;dup=0"]);
    const again = await send(posted("退款", 10 + number));
    assert.deepEqual([again.status, again.headers.get("x-kb-result")], [204, "stored=0;dup=1"]);
  });

  test(`${host}: a collector that cannot be reached is 503, and the page tries again`, async () => {
    const answer = await send(posted("退款", 20 + number), { KB_COLLECTOR: "http://127.0.0.1:9/v1/events" });
    assert.deepEqual([answer.status, answer.headers.get("retry-after")], [503, "5"]);
  });

  test(`${host}: another secret is refused`, async () => {
    assert.equal((await send(posted("退款", 30 + number), { KB_FORWARD_SECRET: "00".repeat(32) })).status, 403);
  });
}

test("a crawler is known by the forwarded agent, and other methods and large bodies go no further", async () => {
  assert.equal((await HOSTS.Cloudflare(posted("退款", 40, "Googlebot/2.1"))).status, 403);
  assert.equal((await HOSTS.Cloudflare(new Request("https://help.example/v1/events"))).status, 405);
  assert.equal((await HOSTS.Cloudflare(posted("x".repeat(17_000), 41))).status, 413);
});

test("readers of one function count as the visitors they are", async () => {
  for (const [number, address] of ["198.51.100.1", "198.51.101.1", "2001:db8:7::1"].entries()) {
    const request = posted("octopus", 50 + number);
    request.headers.set("cf-connecting-ip", address);
    assert.equal((await HOSTS.Cloudflare(request)).status, 204);
  }
  const count =
    "import sqlite3,sys; store = sqlite3.connect(sys.argv[1]); " +
    "print(store.execute(\"SELECT sum(first) FROM event WHERE query = 'octopus'\").fetchone()[0])";
  assert.equal(String(execFileSync(PYTHON, ["-c", count, join(folder, "s.sqlite3")])).trim(), "3");
});

test("an address becomes its network", () => {
  const networks = {
    "203.0.113.7": "203.0.113.0/24",
    "::ffff:203.0.113.7": "203.0.113.0/24",
    "2001:db8:0:1::9": "2001:db8:0::/48",
    "::1": "0:0:0::/48",
    "fe80::1%eth0": "fe80:0:0::/48",
  };
  for (const [address, network] of Object.entries(networks)) assert.equal(prefixOf(address), network);
  for (const nonsense of ["", "unknown", "1.2.3", "2001:db8"]) assert.throws(() => prefixOf(nonsense), TypeError);
});
