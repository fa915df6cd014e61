import { z } from 'zod'
import { refuse, type Refused } from '../../kernel/index.ts'
import { act, type Acts } from '../act.ts'
import { orderOpen } from '../cveOrder.ts'
import { emptyAsAbsent, optionalProse } from '../fields.ts'
import { isPublished } from '../published.ts'
import type { Case } from '../state.ts'

const pattern = /^CVE-\d{4}-\d{4,19}$/
const optionalCve = (title: string) =>
  emptyAsAbsent(z.string().trim().toUpperCase().regex(pattern, { error: 'must look like CVE-2026-12345' })).meta({
    title,
    example: 'CVE-2026-12345',
  })

/** Why a rejected id is not used: sentences that say nothing of a case. */
const reasons = {
  unused: 'This CVE ID was reserved and is not used.',
  'not-a-vulnerability': 'This CVE ID was assigned to what turned out to be no vulnerability.',
  duplicate: 'This CVE ID was assigned to a vulnerability that has another CVE ID.',
} as const

export const cveActs = {
  reserveCve: act({
    title: 'Reserve a CVE id',
    clause: 'V2',
    does: 'Reserves an id with CVE Services in the community’s name. It says nothing of the vulnerability.',
    duty: 'infra',
    outward: true,
    fields: z.object({
      year: emptyAsAbsent(z.coerce.number().int().min(1999).max(2999)).meta({
        title: 'Year of the id',
        description: 'Empty: this year',
      }),
    }),
    decide(c, { year }, { policy, now }) {
      const busy = orderOpen(c.cve)
      if (busy !== undefined) return busy
      if (c.cve.id !== null) {
        return refuse('has_cve', 'V2', `The case has ${c.cve.id}.`, 'Record another id to replace it.')
      }
      const { clause, from } = policy.development.cve
      if (!from.includes('cna')) {
        return refuse(
          'not_in_policy',
          clause,
          'This policy has no CVE ids from its own numbering authority.',
          'Request one.',
        )
      }
      const asked = { type: 'CveRequested', from: 'cna', evidence: 'CVE Services' } as const
      const ordered = { id: null, year: year ?? now.toZonedDateTimeISO('UTC').year, reason: '', replacedBy: null }
      return [
        ...(c.cve.requested?.from === 'cna' ? [] : [asked]),
        { type: 'CveOrdered', order: nextOrder(c), what: 'reserve', ...ordered },
      ]
    },
  }),
  publishCve: act({
    title: 'Publish the CVE record',
    clause: 'V2',
    does: 'Sends the published advisory to CVE Services as the id’s record; again: brings that record up to date.',
    duty: 'disclosure',
    outward: true,
    fields: z.object({}),
    decide(c) {
      const missing = orderOpen(c.cve) ?? noId(c)
      if (missing !== undefined) return missing
      if (!isPublished(c)) {
        return refuse(
          'not_announced',
          'R6',
          'The advisory is not public yet: nothing of it may leave.',
          'Publish the record after the announcement.',
        )
      }
      const { id, published, order } = c.cve
      // A person has seen that CVE Services has another record, and orders again: theirs replaces it.
      const replaces = order?.id === id && order.code === 'published_differently'
      const what = published?.id === id || replaces ? 'update' : 'publish'
      return [{ type: 'CveOrdered', order: nextOrder(c), what, id, year: null, reason: '', replacedBy: null }]
    },
  }),
  rejectCve: act({
    title: 'Reject the CVE id',
    clause: 'V2',
    does: 'Has CVE Services mark the id as rejected, for everyone to see. The case is free for another id then.',
    duty: 'infra',
    outward: true,
    fields: z.object({
      because: z.enum(Object.keys(reasons) as (keyof typeof reasons)[]).meta({ title: 'Why', input: 'select' }),
      replacedBy: optionalCve('The id to use instead'),
      text: optionalProse('In your own words', 4000).describe('Public at once; only after the announcement'),
    }),
    decide(c, { because, replacedBy, text }) {
      const missing = orderOpen(c.cve) ?? noId(c)
      if (missing !== undefined) return missing
      if (text !== undefined && !isPublished(c)) {
        return refuse(
          'under_embargo',
          'R6',
          'What is said of a rejected id is public at once, and this case is not.',
          'Leave your own words empty: the usual sentence says nothing of the case.',
        )
      }
      if (because === 'duplicate' && replacedBy === undefined) {
        return refuse('no_replacement', 'V2', 'Which id is it a duplicate of?', 'Give the id to use instead.')
      }
      const told = { reason: text ?? reasons[because], replacedBy: replacedBy ?? null }
      return [{ type: 'CveOrdered', order: nextOrder(c), what: 'reject', id: c.cve.id, year: null, ...told }]
    },
  }),
  settleCve: act({
    title: 'Say what became of the order to CVE Services',
    clause: 'V2',
    does: 'Whether it was carried out is not known: a person looks there and decides.',
    duty: 'infra',
    fields: z.object({
      outcome: z.enum(['carried-out', 'not-carried-out']).meta({ title: 'What became of it', input: 'select' }),
      id: optionalCve('The id that was reserved'),
      note: optionalProse('What you saw', 4000),
    }),
    decide(c, { outcome, id, note }) {
      const { order } = c.cve
      if (order?.state !== 'unsure') {
        return refuse('nothing_to_settle', 'V2', 'Nothing is in doubt.', 'Nothing needs to be done.')
      }
      if (outcome === 'not-carried-out') {
        const failed = { code: 'not_carried_out', unsure: false, found: [] }
        return [{ type: 'CveOrderFailed', order: order.order, ...failed }]
      }
      const settled = order.id ?? id
      if (settled === undefined) return refuse('no_id', 'V2', 'Which id was reserved?', 'Give the id.')
      return [
        { type: 'CveOrderDone', order: order.order, id: settled, note: note ?? '' },
        ...(order.what === 'reserve'
          ? [{ type: 'CveRecorded' as const, id: settled, evidence: 'reserved with CVE Services' }]
          : []),
      ]
    },
  }),
} satisfies Acts<'reserveCve' | 'publishCve' | 'rejectCve' | 'settleCve'>

function nextOrder(c: Case): number {
  return (c.cve.order?.order ?? 0) + 1
}

function noId(c: Case): Refused | undefined {
  return c.cve.id === null
    ? refuse('no_cve', 'V2', 'The case has no CVE id.', 'Reserve or record one first.')
    : undefined
}
