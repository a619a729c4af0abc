// The search engine in a Web Worker: fetches the index, answers questions in the order they come.

import { DamagedError } from './columns.js'
import { SearchEngine } from './engine.js'
import { makeExcerpt } from './excerpt.js'
import { FormatError, IndexReader, parseManifest } from './reader.js'
import { reasons } from './reasons.js'

/** Answers whose excerpts may still be asked for. */
const ANSWERS_KEPT = 24

/** @typedef {import("./engine.js").Result} Result */

/** A file or the network cannot be reached. */
class UnreachableError extends Error {}

/** @type {{ base: string, language: "en" | "zh-hant" }} */
let options
/** @type {Promise<SearchEngine> | null} */
let engine = null
/** @type {Map<number, { engine: SearchEngine, results: Map<number, Result> }>} */
const answers = new Map()
let answersGiven = 0

/** @param {string} name @param {RequestCache} cache */
async function get(name, cache) {
  let status = 0
  try {
    const response = await fetch(new URL(`search/${name}`, options.base), { cache, credentials: 'same-origin' })
    if (response.ok) return await response.arrayBuffer()
    status = response.status
  } catch {
    // No answer, or one that broke off in the middle; said below.
  }
  throw new UnreachableError(`${status || 'no answer'} for ${name}`)
}

/** @param {string} name @param {boolean} again */
const fetchFile = (name, again) => get(`${name}.bin`, again ? 'reload' : 'default')

/** @type {(manifest: ArrayBuffer | null) => void} */
let receive
/** The manifest that the page fetches while this script starts; null where it could not be had. Used once. @type {Promise<ArrayBuffer | null> | null} */
let sent = new Promise((resolve) => (receive = resolve))

/** The newest manifest: the one the page sent, later the host's; where it is not sound, once more past all caches. */
async function fetchManifest() {
  const first = sent ?? get('manifest.json', 'no-cache')
  sent = null
  try {
    const content = await first
    if (content) return readManifest(content)
  } catch {
    // Damaged, or old in a cache on the way; what stays wrong is said below.
  }
  return readManifest(await get('manifest.json', 'reload'))
}

/** @param {ArrayBuffer} content */
const readManifest = (content) => parseManifest(new TextDecoder('utf-8', { ignoreBOM: true }).decode(content))

function open() {
  if (!engine) {
    engine = fetchManifest().then((manifest) => new SearchEngine(new IndexReader(manifest, fetchFile), options.language))
    engine.catch(() => (engine = null))
  }
  return engine
}

/** Fetch what a first question will need; English readers seldom ask in Chinese. */
async function load() {
  const { index, lookup, language } = await open()
  const chinese = language === 'zh-hant' ? [index.aliases('hani'), lookup.load('hani', []), index.forms()] : [index.aliases('latn')]
  await Promise.all([lookup.load('latn', []), ...chinese])
  return true
}

/**
 * Run a task; where files are gone because a new portal was published, run it once more on the new index.
 * @template T
 * @param {(engine: SearchEngine) => Promise<T>} task
 */
async function onNewestIndex(task) {
  const current = await open()
  try {
    return await task(current)
  } catch (error) {
    if (!(error instanceof UnreachableError || error instanceof DamagedError)) throw error
    const manifest = await fetchManifest()
    if (manifest.build === current.index.manifest.build) throw error
    engine = Promise.resolve(new SearchEngine(new IndexReader(manifest, fetchFile), options.language))
    return await task(await engine)
  }
}

/** @param {{ query: string, limit: number, literal: boolean }} question */
function search({ query, limit, literal }) {
  return onNewestIndex(async (current) => {
    const answer = await current.search(query, { limit, literal })
    const ticket = (answersGiven += 1)
    answers.set(ticket, { engine: current, results: new Map(answer.results.map((result) => [result.pair, result])) })
    answers.delete(ticket - ANSWERS_KEPT)
    const results = await Promise.all(answer.results.map((result) => publicResult(current, result, ticket)))
    return { ...answer, results }
  })
}

/** @param {SearchEngine} current @param {Result} result @param {number} ticket */
async function publicResult(current, result, ticket) {
  const { id, title, language, url, type } = result.document
  return {
    id, title, language, url, type, category: id.includes('/') ? id.slice(0, id.indexOf('/')) : '',
    score: result.score, weak: result.weak, own: result.own, section: null, why: await reasons(current.index, result),
    ticket, pair: result.pair,
  }
}

/** @param {{ ticket: number, pair: number }} which */
function excerpt({ ticket, pair }) {
  const answer = answers.get(ticket)
  const result = answer?.results.get(pair)
  if (!answer || !result) return { section: null, parts: [], found: [] }
  return excerptOf(answer.engine, result)
}

/** @param {SearchEngine} current @param {Result} result */
async function excerptOf(current, result) {
  const [sections, forms] = await Promise.all([current.index.text(result.document), current.index.forms()])
  /** @type {import("./excerpt.js").Wanted} */
  const wanted = { latn: new Set(), hani: new Set() }
  for (const { reading } of result.chosen) {
    for (const need of reading.needs) {
      for (const { family, term } of need.terms) {
        if (family.startsWith('latn/')) wanted.latn.add(term)
        else if (reading.needs.length === 1 || [...term].length > 1) wanted.hani.add(term)
      }
    }
  }
  return makeExcerpt(sections, wanted, forms.fold, result.document.title)
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof FormatError ? 'format' : error instanceof DamagedError ? 'damaged' : error instanceof UnreachableError ? 'offline' : 'internal')

/** @type {Map<string, (args: any) => unknown>} */
const methods = new Map()
  .set('open', (/** @type {typeof options} */ given) => void (options = given))
  .set('manifest', (/** @type {ArrayBuffer | null} */ content) => receive(content))
  .set('load', load)
  .set('search', search)
  .set('excerpt', excerpt)

self.addEventListener('message', async ({ data: { id, method, args } }) => {
  try {
    const value = await methods.get(method)?.(args)
    self.postMessage({ id, value })
  } catch (error) {
    self.postMessage({ id, error: { code: codeOf(error), message: String(error) } })
  }
})
