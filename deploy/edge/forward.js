/**
 * Send a page's events on to the collector, from a function of a host that runs no program of yours
 * (the guide's running/edge).
 *
 * The address of the reader is cut to its network here and goes no further.
 * What the collector did not store is answered 503, and the page tries again with the same ids.
 */

const MAX_BODY_BYTES = 16 * 1024;
const PATIENCE_MS = 5_000;

/**
 * @param {Request} request of a page
 * @param {{ collector: string, secret: string, address: string }} settings
 *   collector: https://…/v1/events. secret: the one in the collector's --forward-secret.
 *   address: of the reader, as the host knows it.
 * @returns {Promise<Response>}
 */
export async function forward(request, { collector, secret, address }) {
  if (request.method !== "POST") return answer(405);
  const body = new Uint8Array(await request.arrayBuffer());
  if (body.length > MAX_BODY_BYTES) return answer(413);
  const header = await sign(secret, {
    t: Math.floor(Date.now() / 1000),
    prefix: prefixOf(address),
    agent: (request.headers.get("user-agent") ?? "").slice(0, 512),
    origin: request.headers.get("origin"),
    sha256: hex(await crypto.subtle.digest("SHA-256", body)),
  });
  try {
    const headers = { "content-type": "text/plain;charset=UTF-8", "x-kb-forwarded": header };
    const stored = await fetch(collector, {
      method: "POST",
      headers,
      body,
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer(stored.status, stored.headers.get("retry-after"), stored.headers.get("x-kb-result"));
  } catch {
    return answer(503, "5"); // the collector cannot be reached: nothing was stored
  }
}

/** The network of an address: /24, or /48 of IPv6. @param {string} address */
export function prefixOf(address) {
  const mapped = /^(?:::ffff:)?(\d+)\.(\d+)\.(\d+)\.\d+$/i.exec(address);
  if (mapped) return `${mapped[1]}.${mapped[2]}.${mapped[3]}.0/24`;
  const [head = "", tail] = address.split("%")[0].split("::");
  const before = head ? head.split(":") : [];
  const after = tail ? tail.split(":") : [];
  const groups =
    tail === undefined
      ? before
      : [...before, ...Array(Math.max(0, 8 - before.length - after.length)).fill("0"), ...after];
  if (groups.length !== 8 || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)))
    throw new TypeError("no address of a reader");
  const [first, second, third] = groups.map((group) => Number.parseInt(group, 16).toString(16));
  return `${first}:${second}:${third}::/48`;
}

/** @param {string} secret @param {object} said @returns {Promise<string>} */
async function sign(secret, said) {
  const payload = base64url(new TextEncoder().encode(JSON.stringify(said)));
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return `${payload}.${hex(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(payload)))}`;
}

/** @param {number} status @param {string | null} [retryAfter] @param {string | null} [result] */
function answer(status, retryAfter = null, result = null) {
  const headers = new Headers({ "cache-control": "no-store" });
  if (retryAfter) headers.set("retry-after", retryAfter);
  if (result) headers.set("x-kb-result", result);
  return new Response(null, { status, headers });
}

/** @param {ArrayBuffer} bytes */
const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {Uint8Array} bytes */
const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
