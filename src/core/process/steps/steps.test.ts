import { describe, expect, test } from 'vitest'
import {
  ada,
  agreed,
  announced,
  ben,
  cate,
  eve,
  evidence,
  fixed,
  max,
  members,
  report,
  rey,
  sigstore,
  taken,
  teamed,
  verified,
  zed,
} from '../../../../tests/kit/case.ts'
import { stepsOf } from '../../../../tests/kit/robot.ts'
import type { PersonId } from '../../kernel/index.ts'
import type { Story } from '../../../../tests/kit/case.ts'
import { rolesOn } from '../roles.ts'
import { nextSteps } from './index.ts'

const step = (story: Story, id: string, person: PersonId = ada) => stepsOf(story, person).find((one) => one.id === id)
const mine = (story: Story, person: PersonId) =>
  stepsOf(story, person)
    .filter((one) => one.mine)
    .map(({ id }) => id)

describe('whose it is', () => {
  test('a held duty’s steps are its holder’s; the others can, but need not', () => {
    const story = report().does(ada, 'assignDuty', { duty: 'triage', to: ben })
    expect(step(story, 'replicate', ben)).toMatchObject({ mine: true, can: true, who: [ben], duty: 'triage' })
    expect(step(story, 'replicate', ada)).toMatchObject({ mine: false, can: true })
  })

  test('a duty nobody holds is everybody’s; so is one whose holder left the committee (C13)', () => {
    expect(step(report(), 'replicate')).toMatchObject({ mine: true, who: [] })
    const story = report().does(ada, 'assignDuty', { duty: 'triage', to: ben })
    const looking = { person: cate, roles: ['member'], members: [ada, cate] } as const
    const found = nextSteps(story.c, sigstore, looking, story.now).find(({ id }) => id === 'replicate')
    expect(found).toMatchObject({ mine: true, who: [] })
  })

  test('the fix team’s own steps are the fix team’s; nobody speaks for the other side', () => {
    const story = fixed().does(ben, 'proposeRelease', { announcement: '2026-03-10T16:00:00Z' })
    expect(step(story, 'agree-fix-team', max)).toMatchObject({ mine: true, who: [max], fields: { side: 'fix-team' } })
    expect(step(story, 'agree-fix-team', ada)).toMatchObject({ mine: false, can: false })
  })

  test('an invitation is answered by whoever was invited', () => {
    const story = taken().does(ben, 'inviteToFixTeam', { person: max, why: 'x' })
    expect(mine(story, max)).toEqual(['join'])
    expect(mine(story, zed)).toEqual([])
  })

  test('the reporter’s answer falls to the committee where nobody is known to have reported it', () => {
    const intent = { publishOn: null, note: 'soon' }
    const asked = report({ intent }).does(cate, 'requestPrivateHandling', { message: 'x' })
    expect(step(asked, 'answer-private-handling', rey)).toMatchObject({ mine: true, role: 'reporter' })
    expect(step(asked, 'answer-private-handling', ada)).toMatchObject({ mine: false, can: true })
    const unknown = report({ intent, reporter: null, via: 'member' }).does(cate, 'requestPrivateHandling', {
      message: 'x',
    })
    expect(step(unknown, 'answer-private-handling', ada)).toMatchObject({ mine: true, role: 'member' })
  })

  test('outsiders have nothing to do, and are told of nothing they could', () => {
    for (const one of stepsOf(verified(), eve)) expect([one.id, one.can, one.mine]).toEqual([one.id, false, false])
  })

  test('feedback is each person’s own, once', () => {
    const story = announced()
    expect(mine(story, max)).toEqual(['feedback'])
    story.does(max, 'giveFeedback', { text: 'good' })
    expect(mine(story, max)).toEqual([])
  })
})

describe('by when', () => {
  test('due with the earliest deadline it works toward; late when that is', () => {
    expect(step(taken(), 'fix-team')).toMatchObject({ due: '2026-03-03T09:00:00Z', late: false })
    expect(step(taken().later('P2D'), 'fix-team')).toMatchObject({ late: true })
    expect(step(agreed(), 'merge')?.due).toBe('2026-03-10T14:00:00Z')
    expect(step(verified(), 'draft-announcement')?.due).toBe('2026-03-10T16:00:00Z')
  })

  test('whatever the policy calls its clocks, and however many it has', () => {
    const clocks = sigstore.schedule.clocks.flatMap((clock) => {
      const ours = { ...clock, id: `our-${clock.id}` }
      if (clock.id !== 'fix-team') return [ours]
      const answer = { ...clock, id: 'acknowledge', title: 'Answer', due: 'PT4H', done: 'acknowledged' as const }
      return [ours, answer, { ...clock, id: 'cve', title: 'CVE', due: 'P2D', done: 'cveAssigned' as const }]
    })
    const policy = { ...sigstore, schedule: { ...sigstore.schedule, clocks } }
    expect(step(report({ policy }), 'answer-reporter')?.due).toBe('2026-03-02T13:00:00Z')
    expect(step(taken({ policy }), 'fix-team')?.due).toBe('2026-03-03T09:00:00Z')
    expect(step(teamed({ policy }), 'cve')?.due).toBe('2026-03-04T09:00:00Z')
    expect(step(teamed({ policy }), 'advisory')?.due).toBe('2026-03-09T09:00:00Z')
  })
})

