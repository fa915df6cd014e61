import { z } from 'zod'
import { ifWrong, line, type PersonId, type Recorded } from '../kernel/index.ts'

/** An address as it is compared: lower-case. The local part's case matters nowhere in practice. */
export const email = z
  .email({ error: ifWrong('must be an e-mail address') })
  .max(254)
  .overwrite((text) => text.toLowerCase())

const optional = (max: number) => z.union([z.literal(''), line(max)]).default('')

/** What is known of a person. Only this stream holds it: cases name people by id. */
export const personFields = z.object({
  name: line(200).meta({ title: 'Name' }),
  email: email.meta({ title: 'E-mail' }),
  affiliation: optional(200).meta({ title: 'Affiliation', description: 'Employer or vendor; empty: none' }),
  openpgp: z.string().max(100_000).default('').meta({ title: 'OpenPGP key', description: 'Armored public key' }),
})
export type PersonFields = z.infer<typeof personFields>

export interface PersonEvents {
  /** `email` is empty for a reporter who gave none. */
  PersonRegistered: { name: string; email: string; affiliation: string; openpgp: string }
  PersonChanged: { name: string; email: string; affiliation: string; openpgp: string }
  SignedIn: { by: 'link' | 'invitation' }
}
export type PersonEvent = {
  [Type in keyof PersonEvents]: { readonly type: Type } & Readonly<PersonEvents[Type]>
}[keyof PersonEvents]

export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly email: string
  readonly affiliation: string
  readonly openpgp: string
}

export function evolvePerson(before: Person | null, { stream, event }: Recorded<PersonEvent>): Person | null {
  if (event.type === 'SignedIn') return before
  const { type: _, ...known } = event
  return { id: stream as PersonId, ...known }
}
