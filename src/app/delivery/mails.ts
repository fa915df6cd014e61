import { stamp } from '../../core/clock/index.ts'
import type { CaseId } from '../../core/kernel/index.ts'
import type { Community, Person } from '../../core/community/index.ts'
import { alertText, alertWords } from '../alerts/index.ts'
import type { OutgoingMail } from '../ports/index.ts'
import type { AlertMail, ListMailEffect } from '../effects/index.ts'
import { contentOf, type Framed, type Telling } from './contentOf.ts'

interface Sending extends Omit<Telling, 'address'> {
  readonly effect: Framed | AlertMail
  readonly community: Community
  readonly to: Person
  readonly messageId: string
  readonly now: Temporal.Instant
}

/**
 * A notice: a link and an opaque id, never a title, a name on the case, or anything else that is under embargo
 * (V6). What it is about is read after signing in.
 */
export function noticeMail({ effect, community, to, messageId, now, secret, next }: Sending): OutgoingMail {
  const said = effect.kind === 'alert-mail' ? alert(effect, community) : framed(effect, community, to, { secret, next })
  return {
    messageId,
    from: { name: `${community.name} security`, address: community.from },
    to: [addressOf(effect, to)],
    ...said,
    date: stamp(now),
    automatic: true,
  }
}

type Said = Pick<OutgoingMail, 'subject' | 'text'>

/** Short, as it may end up on a pager. */
function alert(effect: AlertMail, community: Community): Said {
  const { title, about } = alertWords(effect, community)
  return { subject: title, text: alertText({ about }) }
}

function framed(effect: Framed, community: Community, to: Person, own: Omit<Telling, 'address'>): Said {
  const { name, address } = community
  const { subject, lines } = contentOf(effect, { address, ...own })
  const [about, ...others] = casesOf(effect)
  const id = about === undefined || others.length > 0 ? '' : ` (${about})`
  return {
    subject: `[${name} security] ${subject}${id}`,
    text: `${[greeting(effect, to), ...lines, `-- \n${name} security response, ${address}`].join('\n\n')}\n`,
  }
}

function addressOf(effect: Framed | AlertMail, to: Person): string {
  if ('email' in effect) return effect.email
  if (effect.kind !== 'channel' && effect.kind !== 'alert-mail') return to.email
  const channel = to.channels.find(({ id }) => id === effect.channel)
  if (channel === undefined) throw new TypeError('a mail to a channel that is gone')
  return channel.to
}

/**
 * A reporter's name and address are nobody's word but theirs: the committee's mail carries no text of strangers; nor does
 * one to an address that may be a stranger's.
 */
function greeting({ kind }: Framed, to: Person): string {
  return unnamed.includes(kind) ? 'Hello,' : `Hello ${to.name},`
}

const unnamed: readonly Framed['kind'][] = [
  'reporter-notice',
  'co-reporter',
  'access-ended',
  'lost-link',
  'address',
  'key',
  'channel',
]

function casesOf(effect: Framed): readonly CaseId[] {
  if (effect.kind === 'digest') return [...new Set(effect.about.map((one) => one.case))]
  return 'case' in effect ? [effect.case] : []
}

/** What goes to the list, exactly as it was released. */
export function listMail(
  effect: ListMailEffect,
  community: Community,
  by: Person | null,
  now: Temporal.Instant,
): OutgoingMail {
  const name = by === null ? `${community.name} security response` : `${by.name} via ${community.name} security`
  return {
    messageId: effect.messageId,
    from: { name, address: community.from },
    to: [effect.to],
    subject: effect.subject,
    text: effect.body,
    date: stamp(now),
    ...(by === null || by.email === '' ? {} : { replyTo: by.email }),
    automatic: false,
  }
}
