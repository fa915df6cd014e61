import { earlier } from '../../core/clock/index.ts'
import { line, type PersonId, type Refused, refuse } from '../../core/kernel/index.ts'
import type { Person } from '../../core/community/index.ts'
import { badInput, type BadInput } from '../answers.ts'
import type { World } from '../world.ts'
import { labelOf, liveSecret, newSecret } from './secrets.ts'
import { z } from 'zod'

export interface Token {
  /** Enough of the hash to name it. */
  readonly id: string
  readonly label: string
  readonly created: string
  readonly expires: string | null
}

/** Who asks for what is somebody's own: they themselves, or a program to which they lent a token, which may do less. */
export type ByWhom = 'owner' | 'token'

const request = z.object({
  label: line(100).meta({ title: 'What it is for' }),
  days: z.coerce.number().int().min(1).max(366).default(90).meta({ title: 'Days until it ends' }),
})
export const tokenFields = request

/**
 * Makes an API token; its value is shown once. It has its person's rights, no more. `by`: the token that asks for it; a
 * token is lent until its last day, and does not outlive it as another one.
 */
export async function createToken(
  world: World,
  person: PersonId,
  input: Readonly<Record<string, unknown>>,
  by?: string,
): Promise<{ readonly token: string; readonly expires: string | null } | BadInput> {
  const parsed = request.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { label, days } = parsed.data
  const now = world.machine.now()
  const asked = now.add({ hours: days * 24 })
  const last = by === undefined ? undefined : (await rowOf(world, by))?.expires
  const ends = last == null ? asked : earlier(asked, Temporal.Instant.from(last))
  const lasts = now.until(ends).toString()
  const { secret, row } = await newSecret(world, { kind: 'token', subject: person, scope: null, lasts, label }, now)
  await world.store.commit({ secrets: [row] })
  return { token: `tocsin_${secret}`, expires: row.expires }
}

export async function personOfToken(world: World, token: string): Promise<Person | undefined> {
  const row = await rowOf(world, token)
  if (row === undefined) return undefined
  return (await world.records.read('person', row.subject as PersonId)).state ?? undefined
}

async function rowOf(world: World, token: string) {
  return token.startsWith('tocsin_') ? liveSecret(world, 'token', token.slice('tocsin_'.length)) : undefined
}

export async function tokensOf(world: World, person: PersonId): Promise<readonly Token[]> {
  const rows = await world.store.secretsOf(person, 'token')
  return Promise.all(
    rows.map(async (row) => ({
      id: row.hash.slice(0, 16),
      label: await labelOf(world, row),
      created: row.created,
      expires: row.expires,
    })),
  )
}

export async function endToken(
  world: World,
  person: PersonId,
  id: string,
): Promise<Refused | { readonly ended: string }> {
  const row = (await world.store.secretsOf(person, 'token')).find(({ hash }) => hash.startsWith(id) && id.length === 16)
  if (row === undefined) return refuse('no_such_token', '-', 'You have no such token.', 'The list shows your tokens.')
  await world.store.commit({ revoke: [row.hash] })
  return { ended: id }
}
