/** Netlify Edge Functions: this file and forward.js in netlify/edge-functions/ (guide: running/edge). */

import { forward } from "./forward.js";

/** @param {string} name @returns {string} */
const setting = (name) => /** @type {any} */ (globalThis).Netlify.env.get(name);

/** @param {Request} request @param {{ ip: string }} context */
export default (request, context) =>
  forward(request, { collector: setting("KB_COLLECTOR"), secret: setting("KB_FORWARD_SECRET"), address: context.ip });

export const config = { path: "/v1/events" };
