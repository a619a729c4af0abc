/** Cloudflare Workers: `npx wrangler deploy`, with a route such as help.example.com/v1/events (guide: running/edge). */

import { forward } from "./forward.js";

export default {
  /** @param {Request} request @param {{ KB_COLLECTOR: string, KB_FORWARD_SECRET: string }} env */
  fetch: (request, env) =>
    forward(request, {
      collector: env.KB_COLLECTOR,
      secret: env.KB_FORWARD_SECRET,
      address: request.headers.get("cf-connecting-ip") ?? "",
    }),
};
