import { inUtc, stamp } from '../../core/clock/index.ts'
import type { CaseId } from '../../core/kernel/index.ts'
import type { Community, Person } from '../../core/community/index.ts'
import { isUrgent, type Promised } from '../../core/process/index.ts'
import { alertText, alertWords } from '../alerts/index.ts'
import type { OutgoingMail } from '../ports/index.ts'
import {
  committeePages,
  committeeTopics,
  topics,
  type AlertMail,
  type Digest,
  type ListMailEffect,
  type Mailed,
  type Topic,
} from '../effects/index.ts'
import { channelMail } from './channelMail.ts'
import { keyMail } from './keyMail.ts'

interface Sending {
  readonly effect: Mailed
  readonly community: Community
  readonly to: Person
  readonly messageId: string
  readonly now: Temporal.Instant
  /** A link of this person's own where the mail carries one. */
  readonly secret: string | null
  /** What its reader is promised next; only where their report was taken. */
  readonly next?: Promised | undefined
}

/**
 * A notice: a link and an opaque id, never a title, a name on the case, or anything else that is under embargo
 * (V6). What it is about is read after signing in.
 */
export function noticeMail(sending: Sending): OutgoingMail {
  if (sending.effect.kind === 'alert-mail') return alertMail(sending, sending.effect)
  const { effect, community, to, messageId, now } = sending
  const { subject, lines } = contentOf(sending)
  const [about, ...others] = casesOf(effect)
  const id = about === undefined || others.length > 0 ? '' : ` (${about})`
  return {
    messageId,
    from: { name: `${community.name} security`, address: community.from },
    to: [addressOf(effect, to)],
    subject: `[${community.name} security] ${subject}${id}`,
    text: `${[greeting(sending), ...lines, `-- \n${community.name} security response, ${community.address}`].join('\n\n')}\n`,
    date: stamp(now),
    automatic: true,
  }
}

/** Short, as it may end up on a pager. */
function alertMail({ community, to, messageId, now }: Sending, effect: AlertMail): OutgoingMail {
  const { title, about } = alertWords(effect, community)
  return {
    messageId,
    from: { name: `${community.name} security`, address: community.from },
    to: [addressOf(effect, to)],
    subject: title,
    text: alertText({ about }),
    date: stamp(now),
    automatic: true,
  }
}

