import { z } from 'zod'
import { isBefore, stamp } from '../../clock/index.ts'
import { refuse, type Refused } from '../../kernel/index.ts'
import { act, type Acts, type Context } from '../act.ts'
import type { CaseEvent } from '../events.ts'
import { evidence, instant, optionalInstant, optionalProse, prose, reason, words, yesOrNo } from '../fields.ts'
import { isReporter } from '../reporters.ts'
import type { Case } from '../state.ts'
import { holds } from '../vultron/index.ts'
import { embargoEnd, embargoSet } from '../embargoDates.ts'

/** The instant a fact became true: as told, else now; never in the future, since it has happened. */
function sinceWhen(told: string | undefined, context: Context): string | Refused {
  if (told === undefined) return stamp(context.now)
  if (!isBefore(context.now, Temporal.Instant.from(told))) return told
  return refuse(
    'in_the_future',
    'S2',
    `${told} has not come yet.`,
    'Enter when it happened, or leave it empty for now.',
  )
}

/** What becoming public brings with it: the embargo ends first. */
export function openly(c: Case, since: string, how: string, told: string): CaseEvent[] {
  if (holds(c.shadow.cs, 'P')) return []
  return [...embargoEnd(c, how), { type: 'BecamePublic', since, how, evidence: told }]
}

/** Who says that they keep it private accepts the terms with it (Vultron: signatory). Only they can say so. */
function consenting(c: Case, until: string | null, { by }: Context): CaseEvent[] {
  if (by === 'product' || !isReporter(c, by) || until === null || c.shadow.em === 'X') return []
  const consent = c.shadow.consent[by]
  return consent === 'invited' || consent === 'lapsed' ? [{ type: 'EmbargoConfirmed', person: by, until }] : []
}

