import { z } from 'zod'
import { line, type PersonId, type Recorded } from '../kernel/index.ts'
import { evolveChannels, isChannelEvent, type Channel, type ChannelEvents } from './channels.ts'
import { email } from './email.ts'

const optional = (max: number) => z.union([z.literal(''), line(max)]).default('')

/** What is known of a person. Only this stream holds it: cases name people by id. */
export const personFields = z.object({
  name: line(200).meta({ title: 'Name' }),
  email: email.meta({ title: 'E-mail' }),
  affiliation: optional(200).meta({ title: 'Affiliation', description: 'Employer or vendor; empty: none' }),
  openpgp: z.string().max(100_000).default('').meta({ title: 'OpenPGP key', description: 'Armored public key' }),
})
export type PersonFields = z.infer<typeof personFields>

/**
 * How mail goes to somebody whose key is known: encrypted, and then it says what happened; or in clear with a link and
 * no word of the case. Without a key it is the latter.
 */
export const mailWays = ['encrypted', 'links'] as const
export type MailWay = (typeof mailWays)[number]

/** How a key came in: its owner gave it here, or it stood in a mail of theirs. */
export type KeySource = 'given' | 'mail'

export interface PersonEvents extends ChannelEvents {
  /** `email` is empty for a reporter who gave none. */
  PersonRegistered: { name: string; email: string; affiliation: string; openpgp: string }
  PersonChanged: { name: string; email: string; affiliation: string; openpgp: string }
  SignedIn: { by: 'link' | 'invitation' }
  /** Mail is encrypted to this key from now on; empty: to none. */
  KeyTaken: { openpgp: string; source: KeySource }
  /** Another key than the one that counts came with a mail: which of them counts is its owner's to say. */
  KeyOffered: { offered: string }
  KeyDeclined: object
  MailWayChosen: { mails: MailWay }
}
export type PersonEvent = {
  [Type in keyof PersonEvents]: { readonly type: Type } & Readonly<PersonEvents[Type]>
}[keyof PersonEvents]

export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly email: string
  readonly affiliation: string
  /** Armored public key; empty: none is known. */
  readonly openpgp: string
  /** Another one that came with a mail, until its owner says which counts; empty: none. */
  readonly offered: string
  readonly mails: MailWay
  /** Where their alerts go besides their mail. */
  readonly channels: readonly Channel[]
}

export function evolvePerson(before: Person | null, record: Recorded<PersonEvent>): Person | null {
  const { stream, event } = record
  if (event.type === 'PersonRegistered' || event.type === 'PersonChanged') {
    const { offered = '', mails = 'encrypted', channels = [] } = before ?? {}
    const { type: _, ...known } = event
    return { id: stream as PersonId, offered, mails, channels, ...known }
  }
  if (before === null) return null
  if (isChannelEvent(event)) return { ...before, channels: evolveChannels(before.channels, { ...record, event }) }
  switch (event.type) {
    case 'SignedIn':
      return before
    case 'KeyTaken':
      return { ...before, openpgp: event.openpgp, offered: '' }
    case 'KeyOffered':
      return { ...before, offered: event.offered }
    case 'KeyDeclined':
      return { ...before, offered: '' }
    case 'MailWayChosen':
      return { ...before, mails: event.mails }
  }
}
