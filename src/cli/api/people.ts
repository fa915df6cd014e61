import { exits, type CommandIo } from '../command.ts'
import { ask } from './ask.ts'
import { clean } from './text.ts'

type Known = readonly { readonly id: string; readonly name: string }[]
type Body = Readonly<Record<string, unknown>>

/**
 * People by the names that they have on a case or in the committee (`path`), or `me`, as ids. Names are looked up only where one was given; a name
 * that is nobody's or two people's is said: exit code 2.
 */
export async function withIds(
  body: Body,
  fields: readonly string[],
  path: string,
  io: CommandIo,
  asJson: boolean,
): Promise<Body | number> {
  const named = fields.filter((field) => typeof body[field] === 'string' && !/^(?:p-\S*)?$/.test(body[field]))
  if (named.length === 0) return body
  const seen = await ask<{ people: Known }>(io, { path }, asJson)
  if (typeof seen === 'number') return seen
  const found: Record<string, unknown> = { ...body }
  for (const field of named) {
    const name = String(body[field])
    const one = name === 'me' ? await me(io, asJson) : idOf(name, seen.people)
    if (typeof one === 'number') return one
    if (one === undefined) {
      const names = clean(seen.people.map((person) => person.name).join(', '))
      io.err(`${clean(name)} is not one of the people here: ${names}. Their ids work, too, and me.\n`)
      return exits.misused
    }
    found[field] = one
  }
  return found
}

async function me(io: CommandIo, asJson: boolean): Promise<string | number> {
  const own = await ask<{ id: string }>(io, { path: '/api/me' }, asJson)
  return typeof own === 'number' ? own : own.id
}

/** The whole name, or its beginning where that is one person's alone. */
function idOf(name: string, people: Known): string | undefined {
  const wanted = name.toLowerCase()
  const whole = people.filter((one) => one.name.toLowerCase() === wanted)
  const begun = people.filter((one) => one.name.toLowerCase().startsWith(wanted))
  const [found, second] = whole.length > 0 ? whole : begun
  return second === undefined ? found?.id : undefined
}
