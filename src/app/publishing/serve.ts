import { isBefore, stamp } from '../../core/clock/index.ts'
import { changedAt, csafName, paths, osvPath, zip, type Card, type Packed } from '../../core/publishing/index.ts'
import { formats } from '../../core/advisory/index.ts'
import { isPublished, publicId, type Case } from '../../core/process/index.ts'
import { CsafTestsFailed, type CsafFinding } from '../ports/index.ts'
import { publicAdvisory, publishedText, type PublicAdvisory } from '../public/index.ts'
import type { World } from '../world.ts'
import { cardOf, catalogue, type Catalogue } from './catalogue.ts'
import { besides, issueCsaf, issuedCsaf, type Issued } from './csaf.ts'
import { lists, type Listing } from './lists.ts'
import { isQuiet, thisMoment, type Moment } from './moment.ts'
import { publishing, type Publishing } from './site.ts'

/** A published file, and when it last changed. */
export interface Published {
  readonly body: string | Uint8Array
  readonly mediaType: string
  readonly modified: string
}

/** A list, which is written only for a reader who has not got it: all others are answered by its tag. */
export interface PublishedList extends Omit<Published, 'body'> {
  /** Changes with its bytes. */
  readonly tag: string
  body(): string | Uint8Array
}

interface Made {
  readonly card: Card
  readonly osv: Packed
  /** False: it is not out yet, or the tests withhold it. */
  readonly csaf: boolean
}

/** All that is published, and a moment before it was looked for: what happened since may not be in it. */
interface Looked {
  readonly since: Moment
  readonly known: Catalogue<Made>
}

/** What a server knows of what it published, by what it was made with; nothing is lost when it is forgotten. */
interface Memory {
  readonly madeWith: string
  known: Catalogue<Made>
  /** Who asks while it is being made waits for the same. */
  making: Promise<Looked> | undefined
  /** Lists of what is known, by path. */
  written: Map<string, PublishedList>
  /** While nothing has happened since, what is known is all there is; `undefined`: it has to be looked for. */
  since: Moment | undefined
  /** Revisions that the tests withheld, and why: nobody who asks for one makes it be tested again. */
  readonly withheld: Map<string, Issued>
  /** Revisions that are being tested: whoever asks meanwhile waits for the same test. */
  readonly testing: Map<string, Promise<Issued>>
}
const memories = new WeakMap<World['store'], Memory>()

const osv = formats.find(({ name }) => name === 'osv')

/** Lists that are longer are written again for each reader who needs them. */
const mostKept = 1_000_000

/** A list of all that is published, or the archive of all OSV records; `undefined` for any other path. */
export async function publishedList(world: World, path: string): Promise<PublishedList | undefined> {
  if (path !== paths.osvAll && lists.every((one) => one.path !== path)) return undefined
  const before = memories.get(world.store)
  const known = before?.written.get(path)
  if (known !== undefined && before?.since !== undefined && (await isQuiet(world, before.since))) return known
  const by = await publishing(world)
  await allOf(world, by)
  // From here on nothing is waited for: what is written now is of what is known now.
  const memory = memoryOf(world, by)
  const made = madeIn(memory)
  const written = memory.written.get(path) ?? listAt(world, path, listingOf(made, by), made)
  memory.written.set(path, written)
  return written
}

/** Everything that was made stays as it is until something happens. */
function isSettled(known: Catalogue<Made>): boolean {
  return known.values().every(({ settled }) => settled)
}

function listAt(world: World, path: string, listing: Listing, made: readonly Made[]): PublishedList {
  const list = lists.find((one) => one.path === path)
  const body = list === undefined ? () => archive(made) : () => list.write(listing)
  const first = body()
  const tag = typeof first === 'string' ? world.machine.sha256(first) : world.machine.digest(first).toHex()
  return {
    mediaType: list?.mediaType ?? 'application/zip',
    modified: changedAt(listing.site, listing[list?.of ?? 'cards']),
    tag: tag.slice(0, 32),
    body: first.length > mostKept ? body : () => first,
  }
}

function archive(made: readonly Made[]): Uint8Array {
  return zip(made.map((one) => one.osv).toSorted((one, other) => (one.name < other.name ? -1 : 1)))
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
  const modified = ending === '.asc' ? await signedSince(world, advisory, issued.signature) : advisory.modified
  return { body, mediaType, modified }
}

/** A signature changes with the document, and with the committee's key. */
async function signedSince({ openpgp }: World, { modified }: PublicAdvisory, signature: string): Promise<string> {
  const at = stamp(await openpgp.signedAt(signature))
  return isBefore(Temporal.Instant.from(modified), Temporal.Instant.from(at)) ? at : modified
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

/**
 * Where the document of what a case published fails the mandatory tests; empty where it is out, or is not tested yet: the
 * server's own round does that, no page.
 */
export async function csafWithheld(world: World, c: Case): Promise<readonly CsafFinding[]> {
  if (!isPublished(c)) return []
  const advisory = await publicAdvisory(world, publicId(c))
  if (advisory === undefined) return []
  const known = memoryOf(world, await publishing(world)).withheld.get(revisionOf(advisory))
  return known !== undefined && 'withheld' in known ? known.withheld : []
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
  memory.making ??= look(world, by, memory)
  try {
    const { since, known } = await memory.making
    if (!isSame(memory.known, known)) memory.written = new Map()
    memory.known = known
    memory.since = isSettled(known) ? since : undefined
    return madeIn(memory)
  } finally {
    memory.making = undefined
  }
}

async function look(world: World, by: Publishing, { known, withheld }: Memory): Promise<Looked> {
  const since = await thisMoment(world)
  const all = await catalogue(world, known, async (advisory) => {
    if (osv === undefined) throw new Error('there is no OSV among the formats')
    const packed = world.machine.pack(publishedText(advisory, osv, by.issuer))
    const csaf = (await issuedCsaf(world, advisory, by)).signature !== undefined
    const name = osvPath(advisory.id).split('/').at(-1) ?? ''
    const made = { card: cardOf(advisory), osv: { name, ...packed }, csaf }
    return { made, settled: csaf || withheld.has(revisionOf(advisory)) }
  })
  return { since, known: all }
}

function madeIn({ known }: Memory): readonly Made[] {
  return [...known.values()].map(({ made }) => made)
}

/** What changed was made anew. */
function isSame(one: Catalogue<Made>, other: Catalogue<Made>): boolean {
  return one.size === other.size && other.entries().every(([name, kept]) => one.get(name)?.made === kept.made)
}

function memoryOf({ store }: World, { issuer, key }: Publishing): Memory {
  const madeWith = JSON.stringify([issuer.publisher, key.fingerprint])
  const present = memories.get(store)
  if (present?.madeWith === madeWith) return present
  const known = new Map()
  const empty = { known, making: undefined, written: new Map(), since: undefined }
  const fresh: Memory = { madeWith, ...empty, withheld: new Map(), testing: new Map() }
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
