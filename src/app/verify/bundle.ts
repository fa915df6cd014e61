import {
  BadNote,
  bundleShape,
  genesis,
  inclusionHolds,
  leafOf,
  readCanonical,
  readKey,
  readLink,
  sameKey,
  verdictOf,
  type Bundle,
  type BundleEvent,
  type ShownLink,
  type VerifierKey,
} from '../../core/log/index.ts'
import type { Json } from '../../core/kernel/index.ts'
import type { Machine } from '../ports/index.ts'
import { checkpointIn, type ReadCheckpoint } from './checkpoints.ts'

/** What can be wrong with a bundle. */
export const bundleCodes = {
  bad_bundle: 'this is no bundle',
  other_key: 'the bundle is signed by another key than the one that was given',
  signature_broken: 'the checkpoint is not signed by the bundle’s key',
  witness_missing: 'a witness that was named did not cosign the checkpoint',
  link_broken: 'an event’s link is not of its form, or of another case',
  chain_broken: 'an event does not follow from the one before it',
  not_included: 'an event is not in the log where it is said to be',
  opening_broken: 'what is shown is not what was committed to',
} as const

export interface BundleFinding {
  readonly code: keyof typeof bundleCodes
  /** `event 3`, `checkpoint`, `key`, `bundle`. */
  readonly place: string
  readonly says: string
}

/** An event as the bundle proves it; `null` for what it does not show. */
export interface ProvenEvent {
  readonly version: number
  readonly at: string
  readonly index: number
  readonly happened: { readonly type: string; readonly data: Json } | null
  readonly by: string | null
  readonly personal: Json | null
}

export interface CheckedBundle {
  /** Empty where nothing was wrong: then, and only then, the rest is proven. */
  readonly findings: readonly BundleFinding[]
  readonly case: string | null
  readonly key: string | null
  /** How many leaves the log had. */
  readonly size: number | null
  readonly witnesses: readonly { readonly name: string; readonly seconds: number }[]
  readonly events: readonly ProvenEvent[]
}

export interface BundleTrust {
  /** The log's key as the reader knows it; left out: the bundle's own, which proves only that the bundle is of one piece. */
  readonly key?: VerifierKey
  /** Witnesses that must have cosigned. */
  readonly witnesses?: readonly VerifierKey[]
}

type Hashes = Pick<Machine, 'sha256' | 'hmac' | 'digest' | 'ed25519'>
type Tell = (code: BundleFinding['code'], place: string, says?: string) => void

/** Verifies a bundle with nothing but itself: no installation, no network. `text` may come from anybody. */
export function checkBundle(text: string, machine: Hashes, trust: BundleTrust = {}): CheckedBundle {
  const findings: BundleFinding[] = []
  const tell: Tell = (code, place, says = bundleCodes[code]) => void findings.push({ code, place, says })
  const nothing = { case: null, key: null, size: null, witnesses: [], events: [] }
  const bundle = bundleIn(text, tell)
  if (bundle === undefined) return { findings, ...nothing }
  const key = keyIn(bundle, machine, trust, tell)
  const read = checkpointIn(bundle.checkpoint)
  if (read === undefined) tell('signature_broken', 'checkpoint', 'the checkpoint cannot be read')
  const known = { findings, case: bundle.case, key: bundle.key }
  if (key === undefined || read === undefined) return { ...nothing, ...known }
  if (verdictOf(machine.ed25519, read.note, key).verdict !== 'signed' || read.checkpoint.origin !== key.name) {
    tell('signature_broken', 'checkpoint')
  }
  return {
    ...known,
    size: read.checkpoint.size,
    witnesses: witnessesOf(read, machine, trust, tell),
    events: checkEvents(bundle, read, machine, tell),
  }
}

function bundleIn(text: string, tell: Tell): Bundle | undefined {
  try {
    const read = bundleShape.safeParse(JSON.parse(text))
    if (read.success) return read.data
    const [issue] = read.error.issues
    tell('bad_bundle', 'bundle', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  } catch {
    tell('bad_bundle', 'bundle', 'this is not JSON')
  }
  return undefined
}

function keyIn({ key: written }: Bundle, { digest }: Hashes, trust: BundleTrust, tell: Tell): VerifierKey | undefined {
  try {
    const key = readKey(digest, written)
    if (trust.key !== undefined && !sameKey(key, trust.key)) tell('other_key', 'key')
    return key
  } catch (error) {
    if (!(error instanceof BadNote)) throw error
    tell('bad_bundle', 'key', error.message)
    return undefined
  }
}

function witnessesOf({ note }: ReadCheckpoint, { ed25519 }: Hashes, trust: BundleTrust, tell: Tell) {
  return (trust.witnesses ?? []).flatMap((key) => {
    const found = verdictOf(ed25519, note, key)
    if (found.verdict === 'signed') return [{ name: key.name, seconds: found.seconds ?? 0 }]
    tell('witness_missing', 'checkpoint', `${key.name} did not cosign it`)
    return []
  })
}

function checkEvents(bundle: Bundle, { checkpoint }: ReadCheckpoint, machine: Hashes, tell: Tell): ProvenEvent[] {
  const chains = new Map<number, string>([[0, genesis]])
  const links: [ShownLink, BundleEvent][] = []
  for (const [at, event] of bundle.events.entries()) {
    const link = readLink(event.link)
    if (link === undefined || link.stream !== bundle.case || chains.has(link.version)) {
      tell('link_broken', `event ${link?.version ?? `number ${at + 1}`}`)
      continue
    }
    const chain = machine.sha256(event.link)
    chains.set(link.version, chain)
    links.push([link, event])
    const proof = event.proof.map((hash) => Uint8Array.fromHex(hash))
    const { size, root } = checkpoint
    const leaf = leafOf(machine.digest, chain)
    const claim = { index: event.index, size, root, proof }
    if (leaf === undefined || !inclusionHolds(machine.digest, { leaf, ...claim }))
      tell('not_included', `event ${link.version}`)
  }
  return links.map(([link, event]) => {
    const before = chains.get(link.version - 1)
    if (before !== undefined && before !== link.before) tell('chain_broken', `event ${link.version}`)
    return provenEvent(link, event, machine, tell)
  })
}

function provenEvent(link: ShownLink, event: BundleEvent, machine: Hashes, tell: Tell): ProvenEvent {
  const place = `event ${link.version}`
  const open = opened(event.open, link.open, machine, () =>
    tell('opening_broken', place, 'what happened is not what was committed to'),
  )
  const personal = opened(event.personal, link.personal, machine, () =>
    tell('opening_broken', place, 'who acted is not what was committed to'),
  )
  return {
    version: link.version,
    at: link.at,
    index: event.index,
    happened: open === null ? null : { type: String(open['type']), data: open['data'] ?? null },
    by: personal === null ? null : String(personal['by']),
    personal: personal?.['data'] ?? null,
  }
}

/** `null` for what is not shown, and for what does not open its commitment. */
function opened(
  shown: BundleEvent['open'],
  commitment: string,
  { hmac }: Hashes,
  broken: () => void,
): { readonly [name: string]: Json | undefined } | null {
  if (shown === null) return null
  const value = readCanonical(shown.text)
  const holds = hmac(shown.opening, shown.text) === commitment
  if (holds && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as { readonly [name: string]: Json | undefined }
  }
  broken()
  return null
}
