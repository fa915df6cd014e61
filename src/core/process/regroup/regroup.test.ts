import { describe, expect, test } from 'vitest'
import {
  ada,
  ben,
  cate,
  closed,
  fixed,
  max,
  monday,
  report,
  rey,
  sigstore,
  taken,
  teamed,
  vectors,
  whole,
  zed,
  type Story,
} from '../../../../tests/kit/case.ts'
import { mergeCases, splitCase, type Pair } from '../../../../tests/kit/regroup.ts'
import { isRefused } from '../../kernel/index.ts'
import { deadlines } from '../deadlines.ts'
import { decide } from '../decide.ts'
import { following } from './follow.ts'
import type { Case } from '../state.ts'

const other = 'c-aaaaaaaaaaaa'
const second = 'p-sec000000000'

function pair(story: Story, into: Story, fields: object = {}): Pair {
  const merged = mergeCases(story, into, fields)
  if (isRefused(merged)) throw new Error(`${merged.code}: ${merged.says}`)
  return merged
}

function half(story: Story, fields: object = {}): Case {
  const split = splitCase(story, fields)
  if (isRefused(split)) throw new Error(`${split.code}: ${split.says}`)
  return split
}

const later = monday.add({ hours: 24 * 3 })

describe('two cases of one vulnerability become one', () => {
  const duplicate = () => report({ reporter: second, at: later })
  const first = () => teamed({ case: other }).at(later)

  test('the one closes, the other goes on, linked both ways', () => {
    const { gone, on } = pair(duplicate(), first())
    expect(gone.closed).toMatchObject({ resolution: 'merged' })
    expect(gone.related.mergedInto).toBe(other)
    expect(gone.shadow.rm).toBe('C')
    expect(on.related.absorbed).toEqual(['c-0123456789ab'])
    expect(on.related.aliases).toEqual(['TOCSIN-2026-0123456789AB'])
    expect(on.closed).toBeNull()
  })

  test('the earlier embargo date counts in both, whichever has it', () => {
    const early = first().c.embargo.until
    const { gone, on } = pair(duplicate(), first())
    expect([gone.embargo.until, on.embargo.until]).toEqual([early, early])
    const reversed = pair(
      report({ at: monday }).at(later),
      taken({ case: other, at: later.subtract({ hours: 1 }) }).at(later),
    )
    expect([reversed.gone.embargo.until, reversed.on.embargo.until]).toEqual([early, early])
  })

  test('deadlines count from the earlier disclosure, and say so; which ones moved is on record', () => {
    const into = taken({ case: other, at: later.subtract({ hours: 1 }) }).at(later)
    const { on } = pair(report().at(later), into)
    expect(on.disclosed).toBe('2026-03-02T09:00:00Z')
    const due = (c: Case) => deadlines(c, sigstore, later).find(({ id }) => id === 'release')
    expect(due(into.c)?.due).not.toBe(due(on)?.due)
    expect(due(on)?.due).toBe('2026-03-23T09:00:00Z')
    expect(due(on)?.because.join(' ')).toContain('when c-0123456789ab was disclosed')
  })

  test('its reporter is thanked in their own room, and goes on writing there', () => {
    const { gone } = pair(duplicate(), first())
    const answer = gone.posts.at(-1)
    expect(answer).toMatchObject({ room: 'everyone' })
    expect(answer?.text).toContain('Thank you')
    expect(answer?.text).not.toContain(other)
  })

  test('its fix team is invited anew: nobody is a signatory by a merge; who left is not asked again', () => {
    const into = taken({ case: other })
      .does(ben, 'inviteToFixTeam', { person: zed, why: 'maintains it' })
      .does(zed, 'declineInvitation')
    const story = teamed()
      .does(ben, 'inviteToFixTeam', { person: zed, why: 'too' })
      .does(zed, 'acceptInvitation', { terms: true })
    const { on } = pair(story, into)
    expect(on.fixTeam.map(({ person, state }) => [person, state])).toEqual([
      [zed, 'declined'],
      [max, 'invited'],
    ])
    expect(on.shadow.consent[max]).toBe('invited')
    expect(on.shadow.consent[zed]).toBe('declined')
  })

  test('what the other one lacks it takes over, once: advisory, severity, workspace, CVE id', () => {
    const { on } = pair(fixed(), taken({ case: other }))
    expect(on.advisory.map(({ revision, document }) => [revision, document])).toEqual([[1, whole]])
    expect(on.severity).toMatchObject({ vector: vectors.high })
    expect(on.workspace).toMatchObject({ url: 'https://git.example.org/private' })
    expect(on.cve.id).toBe('CVE-2026-12345')
    // The fix itself is judged anew: its team has not joined yet.
    expect(on.fixComplete).toBeNull()
  })

  test('of two advisories the chosen one goes on, with its severity', () => {
    const draft = { ...whole, title: 'The other text' }
    const into = () =>
      taken({ case: other })
        .does(cate, 'reviseAdvisory', { basedOn: 0, document: draft })
        .does(ada, 'decideSeverity', { vector: vectors.low })
    const kept = pair(fixed(), into(), { advisory: 'other' }).on
    expect(kept.advisory.map(({ document }) => document.title)).toEqual([draft.title])
    expect(kept.severity).toMatchObject({ vector: vectors.low })
    const chosen = pair(fixed(), into(), { advisory: 'this' }).on
    expect(chosen.advisory.map(({ document }) => document.title)).toEqual([draft.title, whole.title])
    expect(chosen.severity).toMatchObject({ vector: vectors.high })
  })

  test('a refused private handling hurries the other case too, since then', () => {
    const story = report({ intent: { publishOn: null, note: 'soon' } })
      .does(ada, 'requestPrivateHandling', { message: 'please' })
      .does(rey, 'answerPrivateHandling', { agreed: false })
    const { on } = pair(story, taken({ case: other }))
    expect(on.causes).toMatchObject([{ kind: 'asap', at: '2026-03-02T09:00:00.000Z' }])
  })

  test('what it had absorbed itself goes on, too', () => {
    const { on } = pair(duplicate(), first())
    const story = { ...first(), c: on }
    const { on: last } = pair(story as Story, taken({ case: 'c-bbbbbbbbbbbb', at: later }))
    expect(last.related.absorbed).toEqual([other, 'c-0123456789ab'])
    expect(last.related.aliases).toEqual(['TOCSIN-2026-AAAAAAAAAAAA', 'TOCSIN-2026-0123456789AB'])
  })
})