export const disclosureActs = {
  moveDisclosure: act({
    title: 'Set disclosure earlier',
    clause: 'D1',
    does: 'Moves the instant that all deadlines count from back to when the report first reached someone here.',
    duty: 'triage',
    fields: z.object({ disclosed: instant('First disclosed at'), reason }),
    decide(c, { disclosed, reason: why }) {
      if (!isBefore(Temporal.Instant.from(disclosed), Temporal.Instant.from(c.disclosed))) {
        return refuse(
          'not_earlier',
          'D1',
          'Disclosure can only be set to an earlier instant: the report was received no later than that.',
          'Give a deadline more time with "Move a deadline" instead.',
        )
      }
      return [{ type: 'DisclosureMoved', disclosed, reason: why }]
    },
  }),
  notePublic: act({
    title: 'It is public',
    clause: 'S2',
    does: 'Records that the vulnerability is public: the embargo ends and every clock becomes as soon as possible.',
    fields: z.object({
      how: words('How it became public').meta({ example: 'a public issue describes it' }),
      since: optionalInstant('Public since').describe('Empty: now'),
      evidence,
    }),
    decide(c, { how, since, evidence: told }, context) {
      if (holds(c.shadow.cs, 'P')) return alreadyKnown('public', c.publicSince)
      const at = sinceWhen(since, context)
      return typeof at === 'string' ? openly(c, at, how, told) : at
    },
  }),
  noteExploit: act({
    title: 'An exploit is public',
    clause: 'S2',
    does: 'Records a public exploit. It makes the vulnerability public too.',
    fields: z.object({ since: optionalInstant('Public since').describe('Empty: now'), evidence }),
    decide(c, { since, evidence: told }, context) {
      if (holds(c.shadow.cs, 'X')) return alreadyKnown('exploitable in public', c.exploitSince)
      const at = sinceWhen(since, context)
      if (typeof at !== 'string') return at
      return [...openly(c, at, 'an exploit is public', told), { type: 'ExploitPublished', since: at, evidence: told }]
    },
  }),
  noteAttacks: act({
    title: 'It is being exploited',
    clause: 'S2',
    does: 'Records exploitation in the wild: every clock becomes as soon as possible.',
    fields: z.object({ since: optionalInstant('Seen since').describe('Empty: now'), evidence }),
    decide(c, { since, evidence: told }, context) {
      if (holds(c.shadow.cs, 'A')) return alreadyKnown('attacked', c.attacksSince)
      const at = sinceWhen(since, context)
      return typeof at === 'string' ? [{ type: 'AttacksObserved', since: at, evidence: told }] : at
    },
  }),
  stateIntent: act({
    title: 'The reporter intends to publish',
    clause: 'D3',
    does: 'Records that the reporter means to publish before a fix is available.',
    fields: z.object({ publishOn: optionalInstant('Publication planned for'), note: prose('What they said', 4000) }),
    decide(c, { publishOn, note }, { now }) {
      if (holds(c.shadow.cs, 'P')) return alreadyKnown('public', c.publicSince)
      if (publishOn !== undefined && !isBefore(now, Temporal.Instant.from(publishOn))) {
        return refuse(
          'in_the_past',
          'D3',
          `The intended publication, ${publishOn}, lies in the past.`,
          'Give a date ahead, or leave it empty; if it has been published, record that it is public.',
        )
      }
      return [{ type: 'IntentStated', publishOn: publishOn ?? null, note }]
    },
  }),
  requestPrivateHandling: act({
    title: 'Ask for private handling',
    clause: 'D3',
    does: 'Asks the reporter whether the issue can be handled privately first; the request stands in the thread.',
    duty: 'disclosure',
    fields: z.object({ message: prose('Message to the reporter', 4000) }),
    decide(c, { message }) {
      if (holds(c.shadow.cs, 'P')) return alreadyKnown('public', c.publicSince)
      if (c.intent === null) {
        return refuse(
          'no_intent',
          'D3',
          'The reporter has not said that they intend to publish.',
          'Record their intention first, or write to them in the thread.',
        )
      }
      return [
        { type: 'PrivateHandlingRequested', message },
        { type: 'Posted', post: c.posts.length + 1, room: 'everyone', text: message, mentions: [] },
      ]
    },
  }),
  answerPrivateHandling: act({
    title: 'Answer on private handling',
    clause: 'D3',
    does: 'Records whether the reporter agrees to private handling. A refusal makes every clock as soon as possible; an agreement sets the embargo, and from the reporter themselves it accepts its terms.',
    fields: z.object({
      agreed: yesOrNo('The reporter agrees to private handling'),
      until: optionalInstant('Private until').describe('The date they agree to; empty: the embargo as it stands'),
      note: optionalProse('Note', 4000),
    }),
    decide(c, { agreed, until, note }, context) {
      if (c.privateHandling.requested === null) {
        return refuse('not_asked', 'D3', 'Nobody asked for private handling yet.', 'Ask the reporter first.')
      }
      if (c.privateHandling.answered !== null) {
        return refuse('answered', 'D3', 'The answer is on record already.', 'Propose an embargo date instead.')
      }
      if (holds(c.shadow.cs, 'P')) return alreadyKnown('public', c.publicSince)
      const answer: CaseEvent = {
        type: 'PrivateHandlingAnswered',
        agreed,
        until: agreed ? (until ?? null) : null,
        note: note ?? '',
      }
      if (!agreed) return [answer]
      if (until === undefined) return [answer, ...consenting(c, c.embargo.until, context)]
      if (!isBefore(context.now, Temporal.Instant.from(until))) {
        return refuse('in_the_past', 'D3', 'The embargo would have ended already.', 'Agree on a date ahead.')
      }
      const { by } = context
      const agreeing = by !== 'product' && isReporter(c, by) ? [by] : c.reporter === null ? [] : [c.reporter]
      const set = embargoSet(c, until, 'agreed with the reporter', agreeing)
      return [answer, ...set, ...consenting(c, set.length === 0 ? c.embargo.until : until, context)]
    },
  }),
} satisfies Acts<
  | 'moveDisclosure'
  | 'notePublic'
  | 'noteExploit'
  | 'noteAttacks'
  | 'stateIntent'
  | 'requestPrivateHandling'
  | 'answerPrivateHandling'
>

function alreadyKnown(what: string, since: string | null): Refused {
  return refuse(
    'known_already',
    'S2',
    `It is on record as ${what} since ${since ?? 'before'}.`,
    'Nothing needs to be done; add details in the thread.',
  )
}
