import type { Actor, Json, Recorded, StreamId } from '../../core/kernel/index.ts'
import { chained, commitment } from '../../core/log/index.ts'
import type { Machine, SealedEvent, StreamKey } from '../ports/index.ts'

/** Any stream's event: a type and its data. */
export type AnyEvent = { readonly type: string } & Readonly<Record<string, unknown>>

/** What a sealed body holds: the event in two parts, each with the opening of its commitment. */
interface Body {
  readonly type: string
  /** Schema version of the event's data. */
  readonly v: number
  readonly open: { readonly data: Json; readonly opening: string }
  readonly personal: { readonly by: Actor; readonly data: Json; readonly opening: string }
}

export interface Sealing {
  readonly key: StreamKey
  readonly machine: Pick<Machine, 'random' | 'sha256' | 'hmac'>
  readonly personalFields: (type: string) => readonly string[]
  readonly versionOf: (type: string) => number
}

/** Seals events that follow `head`: body, commitments, chain. */
export function sealAll<Event extends AnyEvent>(
  records: readonly Recorded<Event>[],
  before: string,
  sealing: Sealing,
): SealedEvent[] {
  let chain = before
  return records.map((record) => {
    const body = bodyOf(record, sealing)
    const { hmac, sha256 } = sealing.machine
    const open = commitment(hmac, body.open.opening, { type: body.type, v: body.v, data: body.open.data })
    const personal = commitment(hmac, body.personal.opening, { by: body.personal.by, data: body.personal.data })
    const { stream, version, at } = record
    chain = chained(sha256, chain, { stream, version, at, open, personal })
    // Written as plain JSON members in a fixed order; what is committed to is the canonical form of its parts.
    return {
      version,
      at,
      open,
      personal,
      chain,
      sealed: sealing.key.seal(placeOf(stream, record), JSON.stringify(body)),
    }
  })
}

/** Opens one sealed event. Throws `VaultFailed` (`tampered`) when it is not the record it should be. */
export function openSealed(
  stream: StreamId,
  event: SealedEvent,
  key: StreamKey,
): { readonly type: string; readonly v: number; readonly by: Actor; readonly data: Readonly<Record<string, unknown>> } {
  const { type, v, open, personal } = readBody(stream, event, key)
  return { type, v, by: personal.by, data: { ...(open.data as object), ...(personal.data as object) } }
}

/** What is wrong with a sealed event's commitments against its own body, for the verification. */
export function commitmentsHold(
  stream: StreamId,
  event: SealedEvent,
  key: StreamKey,
  { hmac }: Pick<Machine, 'hmac'>,
): boolean {
  const { type, v, open, personal } = readBody(stream, event, key)
  return (
    commitment(hmac, open.opening, { type, v, data: open.data }) === event.open &&
    commitment(hmac, personal.opening, { by: personal.by, data: personal.data }) === event.personal
  )
}

function readBody(stream: StreamId, event: SealedEvent, key: StreamKey): Body {
  return JSON.parse(key.unseal(placeOf(stream, event), event.sealed)) as Body
}

/** Its time, too: it stands in plain beside the body, and deadlines are counted from it. */
function placeOf(stream: StreamId, { version, at }: { readonly version: number; readonly at: string }): string {
  return `${stream}/${version} at ${at}`
}

function bodyOf<Event extends AnyEvent>(
  { event, by }: Recorded<Event>,
  { machine, personalFields, versionOf }: Sealing,
): Body {
  const personalNames = new Set(personalFields(event.type))
  const open: Record<string, Json> = {}
  const personal: Record<string, Json> = {}
  for (const [name, value] of Object.entries(event)) {
    if (name === 'type' || value === undefined) continue
    if (personalNames.has(name)) personal[name] = value as Json
    else open[name] = value as Json
  }
  return {
    type: event.type,
    v: versionOf(event.type),
    open: { data: open, opening: hex(machine.random(32)) },
    personal: { by, data: personal, opening: hex(machine.random(32)) },
  }
}

function hex(bytes: Uint8Array): string {
  return bytes.toHex()
}
