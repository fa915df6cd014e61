import { exactStamp, isBefore, stamp } from '../../core/clock/index.ts'
import type { StreamId } from '../../core/kernel/index.ts'
import { VaultFailed, type SecretKind, type SecretRow } from '../ports/index.ts'
import type { World } from '../world.ts'

export interface SecretRequest {
  readonly kind: SecretKind
  readonly subject: StreamId
  readonly scope: StreamId | null
  /** ISO 8601 duration of hours or less precise; null: until it is revoked. */
  readonly lasts: string | null
  /** What its owner calls it, for lists. */
  readonly label?: string
}

/**
 * What a secret is good for, sealed with its subject's key and bound to its hash: the row's plain columns are for
 * finding it. Who writes to the database alone can end a secret, but not make it another person's, another case's, of
 * another kind, or longer-lived.
 */
interface Grant {
  readonly kind: SecretKind
  readonly scope: StreamId | null
  readonly expires: string | null
  readonly label: string
}

/** 256 random bits in URL-safe form; only a keyed hash of them is kept. The subject's key must be there already. */
export async function newSecret(
  world: World,
  { kind, subject, scope, lasts, label = '' }: SecretRequest,
  now: Temporal.Instant,
): Promise<{ secret: string; row: SecretRow }> {
  const secret = world.machine.random(32).toBase64({ alphabet: 'base64url', omitPadding: true })
  const expires = lasts === null ? null : stamp(now.add(Temporal.Duration.from(lasts)))
  const hash = hashOf(world, secret)
  const grant: Grant = { kind, scope, expires, label }
  const row: SecretRow = {
    hash,
    kind,
    subject,
    scope,
    expires,
    spent: null,
    created: stamp(now),
    label: await world.records.seal(subject, placeOf(hash), grant),
  }
  return { secret, row }
}

export async function mintSecret(world: World, request: SecretRequest, now: Temporal.Instant): Promise<string> {
  const { secret, row } = await newSecret(world, request, now)
  await world.store.commit({ secrets: [row] })
  return secret
}

/** How long a link that no longer works is still on record. */
const kept = Temporal.Duration.from('PT720H')

/** Forgets what was spent or expired long ago: who came in when stands in the record of people. */
export async function forgetSecrets(world: World): Promise<void> {
  await world.store.commit({ purgeSecretsBefore: exactStamp(world.machine.now().subtract(kept)) })
}

/** Longer than from one round to the next. */
const tooFar = 2 * 3_600_000

/**
 * Forgetting, for once an hour; the first round only looks at the clock. One that was just set far ahead, as at the start
 * of a machine that has lost its time, would have all tokens and invitations forgotten, and no correction brings them back.
 */
export function openForgetting(world: World): { round(): Promise<void> } {
  let seen: Temporal.Instant | undefined
  return {
    async round() {
      const now = world.machine.now()
      const passed = seen === undefined ? Infinity : now.since(seen).total('milliseconds')
      seen = now
      if (passed >= 0 && passed <= tooFar) await forgetSecrets(world)
    },
  }
}

export function hashOf(world: World, secret: string): string {
  return world.vault.blind('secret', secret)
}

function placeOf(hash: string): string {
  return `secret/${hash}`
}

/**
 * What was made under a clock that was ahead would work for as long as that was ahead, and more. Of these, whoever is to
 * have one gets another at once.
 */
const isShortLived = (kind: SecretKind) => kind === 'session' || kind === 'sign-in'
/** Clocks of servers differ by moments. */
const tolerance = { minutes: 5 }

/** The secret's row, as it was made, if it is of this kind, not spent, not expired. */
export async function liveSecret(world: World, kind: SecretKind, secret: string): Promise<SecretRow | undefined> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(secret)) return undefined
  const row = await world.store.secret(hashOf(world, secret))
  if (row === undefined || row.kind !== kind || row.spent !== null) return undefined
  const grant = await grantOf(world, row)
  if (grant === undefined || grant.kind !== kind) return undefined
  const { scope, expires } = grant
  const now = world.machine.now()
  if (isShortLived(kind) && isBefore(now.add(tolerance), Temporal.Instant.from(row.created))) return undefined
  const ended = expires !== null && Temporal.Instant.compare(Temporal.Instant.from(expires), now) <= 0
  return ended ? undefined : { ...row, scope, expires }
}

/** `undefined`: its subject was erased, or somebody changed the row. */
async function grantOf(world: World, { hash, kind, subject, label }: SecretRow): Promise<Grant | undefined> {
  try {
    if (label !== null) return await world.records.unseal<Grant>(subject, placeOf(hash), label)
  } catch (error) {
    if (!(error instanceof VaultFailed) || (error.code !== 'no_key' && error.code !== 'tampered')) throw error
    if (error.code === 'no_key') return undefined
  }
  world.lines.error('secret_not_genuine', { kind })
  return undefined
}

/** What a secret's owner calls it. */
export async function labelOf(world: World, row: SecretRow): Promise<string> {
  return (await grantOf(world, row))?.label ?? ''
}
