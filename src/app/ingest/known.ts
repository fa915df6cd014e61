import type { Message } from '../../core/mail/index.ts'
import { entityOf, fieldOf } from '../../core/openpgp/index.ts'
import type { Lookup } from '../ports/index.ts'
import type { World } from '../world.ts'

/** By what a message is known again, as keyed hashes: where it went is their value. */
export interface Known {
  /** By its Message-ID; a message without one has none. */
  readonly id: Omit<Lookup, 'value'> | null
  /** By its Message-ID, sender, what says how it is read and where it goes, and every byte below its headers. */
  readonly whole: Omit<Lookup, 'value'>
  /** By what was encrypted in it: in another mail, too, whoever sends that. */
  readonly sessions: readonly Omit<Lookup, 'value'>[]
}

/**
 * What a message is besides its body: whoever has got a copy could send it here first under other ones, as something else
 * or to nobody's avail, and the true one would be taken for it. Servers on the way change none of these, or it is held.
 */
const meaningful = [
  'subject',
  'content-type',
  'content-transfer-encoding',
  'to',
  'cc',
  'in-reply-to',
  'references',
] as const

export function knownBy(world: World, message: Message, bytes: Uint8Array, sessions: readonly string[] = []): Known {
  const body = world.machine.digest(bytes.subarray(bodyAt(bytes))).toHex()
  const root = entityOf(bytes)
  const meaning = meaningful.map((name) => (fieldOf(root, name) ?? '').replace(/\s+/g, ' '))
  const { messageId, from, date } = message
  const whole = JSON.stringify([messageId, from?.address.toLowerCase() ?? '', date, body, ...meaning])
  return {
    id: messageId === '' ? null : { kind: 'mail', key: world.vault.blind('mail', messageId) },
    whole: { kind: 'mail-body', key: world.vault.blind('mail-body', whole) },
    sessions: sessions.map((one) => ({ kind: 'mail-session', key: world.vault.blind('mail-session', one) })),
  }
}

export function lookupsOf({ id, whole, sessions }: Known, value: string): readonly Lookup[] {
  return [...(id === null ? [] : [id]), whole, ...sessions].map((one) => ({ ...one, value }))
}

/** Without those that another message has: one that was held because of that. */
export async function unclaimed(world: World, known: Known, value: string): Promise<readonly Lookup[]> {
  return free(world, lookupsOf(known, value))
}

/** What was encrypted in a mail that is held is that mail’s from then on. */
export function unclaimedSessions(world: World, { sessions }: Known, value: string): Promise<readonly Lookup[]> {
  return free(
    world,
    sessions.map((one) => ({ ...one, value })),
  )
}

async function free(world: World, all: readonly Lookup[]): Promise<readonly Lookup[]> {
  const claimed = await Promise.all(all.map(({ kind, key }) => world.store.lookup(kind, key)))
  return all.filter((_, index) => claimed[index] === undefined)
}

/** What is encrypted in it came in before, in another mail: whoever took that one down can send it again. */
export async function isReplayed(world: World, { sessions }: Known): Promise<boolean> {
  const claimed = await Promise.all(sessions.map(({ kind, key }) => world.store.lookup(kind, key)))
  return claimed.some((one) => one !== undefined)
}

/** `same`: it came in before, every byte; `other`: another one with its Message-ID did. */
export async function cameBefore(world: World, { id, whole }: Known): Promise<'same' | 'other' | undefined> {
  if ((await world.store.lookup(whole.kind, whole.key)) !== undefined) return 'same'
  if (id !== null && (await world.store.lookup(id.kind, id.key)) !== undefined) return 'other'
  return undefined
}

/** Where one of some messages went, by their Message-IDs. */
export async function whereWent(world: World, messageIds: readonly string[]): Promise<string | undefined> {
  for (const one of messageIds) {
    const found = await world.store.lookup('mail', world.vault.blind('mail', one))
    if (found !== undefined) return found
  }
  return undefined
}

/** Behind the first empty line. */
function bodyAt(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== 10) continue
    if (bytes[at + 1] === 10) return at + 2
    if (bytes[at + 1] === 13 && bytes[at + 2] === 10) return at + 3
  }
  return bytes.length
}