describe('the embargo of an absorbed case follows', () => {
  const when = { by: ada, now: later }
  const gone = () => pair(report({ reporter: second, at: later }), teamed({ case: other }).at(later)).gone

  test('when it ends, and when all becomes public', () => {
    // In words of its own: this reporter reads them, and the other case's are not for them.
    const ended = { type: 'EmbargoEnded', reason: expect.stringMatching(/^the .*merged into has ended$/) }
    expect(following(gone(), [{ type: 'EmbargoEnded', reason: 'qxreason' }], when)).toEqual([ended])
    const since = later.toString()
    const known = { type: 'BecamePublic', since, how: 'qxhow', evidence: 'qxevidence' } as const
    const events = following(gone(), [{ type: 'EmbargoEnded', reason: 'qxreason' }, known], when)
    expect(events).toEqual([ended, { type: 'BecamePublic', since, how: expect.any(String), evidence: '' }])
    expect(JSON.stringify(events)).not.toMatch(/qx/)
  })

  test('when it is extended: its reporter is asked again', () => {
    const until = '2026-08-01T00:00:00Z'
    const events = following(gone(), [{ type: 'EmbargoAccepted', until, lapsed: [] }], when)
    expect(events.at(-1)).toEqual({ type: 'EmbargoAccepted', until, lapsed: [second] })
  })
})

describe('a second vulnerability gets a case of its own', () => {
  test('with embargo, team and consents, milestones and clocks of the first', () => {
    const story = teamed().does(ben, 'inviteToFixTeam', { person: zed, why: 'too' }).at(later)
    const { c } = story
    const split = half(story, { posts: '1' })
    expect(split).toMatchObject({ disclosed: c.disclosed, reporter: null, via: 'splitting', closed: null })
    expect(split.embargo.until).toBe(c.embargo.until)
    expect(split.shadow.em).toBe('A')
    expect(split.shadow.consent).toEqual({ [max]: 'signatory', [zed]: 'invited' })
    expect(split.accepted?.at).toBe(c.accepted?.at)
    expect(split.related.splitFrom).toEqual({ case: c.id, posts: [1] })
    expect(deadlines(split, sigstore, later)).toEqual(deadlines(c, sigstore, later))
  })

  test('with its reporter where they reported both, their consent as it stands', () => {
    expect(half(taken(), { reporter: true }).shadow.consent).toEqual({ [rey]: 'signatory' })
    expect(half(taken({ terms: false }), { reporter: true }).shadow.consent).toEqual({ [rey]: 'invited' })
    const extended = taken()
      .does(cate, 'proposeEmbargo', { until: '2026-08-01T00:00:00Z', reason: 'upstream' })
      .does(cate, 'answerEmbargo', { accept: true })
    expect(half(extended, { reporter: true }).shadow.consent).toEqual({ [rey]: 'lapsed' })
  })

  test('with the chosen facts only', () => {
    expect(half(fixed()).advisory).toEqual([])
    const split = half(fixed(), { advisory: true, workspace: true })
    expect(split.advisory.map(({ revision, document }) => [revision, document])).toEqual([[1, whole]])
    expect(split.workspace?.url).toBe('https://git.example.org/private')
    expect([split.cve.id, split.severity, split.fixComplete]).toEqual([null, null, null])
  })

  test('and may be merged back: its team is on the first case already', () => {
    const story = teamed().at(later)
    const copy = half(story)
    const child = { ...story.copy().at(later), c: copy, with: () => child } as unknown as Story
    const back = mergeCases({ ...child, context: (by) => ({ ...story.context(by), caseAt: () => story.c }) }, story)
    if (isRefused(back)) throw new Error(back.code)
    expect(back.on.fixTeam).toEqual(story.c.fixTeam)
    expect(back.on.related.absorbed).toEqual([copy.id])
  })
})

test('an id outlives its case, but that of a merged case is no longer its own', () => {
  expect(closed().does(ada, 'rejectCve', { because: 'unused' }).c.cve.order).toMatchObject({ what: 'reject' })
  expect(closed().does(ada, 'publishCve').c.cve.order).toMatchObject({ what: 'publish', id: closed().c.cve.id })
  const story = fixed()
  const { gone } = pair(story, taken({ case: other }))
  expect(gone.cve.id).not.toBeNull()
  const command = { act: 'rejectCve', fields: { because: 'unused' } } as const
  expect(decide(gone, command, story.context(ada))).toMatchObject({ code: 'closed' })
})
