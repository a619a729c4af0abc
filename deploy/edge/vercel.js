/** Vercel: this file as api/events.js, forward.js beside it, and a rewrite from /v1/events (guide: running/edge). */

import { forward } from "./forward.js";

export const config = { runtime: "edge" };

/** @param {string} name @returns {string} */
const setting = (name) => /** @type {any} */ (globalThis).process.env[name];

/** Vercel itself sets x-real-ip; what a reader sends under this name does not arrive. @param {Request} request */
export default (request) =>
  forward(request, {
    collector: setting("KB_COLLECTOR"),
    secret: setting("KB_FORWARD_SECRET"),
    address: request.headers.get("x-real-ip") ?? "",
  });
