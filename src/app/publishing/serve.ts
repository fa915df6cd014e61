import { changedAt, csafName, paths, osvPath, zip, type Card, type Packed } from '../../core/publishing/index.ts'
import { formats } from '../../core/advisory/index.ts'
import { CsafTestsFailed } from '../ports/index.ts'
import { publicAdvisory, publishedText, type PublicAdvisory } from '../public/index.ts'
import type { World } from '../world.ts'
import { cardOf, catalogue, type Catalogue } from './catalogue.ts'
import { besides, issueCsaf, issuedCsaf, type Issued } from './csaf.ts'
import { lists, type Listing } from './lists.ts'
import { publishing, type Publishing } from './site.ts'

/** A published file, and when it last changed. */
export interface Published {
  readonly body: string | Uint8Array
  readonly mediaType: string
  readonly modified: string
}

interface Made {
  readonly card: Card
  readonly osv: Packed
  /** False: it is not out yet, or the tests withhold it. */
  readonly csaf: boolean
}

/** What a server knows of what it published, by what it was made with; nothing is lost when it is forgotten. */
interface Memory {
  readonly madeWith: string
  known: Catalogue<Made>
  /** Who asks while it is being made waits for the same. */
  making: Promise<Catalogue<Made>> | undefined
  /** Revisions that the tests withheld, and why: nobody who asks for one makes it be tested again. */
  readonly withheld: Map<string, Issued>
  /** Revisions that are being tested: whoever asks meanwhile waits for the same test. */
  readonly testing: Map<string, Promise<Issued>>
}
const memories = new WeakMap<World['store'], Memory>()

const osv = formats.find(({ name }) => name === 'osv')

/** A list of all that is published, or the archive of all OSV records; `undefined` for any other path. */
export async function publishedList(world: World, path: string): Promise<Published | undefined> {
  const list = lists.find((one) => one.path === path)
  if (list === undefined && path !== paths.osvAll) return undefined
  const by = await publishing(world)
  const made = await allOf(world, by)
  const listing = listingOf(made, by)
  const modified = changedAt(listing.site, listing.cards)
  if (list !== undefined) return { body: list.write(listing), mediaType: list.mediaType, modified }
  const files = made.map((one) => one.osv).toSorted((one, other) => (one.name < other.name ? -1 : 1))
  return { body: zip(files), mediaType: 'application/zip', modified }
}

/**
 * A CSAF document or what stands beside it, by its file's name (`cve-2026-10001.json.sha256`) below its year;
 * `undefined` where nothing is published under that name, or it is withheld.
 */
export async function publishedCsaf(world: World, year: string, file: string): Promise<Published | undefined> {
  const [, name = '', ending = ''] = /^(.+\.json)(|\.sha256|\.sha512|\.asc)$/.exec(file) ?? []
  const advisory = await publicAdvisory(world, name.replace(/\.json$/, '').toUpperCase())
  if (advisory === undefined || csafName(advisory.id) !== name || !advisory.published.startsWith(`${year}-`))
    return undefined
  const issued = await csafOf(world, advisory)
  if ('withheld' in issued) return undefined
  const body = besides(world, advisory, issued)[ending as '' | '.asc']
  const mediaType = ending === '' ? 'application/json' : ending === '.asc' ? 'application/pgp-signature' : 'text/plain'
  return { body, mediaType, modified: advisory.modified }
}

/** An advisory's CSAF document, or where it fails the mandatory tests. */
export async function csafOf(world: World, advisory: PublicAdvisory): Promise<Issued> {
  const by = await publishing(world)
  const { withheld, testing } = memoryOf(world, by)
  const revision = revisionOf(advisory)
  const known = withheld.get(revision) ?? testing.get(revision)
  if (known !== undefined) return known
  const issuing = issueCsaf(world, advisory, by)
  testing.set(revision, issuing)
  try {
    const issued = await issuing
    // Tests that did not come to their end say nothing of the document: the next round tries again.
    if ('withheld' in issued && issued.withheld.every(({ test }) => /^\d/.test(test))) withheld.set(revision, issued)
    return issued
  } finally {
    testing.delete(revision)
  }
}

function revisionOf({ id, modified }: { readonly id: string; readonly modified: string }): string {
  return `${id} ${modified}`
}

/**
 * Issues what is published and not out as CSAF yet; a server does it beside its requests, so that nobody waits for the
 * tests. Answers how many documents went out. What the tests withhold is told once a revision.
 */
export async function issueDue(world: World): Promise<number> {
  if ((await world.store.published(world.community, 1)).length === 0) return 0
  const by = await publishing(world)
  const { withheld } = memoryOf(world, by)
  let issued = 0
  for (const { card, csaf } of await allOf(world, by)) {
    if (csaf || withheld.has(revisionOf(card))) continue
    const advisory = await publicAdvisory(world, card.id)
    if (advisory === undefined) continue
    const outcome = await csafOf(world, advisory).catch((error: unknown) => {
      if (error instanceof CsafTestsFailed && error.code === 'closed') return undefined
      throw error
    })
    if (outcome === undefined) break
    if (!('withheld' in outcome)) issued += 1
  }
  return issued
}

/** The committee's public key; `undefined` for a fingerprint that is none of its own. */
export async function publishedKey(world: World, fingerprint: string): Promise<string | undefined> {
  const { keys } = await publishing(world)
  return keys.find((key) => key.fingerprint === fingerprint)?.armored
}

async function allOf(world: World, by: Publishing): Promise<readonly Made[]> {
  const memory = memoryOf(world, by)
  memory.making ??= catalogue(world, memory.known, async (advisory) => {
    if (osv === undefined) throw new Error('there is no OSV among the formats')
    const packed = world.machine.pack(publishedText(advisory, osv, by.publisher))
    const csaf = (await issuedCsaf(world, advisory, by)).signature !== undefined
    const name = osvPath(advisory.id).split('/').at(-1) ?? ''
    return { made: { card: cardOf(advisory), osv: { name, ...packed }, csaf }, settled: csaf }
  })
  try {
    memory.known = await memory.making
    return [...memory.known.values()].map(({ made }) => made)
  } finally {
    memory.making = undefined
  }
}

function memoryOf({ store }: World, { publisher, key }: Publishing): Memory {
  const madeWith = JSON.stringify([publisher, key.fingerprint])
  const present = memories.get(store)
  if (present?.madeWith === madeWith) return present
  const fresh: Memory = { madeWith, known: new Map(), making: undefined, withheld: new Map(), testing: new Map() }
  memories.set(store, fresh)
  return fresh
}

function listingOf(made: readonly Made[], { site, keys }: Publishing): Listing {
  const out = made.filter(({ csaf }) => csaf)
  return {
    site,
    cards: made.map(({ card }) => card),
    csaf: out.map(({ card }) => card),
    fingerprints: keys.map(({ fingerprint }) => fingerprint),
  }
}