describe('what it waits for', () => {
  test('outward steps wait for the first thing that would refuse them', () => {
    expect(step(agreed(), 'merge')?.waitsFor).toBe('the agreed opening, 2026-03-10T14:00:00Z (R3)')
    const story = agreed().does(cate, 'draftAnnouncement')
    expect(step(story, 'announce')?.waitsFor).toBe('the merge (R3)')
    story.does(ben, 'recordCve', { id: 'CVE-2026-54321', evidence })
    expect(step(story, 'announce')?.waitsFor).toBe('a new draft (R8)')
    expect(step(story, 'draft-announcement')).toMatchObject({ waitsFor: null })
  })

  test('a step that waits for nothing is not refused for want of anything before it', () => {
    const story = verified().does(cate, 'draftAnnouncement').at('2026-03-10T16:00:00Z')
    expect(step(story, 'announce')).toMatchObject({ waitsFor: null, fields: { draft: '1' } })
  })
})

test('a recommended slot is offered for the release day, except where users are at risk now', () => {
  expect(step(fixed(), 'propose-release')?.fields).toEqual({ announcement: '2026-03-03T16:00:00Z' })
  const late = fixed().at('2026-03-05T15:00:00Z')
  expect(step(late, 'propose-release')?.fields).toEqual({ announcement: '2026-03-09T16:00:00Z' })
  expect(step(late.does(ada, 'noteAttacks', { evidence }), 'propose-release')?.fields).toEqual({})
})

test('what went out, or may have, is not drafted or sent again', () => {
  const story = verified().does(cate, 'draftAnnouncement').at('2026-03-10T16:00:00Z').does(cate, 'sendAnnouncement')
  const ids = () => stepsOf(story, ada).map(({ id }) => id)
  expect(ids()).not.toContain('announce')
  story.happens({ type: 'AnnouncementFailed', code: 'lost', unsure: true })
  expect(ids()).toContain('settle-announcement')
  expect(ids()).not.toContain('draft-announcement')
})

test('steps are told in the process’s order, side by side where the process has it so', () => {
  const ids = stepsOf(teamed(), ada).map(({ id }) => id)
  for (const id of ['severity', 'cve', 'advisory', 'workspace']) expect(ids).toContain(id)
  expect(rolesOn(teamed().c, ada, members)).toEqual(['member'])
})

describe('what the reporter wrote', () => {
  const says = (story: Story, person: PersonId) =>
    story.later('PT1H').does(person, 'post', { room: 'everyone', text: 'Any news?' })

  test('is somebody’s next step until somebody answers where they read it', () => {
    const story = report().does(ada, 'post', { room: 'everyone', text: 'We have it.' })
    expect(step(story, 'answer-message')).toBeUndefined()
    says(story, rey)
    const since = story.c.posts.at(-1)?.at ?? ''
    says(story, rey).does(ada, 'post', { room: 'team', text: 'Who answers?' })
    expect(step(story, 'answer-message')).toMatchObject({ mine: true, act: 'post', fields: { room: 'everyone' } })
    expect(step(story, 'answer-message')?.why).toContain(since)
    says(story, ben)
    expect(step(story, 'answer-message')).toBeUndefined()
  })

  test('is answered after the case was set aside, too', () => {
    const story = report().does(ada, 'post', { room: 'everyone', text: 'We have it.' })
    story.does(ada, 'rejectReport', { reason: 'as designed' })
    expect(step(says(story, rey), 'answer-message')).toMatchObject({ can: true })
  })

  test('is one step, not two, before the first answer', () => {
    const ids = stepsOf(says(report(), rey), ada).map(({ id }) => id)
    expect(ids).toContain('answer-reporter')
    expect(ids).not.toContain('answer-message')
  })
})

test('a step about the intended publication says when that is', () => {
  const intent = { publishOn: '2026-03-09T09:00:00Z', note: 'conference' }
  const story = report({ intent })
  expect(step(story, 'ask-private-handling')?.why).toContain(intent.publishOn)
  story.does(cate, 'requestPrivateHandling', { message: 'x' })
  expect(step(story, 'answer-private-handling', rey)?.why).toContain(intent.publishOn)
  expect(step(report({ intent: { publishOn: null, note: 'x' } }), 'ask-private-handling')?.why).toMatch(
    /^The .* fix\.$/,
  )
})

test('the retrospective waits for the answers that only people can give', () => {
  const story = announced().does(cate, 'draftRetrospective')
  expect(step(story, 'send-retrospective')?.waitsFor).toBe('answers to its open questions (T1)')
  expect(step(story, 'answer-retrospective', cate)).toMatchObject({ can: true, act: 'draftRetrospective' })
  story.does(cate, 'draftRetrospective', { subject: 'Looking back', body: 'It went well.' })
  expect(step(story, 'send-retrospective')?.waitsFor).toBeNull()
  expect(step(story, 'answer-retrospective')).toBeUndefined()
})
