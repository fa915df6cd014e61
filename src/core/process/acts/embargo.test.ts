import { describe, expect, test } from 'vitest'
import type { PersonId } from '../../kernel/index.ts'
import { stepsOf } from '../../../../tests/kit/robot.ts'
import {
  ada,
  cate,
  evidence,
  max,
  refusal,
  report,
  rey,
  teamed,
  types,
  type Story,
} from '../../../../tests/kit/case.ts'

const [sooner, usual, later] = ['2026-03-13T12:00:00Z', '2026-03-23T09:00:00Z', '2026-04-02T12:00:00Z'] as const

test('a proposal changes nothing until it is answered; rejecting keeps the embargo that stands', () => {
  const story = report().does(rey, 'proposeEmbargo', { until: later, reason: 'holidays' })
  expect(story.c).toMatchObject({ embargo: { until: usual, proposed: [later] }, shadow: { em: 'R' } })
  story.does(cate, 'answerEmbargo', { accept: false })
  expect(story.c).toMatchObject({ embargo: { until: usual, proposed: [] }, shadow: { em: 'A' } })
})

test('of two proposals the shorter holds and the longer becomes a revision', () => {
  const story = report()
    .does(rey, 'proposeEmbargo', { until: later, reason: 'holidays' })
    .does(ada, 'proposeEmbargo', { until: sooner, reason: 'the fix is simple' })
  expect(types(story.tries(ada, 'answerEmbargo', { accept: true }))).toEqual(['EmbargoAccepted', 'EmbargoProposed'])
  story.does(ada, 'answerEmbargo', { accept: true })
  expect(story.c).toMatchObject({ embargo: { until: sooner, proposed: [later] }, shadow: { em: 'R' } })
})

test('a reporter cannot extend or cut the embargo alone', () => {
  const story = report().does(rey, 'proposeEmbargo', { until: sooner, reason: 'impatient' })
  expect(refusal(story.tries(rey, 'answerEmbargo', { accept: true }))).toBe('D3: own_proposal')
  story
    .does(cate, 'answerEmbargo', { accept: false })
    .does(cate, 'proposeEmbargo', { until: sooner, reason: 'all right' })
  expect(story.does(rey, 'answerEmbargo', { accept: true }).c.embargo.until).toBe(sooner)
})

test('an extension lapses the consent of those who agreed to less; each confirms', () => {
  const story = teamed()
    .does(ada, 'proposeEmbargo', { until: later, reason: 'upstream asked' })
    .does(rey, 'answerEmbargo', { accept: true })
  expect(story.c.shadow.consent).toEqual({ [rey]: 'signatory', [max]: 'lapsed' })
  expect(story.does(max, 'confirmEmbargo').c.shadow.consent[max]).toBe('signatory')
})

test('whoever did not accept the terms with the report is asked, and says yes later', () => {
  const story = report({ terms: false })
  const steps = (person: PersonId) => stepsOf(story, person).filter(({ id }) => id === 'accept-embargo')
  expect(story.c.shadow).toMatchObject({ em: 'A', consent: { [rey]: 'invited' } })
  expect(steps(rey)).toMatchObject([{ act: 'confirmEmbargo', who: [rey], can: true, optional: true }])
  expect(steps(ada)).toMatchObject([{ who: [rey], can: false }])
  expect(refusal(story.tries(ada, 'confirmEmbargo'))).toBe('D3: nothing_lapsed')
  expect(types(story.tries(rey, 'confirmEmbargo'))).toEqual(['EmbargoConfirmed'])
  story.does(rey, 'confirmEmbargo')
  expect(story.c.shadow.consent[rey]).toBe('signatory')
  expect(steps(rey)).toEqual([])
})

