import type { ChannelId } from '../../core/community/index.ts'
import type { CaseId, PersonId, StreamId } from '../../core/kernel/index.ts'
import type { UrgentNews } from '../../core/process/index.ts'
import type { EffectClass } from '../ports/index.ts'

/** Why somebody is written to. A notice's text says no more than this; everything else is behind its link. */
export const topics = {
  'new-report': 'A new report has arrived.',
  intent: 'A reporter means to publish before there is a fix.',
  withdrawn: 'A report was withdrawn.',
  schedule: 'The schedule of a case has changed.',
  'fix-team': 'An engineer has answered an invitation to a fix team.',
  urgent: 'A case has become urgent: it is public, or being exploited.',
  thread: 'There is a new message in a case’s thread.',
  mention: 'Somebody mentioned you in a case’s thread.',
  comment: 'There is a new comment on the advisory of a case.',
  deadline: 'A deadline is near or has passed.',
  nearer: 'Deadlines of a case are nearer than they were.',
  missed: 'A deadline has passed.',
  unanswered: 'A reporter has waited for an answer for longer than the policy allows.',
  duties: 'A duty on a case is held by nobody.',
  'fix-complete': 'A fix team says that its fix is complete.',
  'release-day': 'A release day was proposed; your side is asked to agree.',
  embargo: 'An embargo date has changed; please confirm it.',
  duty: 'A duty was handed to you.',
  regrouped: 'A case was merged with another one, or split.',
  delivery: 'An outward mail could not be delivered, or its outcome is not known.',
  unannounced: 'The announcement of a release could not be delivered, or its outcome is not known.',
  cve: 'An order to CVE Services failed, or its outcome is not known.',
  feedback: 'A release is out; you are asked for feedback on the process.',
} as const satisfies Record<UrgentNews, string> & Record<string, string>
export type Topic = keyof typeof topics

/** Why a member is written to about the committee itself; whom and what it concerns is read after signing in. */
export const committeeTopics = {
  proposal: 'There is a new proposal. Silence is consent: object, with a reason, if you do not agree.',
  vote: 'There is a vote in which you may take part.',
  result: 'A proposal was decided.',
  leave: 'A member has announced a leave.',
  cover: 'On some days ahead a duty lacks cover, because somebody is away. Please say who takes it over.',
  seats: 'The committee’s seats have changed.',
  appeal: 'Somebody whose reports are blocked asks the committee to look again.',
  mail: 'A mail has come in of which a member has to say what becomes.',
  balance: 'A change of affiliation puts one vendor over the policy’s limit. The grace period runs.',
} as const
export type CommitteeTopic = keyof typeof committeeTopics

/** Where a word about the committee is read, if not on its own page. */
export const committeePages: Partial<Record<CommitteeTopic, string>> = { mail: '/mail', appeal: '/blocks' }

/** Something that leaves the product through the outbox. Its content is sealed with the key of `streamOf` it. */
export type Effect =
  | News
  | CaseNotice
  | AccessEnded
  | Digest
  | { readonly kind: 'sign-in'; readonly to: PersonId }
  | { readonly kind: 'welcome'; readonly to: PersonId }
  | AddressMail
  | KeyMail
  | { readonly kind: 'committee-notice'; readonly to: PersonId; readonly topic: CommitteeTopic }
  | ListMailEffect
  | Alert
  | AlertMail
  | ChannelMail
  | CveEffect

/**
 * News beside the mail, by a channel that its reader chose: of cases, whatever fell due together; or of the committee.
 * It goes out as a POST.
 */
export type Alert = AlertOf<'alert'>
/** The same, by mail to an address of that channel. */
export type AlertMail = AlertOf<'alert-mail'>

type AlertOf<Kind extends string> = {
  readonly kind: Kind
  readonly to: PersonId
  readonly channel: ChannelId
} & Alerted
/** What an alert tells of. */
export type Alerted = { readonly about: readonly AlertedCase[] } | { readonly topic: CommitteeTopic }
export interface AlertedCase {
  readonly case: CaseId
  readonly topics: readonly Topic[]
}

