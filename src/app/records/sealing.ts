import type { Actor, Json, Recorded, StreamId } from '../../core/kernel/index.ts'
import { chained, commitment, openPart, personalPart, placeOf, type SealedBody } from '../../core/log/index.ts'
import type { Machine, SealedEvent, StreamKey } from '../ports/index.ts'

/** Any stream's event: a type and its data. */
export type AnyEvent = { readonly type: string } & Readonly<Record<string, unknown>>

type Body = SealedBody & { readonly personal: { readonly by: Actor } }

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
    const open = commitment(hmac, body.open.opening, openPart(body))
    const personal = commitment(hmac, body.personal.opening, personalPart(body))
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

/** Opens one sealed event with the openings of its commitments, to show it to somebody who has no key. */
export function openToShow(stream: StreamId, event: SealedEvent, key: StreamKey): SealedBody {
  return readBody(stream, event, key)
}

function readBody(stream: StreamId, event: SealedEvent, key: StreamKey): Body {
  return JSON.parse(key.unseal(placeOf(stream, event), event.sealed)) as Body
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
