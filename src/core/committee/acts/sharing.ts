import { z } from 'zod'
import { dayOf } from '../../clock/index.ts'
import {
  day,
  emptyAsAbsent,
  optionalPerson,
  optionalProse,
  optionalWords,
  prose,
  reason,
  refuse,
  words,
  type PersonId,
} from '../../kernel/index.ts'
import { duties } from '../../policy/index.ts'
import { act, type CommitteeActs } from '../act.ts'
import { vendorKey, warningsFor } from '../balance.ts'
import { beginOf } from '../days.ts'
import { member } from '../fields.ts'
import { foldAhead } from '../happening.ts'
import { notSeated } from '../refusals.ts'
import { systemsOf, whoLeft } from '../offBoarding.ts'
import { isSeated, presentAt } from '../seats.ts'

/** People’s ids apart by commas or spaces, as a form sends them; a list of them from programs. */
const people = (title: string) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split(/[\s,]+/).filter((one) => one !== '') : value),
      z.array(z.string().regex(/^p-[0-9a-z]{12}$/, { error: 'must be people’s ids such as p-0123456789ab' })).max(99),
    )
    .transform((ids) => [...new Set(ids)] as PersonId[])
    .meta({ title, example: 'p-0123456789ab', input: 'people' })

export const sharingActs = {
  shareDuty: act({
    title: 'Share a duty',
    clause: 'C2',
    does: 'Says which members hold a duty on the committee as a whole; with nobody named it is everyone’s. Cases name their own holders.',
    fields: z.object({
      duty: z.enum(duties).meta({ title: 'Duty' }),
      holders: people('Held by').describe('Seated members; empty: everyone'),
      note: optionalProse('Note', 4000),
    }),
    decide(committee, { duty, holders, note }, { policy }) {
      if (!policy.committee.duties.list.some(({ id }) => id === duty)) {
        return refuse('no_such_duty', 'C2', 'The policy does not list this duty.', 'Choose one that it lists.')
      }
      if (holders.some((one) => !isSeated(committee, one))) return notSeated('C2')
      // Held by nobody, since its holder left, is not the same as everyone's.
      const before = committee.shared[duty]
      const same = before?.length === holders.length && holders.every((one) => before.includes(one))
      if (holders.length === 0 ? before === undefined : same) {
        return refuse('nothing_changes', 'C2', 'That is how the duty is shared now.', 'Name other members.')
      }
      return [{ type: 'DutyShared', duty, holders, note: note ?? '' }]
    },
  }),
  overrideTurn: act({
    title: 'Exchange a turn on call',
    clause: 'C2',
    does: 'Puts another member on call for some days. The order of turns stays as it is.',
    fields: z.object({ from: day('First day'), to: day('Last day'), person: member('On call'), reason }),
    decide(committee, { from, to, person, reason: why }, { policy, now }) {
      if (policy.committee.rotation === undefined) {
        return refuse('no_rotation', 'C2', 'The policy has no turns.', 'Share the duty among members instead.')
      }
      if (!isSeated(committee, person)) return notSeated('C2')
      if (to < from)
        return refuse('ends_before_it_begins', 'C2', 'The last day is before the first.', 'Exchange the two.')
      if (to < dayOf(now)) return refuse('in_the_past', 'C2', 'Those days have passed.', 'Give days ahead.')
      return [{ type: 'TurnOverridden', from, to, person, reason: why }]
    },
  }),
  stateAffiliation: act({
    title: 'State an affiliation',
    clause: 'C6',
    does: 'Whom a member works for, from a day on. A change that makes a vendor outweigh the others warns, and the policy’s grace runs.',
    fields: z.object({
      person: optionalPerson('Member').describe('A seated member or a stand-in; empty: yourself'),
      affiliation: optionalWords('Affiliation', 200).describe('Employer or vendor; empty: none'),
      since: emptyAsAbsent(day('Since')).meta({ title: 'Since', description: 'Empty: today', input: 'day' }),
    }),
    decide(committee, { person, affiliation, since }, { policy, now, by, known }) {
      const who = person ?? (by === 'product' ? undefined : by)
      const standsIn = committee.leaves.some((one) => one.standIn === who && one.ended === null)
      if (who === undefined || (!isSeated(committee, who) && !standsIn)) return notSeated('C6')
      const from = since ?? dayOf(now)
      const name = affiliation ?? ''
      const stated = { type: 'AffiliationStated', person: who, affiliation: name, since: from, warnings: [] } as const
      const next = foldAhead(committee, [stated], now, by)
      const [day_, at] = from > dayOf(now) ? [from, beginOf(from)] : [dayOf(now), now]
      const { clause } = policy.committee.vendorBalance
      const warnings = warningsFor(next, policy, presentAt(next, at), day_, known).filter(
        (one) => one.clause === clause,
      )
      return [{ ...stated, warnings }]
    },
  }),
  renameVendor: act({
    title: 'Record a vendor’s new name',
    clause: 'C6',
    does: 'A vendor that was renamed or bought is one vendor with its new name: its members count together.',
    fields: z.object({ from: words('Earlier name', 200), to: words('New name', 200), reason: prose('Reason', 4000) }),
    decide(committee, { from, to, reason: why }) {
      const [old, now] = [vendorKey(from), vendorKey(to)]
      if (old === '' || now === '') {
        return refuse('no_vendor', 'C6', 'That is no vendor’s name.', 'Give a name with letters.')
      }
      if (vendorKey(from, committee.renamed) === vendorKey(to, committee.renamed)) {
        return refuse('one_vendor', 'C6', 'The two are one vendor already.', 'Nothing needs to be done.')
      }
      if (Object.hasOwn(committee.renamed, old)) {
        return refuse(
          'renamed_already',
          'C6',
          'That vendor has another name by now.',
          'Record the change from the name it has now.',
        )
      }
      return [{ type: 'VendorRenamed', from: old, to: now, reason: why }]
    },
  }),
  endAccessElsewhere: act({
    title: 'Note that access ended elsewhere',
    clause: 'C13',
    does: 'Ticks off one system outside in which a person’s hand ended the access of somebody who left.',
    fields: z.object({
      person: optionalPerson('Who left').refine((one) => one !== undefined, { error: 'choose who left' }),
      system: words('System', 100),
      note: optionalProse('Note', 2000),
    }),
    decide(committee, { person, system, note }, { policy }) {
      if (person === undefined || !whoLeft(committee).has(person)) {
        return refuse('has_not_left', 'C13', 'This person’s rights have not ended.', 'Choose someone who left.')
      }
      const systems = systemsOf(policy).map(({ id }) => id)
      if (!systems.includes(system)) {
        return refuse('no_such_system', 'C13', 'The list has no such system.', `It has: ${systems.join(', ')}.`)
      }
      if (committee.elsewhere[person]?.some((one) => one.system === system)) {
        return refuse('done_already', 'C13', 'That is on record already.', 'Go on with the next one.')
      }
      return [{ type: 'AccessEndedElsewhere', person, system, note: note ?? '' }]
    },
  }),
} satisfies CommitteeActs<'shareDuty' | 'overrideTurn' | 'stateAffiliation' | 'renameVendor' | 'endAccessElsewhere'>
