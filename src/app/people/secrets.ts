import type { StreamId } from '../../core/kernel/index.ts'
import type { SecretKind, SecretRow } from '../ports/index.ts'
import type { World } from '../world.ts'

export interface SecretRequest {
  readonly kind: SecretKind
  readonly subject: StreamId
  readonly scope: StreamId | null
  /** ISO 8601 duration of hours or less precise; null: until it is revoked. */
  readonly lasts: string | null
  readonly label?: Uint8Array
}

/** 256 random bits in URL-safe form; only a keyed hash of them is kept. */
export function newSecret(
  world: World,
  request: SecretRequest,
  now: Temporal.Instant,
): { secret: string; row: SecretRow } {
  const secret = world.machine.random(32).toBase64({ alphabet: 'base64url', omitPadding: true })
  const expires =
    request.lasts === null ? null : now.add(Temporal.Duration.from(request.lasts)).toString({ smallestUnit: 'second' })
  const row: SecretRow = {
    hash: hashOf(world, secret),
    kind: request.kind,
    subject: request.subject,
    scope: request.scope,
    created: now.toString({ smallestUnit: 'second' }),
    expires,
    spent: null,
    label: request.label ?? null,
  }
  return { secret, row }
}

export async function mintSecret(world: World, request: SecretRequest, now: Temporal.Instant): Promise<string> {
  const { secret, row } = newSecret(world, request, now)
  await world.store.commit({ secrets: [row] })
  return secret
}

export function hashOf(world: World, secret: string): string {
  return world.vault.blind('secret', secret)
}

/** The secret's row if it is of this kind, not spent, not expired. */
export async function liveSecret(world: World, kind: SecretKind, secret: string): Promise<SecretRow | undefined> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(secret)) return undefined
  const row = await world.store.secret(hashOf(world, secret))
  if (row === undefined || row.kind !== kind || row.spent !== null) return undefined
  const ended =
    row.expires !== null && Temporal.Instant.compare(Temporal.Instant.from(row.expires), world.machine.now()) <= 0
  return ended ? undefined : row
}
