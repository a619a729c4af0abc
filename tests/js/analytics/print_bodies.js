/**
 * Prints the body of every request that made-up readers cause, one a line;
 * Python checks them: node print_bodies.js FIRST LAST
 */

import { openPage } from "./page.js";
import { typeLikeAReader } from "./typing.js";

// KBGEN_BEACON: the script as a site published it, which may be an older one (tests/kept).
const { startAnalytics } = await import(process.env.KBGEN_BEACON ?? "../../../theme/assets/analytics/beacon.js");

const [first, last] = process.argv.slice(2).map(Number);
const OPTIONS = { endpoint: "https://collect.example/v1/events", site: "harbour-hill", build: "b1", l: "zh-Hant" };

for (let seed = first; seed <= last; seed += 1) {
  for (const { start, steps } of typeLikeAReader(seed).pages) {
    const referrer = start.moved ? "https://help.example/zh-hant/" : "";
    const page = openPage({
      search: start.asked ? `?q=${encodeURIComponent(start.asked)}` : "",
      referrer,
      arrival: start.restored ? "back_forward" : "navigate",
    });
    const { tell } = startAnalytics(OPTIONS);
    tell("record", { t: "view", a: "returns/refund-times", f: "other" });
    tell("record", { t: "vote", a: "returns/refund-times", v: 0, r: "unclear" });
    let now = steps[0]?.[0] ?? 0;
    for (const [at, step, given] of steps) {
      await page.pass(at - now);
      now = at;
      tell(step, given);
    }
    await page.happens("pagehide");
    for (const { url, options, ...body } of [...page.requests, ...page.beacons]) console.log(JSON.stringify(body));
  }
}