/** About a channel itself: to its address, with the link that proves it; and to its owner when alerts do not arrive. */
export interface ChannelMail {
  readonly kind: 'channel' | 'channel-failed'
  readonly to: PersonId
  readonly channel: ChannelId
}

/** To the address that somebody wants to be known by, with the link that proves it; and to the one they left. */
export interface AddressMail {
  readonly kind: 'address' | 'address-left'
  readonly to: PersonId
  readonly email: string
}

/** About somebody's own OpenPGP key. `fingerprint`: of the key that is taken or offered, in groups; empty: of none. */
export interface KeyMail {
  readonly kind: 'key'
  readonly to: PersonId
  readonly change: 'taken' | 'renewed' | 'offered' | 'dropped'
  readonly fingerprint: string
}

/** A case's order to CVE Services, by its number. It holds no word of what will be sent. */
export interface CveEffect {
  readonly kind: 'cve'
  readonly case: CaseId
  readonly order: number
}

/** An effect that is a mail. */
export type Mailed = Exclude<Effect, News | CveEffect | Alert>

/** A mail to one person about one case. `since`: when what it tells of happened, once its mail is made. */
export type CaseNotice =
  | {
      readonly kind: 'notice'
      readonly to: PersonId
      readonly case: CaseId
      readonly topic: Topic
      /** What it tells of was said to all on the case: so is an answer to it. */
      readonly room?: 'everyone'
      readonly since?: string
    }
  | ReporterNotice
  /** The first word to somebody whom a reporter named; and the way back to whoever lost theirs. */
  | { readonly kind: 'co-reporter' | 'lost-link'; readonly to: PersonId; readonly case: CaseId }
  | { readonly kind: 'invitation'; readonly to: PersonId; readonly case: CaseId }

/**
 * `asks`: what the mail is for, where it is no mere news; `keep`: the first one, with the way back to be kept; `answer`:
 * they are asked something.
 */
export interface ReporterNotice {
  readonly kind: 'reporter-notice'
  readonly to: PersonId
  readonly case: CaseId
  readonly asks?: 'confirm' | 'keep' | 'answer'
  readonly since?: string
}

/**
 * F3: to somebody for whom a case is closed from now on, by what they were on it. It is no news: whoever gets it is on no
 * case that could be named to them. `terms`: what they agreed to, and what binds them still.
 */
export interface AccessEnded {
  readonly kind: 'access-ended'
  readonly to: PersonId
  readonly case: CaseId
  readonly had: 'fix-team' | 'invitation' | 'report'
  readonly terms: string
}

/**
 * All notices that one act brings on one case, sealed and written once, so that an act costs the same however many
 * people hear of it. It is no mail: when it is due, each reader's mail is made of it (delivery/unfold.ts).
 */
export interface News {
  readonly kind: 'news'
  readonly case: CaseId
  readonly notices: readonly CaseNotice[]
}

/** One mail for several notices to the same person that fell due together. */
export interface Digest {
  readonly kind: 'digest'
  readonly to: PersonId
  readonly about: readonly {
    readonly case: CaseId
    readonly topic: Topic
    readonly room?: 'everyone'
    readonly since?: string
  }[]
}

export interface ListMailEffect {
  readonly kind: 'announcement' | 'retrospective' | 'feedback'
  /** All cases that the mail speaks for; the outcome is recorded in each. */
  readonly cases: readonly CaseId[]
  /** The same for every attempt, also after a person said "send again". */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly body: string
  /** Whose answers it is, for feedback. */
  readonly by: PersonId | null
}

const outward: readonly Effect['kind'][] = ['announcement', 'retrospective', 'feedback', 'cve']

export function classOf(effect: Effect): EffectClass {
  return outward.includes(effect.kind) ? 'outward' : 'notice'
}

export function streamOf(effect: Effect): StreamId {
  if ('cases' in effect) {
    const [lead] = effect.cases
    if (lead === undefined) throw new Error('a list mail speaks for at least one case')
    return lead
  }
  return 'case' in effect ? effect.case : effect.to
}
