// The bytes of an index file. Twin: kbgen/search/columns.py. Specification: index-format 3.3, 3.4 and 4.1.

/** How files are laid out (index-format 3.3); the format of the manifest has a number of its own. */
const LAYOUT = 1;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The file is truncated, changed, or not the one asked for. */
export class DamagedError extends Error {}

export class Columns {
  /** @param {Uint8Array} payload */
  constructor(payload) {
    this.payload = payload;
    this.position = 0;
  }

  varint() {
    let value = 0;
    let factor = 1;
    for (;;) {
      if (this.position >= this.payload.length) throw new DamagedError("a column ends too early");
      const byte = this.payload[this.position++];
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
  }

  column() {
    const size = this.varint();
    const start = this.position;
    this.position += size;
    if (this.position > this.payload.length) throw new DamagedError("a column ends too early");
    return this.payload.subarray(start, this.position);
  }

  text() {
    return utf8.decode(this.column());
  }

  numbers() {
    const values = [];
    let value = 0;
    let factor = 1;
    for (const byte of this.column()) {
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        values.push(value);
        value = 0;
        factor = 1;
      } else factor *= 128;
    }
    return values;
  }

  terms() {
    const shared = this.numbers();
    const rests = this.text().split("\n");
    const terms = [];
    let before = "";
    for (let at = 0; at < shared.length; at += 1) {
      before = keep(before, shared[at]) + rests[at];
      terms.push(before);
    }
    return terms;
  }
}

/**
 * The first `length` code points of a term.
 * @param {string} term @param {number} length
 */
function keep(term, length) {
  let end = 0;
  for (let count = 0; count < length; count += 1) end += /** @type {number} */ (term.codePointAt(end)) > 0xffff ? 2 : 1;
  return term.slice(0, end);
}

/**
 * What a file unpacks to, after its checksum (gzip's own), and the payload in it, after its header.
 * @param {ArrayBuffer} content @param {string} place
 */
export async function unpack(content, place) {
  let whole;
  try {
    const stream = new Response(content).body?.pipeThrough(new DecompressionStream("gzip"));
    whole = await new Response(stream).arrayBuffer();
  } catch {
    throw new DamagedError(`${place} does not unpack`);
  }
  const bytes = new Uint8Array(whole);
  const columns = new Columns(bytes);
  columns.position = 3;
  if (bytes[0] !== 0x6b || bytes[1] !== 0x62 || bytes[2] !== LAYOUT || !sameText(columns.column(), place))
    throw new DamagedError(`this is not ${place}`);
  return { whole, payload: bytes.subarray(columns.position) };
}

/**
 * The manifest that a pack holds, and the payloads of the files in it by name (index-format 3.5 and 4.12).
 * @param {ArrayBuffer} content @param {string} language
 */
export async function openPack(content, language) {
  const columns = new Columns((await unpack(content, `pack/${language}`)).payload);
  const manifest = columns.column();
  /** @type {Map<string, Uint8Array>} */
  const payloads = new Map();
  while (columns.position < columns.payload.length) payloads.set(columns.text(), columns.column());
  return { manifest, payloads };
}

/** Whether a manifest ends with the checksum of what stands before it (index-format 3.1). @param {string} manifest */
export function isSealed(manifest) {
  const seal = /,"crc32":"([0-9a-f]{8})"\}$/.exec(manifest);
  return seal !== null && parseInt(seal[1], 16) === crc32(new TextEncoder().encode(manifest.slice(0, seal.index)));
}

/** The checksum of gzip (RFC 1952); hashing is not for pages that came by plain HTTP. @param {Uint8Array} bytes */
export function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 && 0xedb88320);
  }
  return ~crc >>> 0;
}

/** Compares bytes, for what is in a wrong file may be no UTF-8. @param {Uint8Array} bytes @param {string} text */
function sameText(bytes, text) {
  const expected = new TextEncoder().encode(text);
  return bytes.length === expected.length && bytes.every((byte, at) => byte === expected[at]);
}

/** @param {Uint8Array} payload */
export const parseJson = (payload) => JSON.parse(utf8.decode(payload));