function addressOf(effect: Mailed, to: Person): string {
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
function greeting({ effect, to }: Sending): string {
  return unnamed.includes(effect.kind) ? 'Hello,' : `Hello ${to.name},`
}

const unnamed: readonly Mailed['kind'][] = ['reporter-notice', 'co-reporter', 'lost-link', 'address', 'key', 'channel']

function contentOf({ effect, community, secret, next }: Sending): { subject: string; lines: readonly string[] } {
  const at = (path: string) => `${community.address}${path}`
  switch (effect.kind) {
    case 'notice':
      return {
        subject: isUrgent(effect.topic) ? 'Urgent: something needs you' : 'Something needs you',
        lines: [topics[effect.topic], `Open it: ${at(`/cases/${effect.case}`)}`],
      }
    case 'committee-notice':
      return {
        subject: 'The committee needs you',
        lines: [committeeTopics[effect.topic], `Open it: ${at(committeePages[effect.topic] ?? '/committee')}`],
      }
    case 'digest':
      return digestOf(effect, at)
    case 'reporter-notice':
      if (effect.asks === 'confirm') return confirmationOf(at(`/report/${secret}`))
      if (effect.asks === 'keep') return acknowledgementOf(at(`/report/${secret}`), next)
      return {
        subject: 'There is news on your report',
        lines: [
          'There is news on a report of yours.',
          `Read it: ${at(`/report/${secret}`)}`,
          'Keep this link to yourself: whoever has it can read your report.',
        ],
      }
    case 'co-reporter':
      return {
        subject: 'You are named as a co-reporter',
        lines: [
          'Somebody who reported a security problem to us says that you found it, too. Nothing of it stands in this mail.',
          `Read it, and write to us: ${at(`/report/${secret}`)}`,
          'Keep this link to yourself: whoever has it can read the report. If you know nothing of it, tell us there.',
        ],
      }
    case 'lost-link':
      return {
        subject: 'Your way back to a report',
        lines: [
          'Somebody asked for the links to reports that were made with this address. This is one of them.',
          `Open it: ${at(`/report/${secret}`)}`,
          'Keep this link to yourself: whoever has it can read your report. If you did not ask for it, ignore this mail; links from before go on working.',
        ],
      }
    case 'invitation':
      return {
        subject: 'You are invited to a fix team',
        lines: [
          'You are invited to help fix a security problem under embargo. Nothing of it is shown before you have read and accepted the embargo terms.',
          `Read the terms: ${at(`/sign-in/${secret}`)}`,
          'Please tell nobody about this invitation.',
        ],
      }
    case 'sign-in':
      return {
        subject: 'Your sign-in link',
        lines: [
          `Sign in: ${at(`/sign-in/${secret}`)}`,
          'The link works once, for 15 minutes. If you did not ask for it, ignore this mail.',
        ],
      }
    case 'address':
      if (secret === null) return addressTaken
      return {
        subject: 'Is this your address?',
        lines: [
          `You asked to be known by this address: ${at(`/address/${secret}`)}`,
          'Open the link where you are signed in: the address counts once you said yes there. If you did not ask for it, ignore this mail.',
        ],
      }
    case 'address-left':
      return {
        subject: 'Your address has changed',
        lines: [
          'From now on mail to you goes to another address, as you asked.',
          'If it was not you: tell the other members and an administrator at once.',
        ],
      }
    case 'key':
      return keyMail(effect, at)
    case 'channel':
    case 'channel-failed':
      return channelMail(effect.kind, at, secret)
    case 'welcome':
      return {
        subject: 'You have a seat on the committee',
        lines: ['You have a seat on the security response committee.', `Sign in: ${at(`/sign-in/${secret}`)}`],
      }
    default:
      throw new TypeError(`not a notice: ${effect.kind}`)
  }
}

/** Said in the mailbox alone: whoever asks learns nothing of who has an account. */
const addressTaken = {
  subject: 'Your address was asked for',
  lines: [
    'Somebody who is signed in here asked to be known by this address. It belongs to an account here already, so nothing has changed.',
    'If it was you: sign in with this address instead. If not, there is nothing to do.',
  ],
}

/** So many reports come in that a stranger's waits for a word of theirs. */
function confirmationOf(link: string) {
  return {
    subject: 'Please confirm your report',
    lines: [
      'Somebody sent us a report and gave this address. Many reports come in at the moment, so it waits until you say that it is yours.',
      `Confirm it: ${link}`,
      'Keep this link to yourself: whoever has it can read your report. If you sent nothing, ignore this mail.',
    ],
  }
}

/** As the form says it: that it arrived, the way back, and what happens next. It repeats nothing of the report. */
function acknowledgementOf(link: string, next: Promised | undefined) {
  return {
    subject: 'We have your report',
    lines: [
      'Thank you. Your report has reached us and is stored safely, and every member of the committee is told of it.',
      `This is your way back to it. It shows how things stand, and you can write to us there: ${link}`,
      ...(next === undefined ? [] : [`What happens next: ${next.says}, ${byWhen(next)}.`]),
      'Keep the link to yourself: whoever has it can read your report. When there is news, we write to you. If it was not you who reported something, tell us there.',
    ],
  }
}

function byWhen({ asap, due }: Promised): string {
  if (asap) return 'as soon as possible'
  return due === null ? 'soon' : `by ${inUtc(Temporal.Instant.from(due))}`
}

/** How many things happened, then what, case by case. */
function digestOf({ about }: Digest, at: (path: string) => string) {
  const cases = [...Map.groupBy(about, (one) => one.case)]
  const [many, where] = [about.length, cases.length === 1 ? 'one case' : `${cases.length} cases`]
  const lines = cases.map(([id, things]) => {
    const kinds = [...Map.groupBy(things, ({ topic }) => topic)].toSorted(([a], [b]) => rank(a) - rank(b))
    const says = kinds.map(([topic, { length }]) => topics[topic] + (length === 1 ? '' : ` (${length} times)`))
    return [...says, `Open it: ${at(`/cases/${id}`)}`].join('\n')
  })
  const urgent = about.some(({ topic }) => isUrgent(topic))
  if (many === 1) return { subject: urgent ? 'Urgent: something needs you' : 'Something needs you', lines }
  return {
    subject: `${urgent ? 'Urgent: ' : ''}${many} things need you`,
    lines: [`${many} things have happened on ${where}.`, ...lines],
  }
}

/** S2: what is public already, and what else cannot wait, is not found at the end of a list. */
const rank = (topic: Topic) => (topic === 'urgent' ? 0 : isUrgent(topic) ? 1 : 2)

function casesOf(effect: Mailed): readonly CaseId[] {
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