test('a member who is invited to the fix team accepts the embargo with the invitation, as everybody there does', () => {
  const story = teamed().does(ada, 'inviteToFixTeam', { person: cate, why: 'wrote it' })
  expect(story.c.shadow.consent[cate]).toBe('invited')
  expect(refusal(story.tries(cate, 'confirmEmbargo'))).toBe('D3: nothing_lapsed')
  expect(story.does(cate, 'acceptInvitation', { terms: true }).c.shadow.consent[cate]).toBe('signatory')
})

test('nobody is asked for an embargo that does not hold', () => {
  const stories = [
    report({ terms: false }).does(cate, 'endEmbargo', { reason: 'it is over' }),
    report({ terms: false, public: { how: 'a blog', evidence, exploit: false, attacks: false } }),
  ]
  for (const story of stories) {
    expect(stepsOf(story, rey).map(({ id }) => id)).not.toContain('accept-embargo')
    expect(refusal(story.tries(rey, 'confirmEmbargo'))).toBe('D3: no_embargo')
  }
})

test('a shorter embargo lapses nobody', () => {
  const story = teamed()
    .does(ada, 'proposeEmbargo', { until: sooner, reason: 'ready' })
    .does(rey, 'answerEmbargo', { accept: true })
  expect(story.c.shadow.consent).toEqual({ [rey]: 'signatory', [max]: 'signatory' })
})

test('ending it publishes nothing; closing a case does not end it', () => {
  const ended = report().does(cate, 'endEmbargo', { reason: 'the reporter wants out' })
  expect(ended.c).toMatchObject({ publicSince: null, shadow: { em: 'X' } })
  const closed = report().does(ada, 'rejectReport', { reason: 'no' }).does(ada, 'closeCase')
  expect(closed.c.shadow.em).toBe('A')
  expect(closed.deadline('embargo').state).toBe('open')
  expect(closed.does(cate, 'endEmbargo', { reason: 'nothing to protect' }).c.shadow.em).toBe('X')
})

test('what was proposed before the attacks can only be rejected', () => {
  const story = report()
    .does(rey, 'proposeEmbargo', { until: later, reason: 'time' })
    .does(ada, 'noteAttacks', { evidence })
  expect(refusal(story.tries(cate, 'answerEmbargo', { accept: true }))).toBe('S2: embargo_impossible')
  expect(story.does(cate, 'answerEmbargo', { accept: false }).c.shadow.em).toBe('A')
})

test('the consent of a reporter who joins the fix team came with the report, and stays when that ends', () => {
  const story = teamed().does(ada, 'inviteToFixTeam', { person: rey, why: 'wrote the patch' })
  expect(story.c.shadow.consent[rey]).toBe('signatory')
  story.does(rey, 'acceptInvitation', { terms: true }).does(ada, 'revokeAccess', { person: rey, reason: 'done' })
  expect(story.c.shadow.consent[rey]).toBe('signatory')
})

test('a reporter who accepts an invitation to the fix team has accepted the embargo, too', () => {
  const story = teamed({ terms: false }).does(ada, 'inviteToFixTeam', { person: rey, why: 'wrote the patch' })
  expect(story.c.shadow.consent[rey]).toBe('invited')
  expect(story.does(rey, 'acceptInvitation', { terms: true }).c.shadow.consent[rey]).toBe('signatory')
})

describe('whose date it is said to be', () => {
  const because = (story: Story) => story.deadline('embargo').because.at(-1)

  test('everyone’s only once everyone has accepted it', () => {
    expect(because(report())).toBe('D1: the date everyone on the case agreed to')
    expect(because(report({ terms: false }))).toBe('D1: the committee’s date; nobody outside it has agreed to it yet')
    expect(because(teamed({ terms: false }))).toBe('D1: the committee’s date; not everyone has agreed to it yet')
    const nobody = report({ reporter: null, via: 'member' })
    expect(because(nobody)).toBe('D1: the committee’s date; nobody outside it has been asked yet')
    expect(because(teamed({ terms: false }).does(rey, 'confirmEmbargo'))).toMatch(/everyone on the case agreed to$/)
  })
})
