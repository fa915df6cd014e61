import { describe, expect, test } from 'vitest'
import {
  ada,
  cate,
  evidence,
  max,
  merged,
  monday,
  report,
  rey,
  taken,
  teamed,
  types,
} from '../../../../tests/kit/case.ts'
import { mitreForm } from '../compose/mitreForm.ts'
import { timeline } from '../compose/timeline.ts'
import { figures } from '../figures.ts'
import type { Case } from '../state.ts'

describe('D1: reported privately', () => {
  test('a private report starts under the policy’s embargo, to which the reporter has consented', () => {
    const { c } = report()
    expect(c).toMatchObject({ disclosed: '2026-03-02T09:00:00Z', embargo: { until: '2026-03-23T09:00:00Z' } })
    expect(c.shadow).toMatchObject({ rm: 'R', em: 'A', cs: 'Vfdpxa', consent: { [rey]: 'signatory' } })
  })

  test('disclosure can be set earlier, with a reason, and all deadlines follow', () => {
    const story = report().does(ada, 'moveDisclosure', { disclosed: '2026-03-01T09:00Z', reason: 'came to my mailbox' })
    expect(story.deadline('fix-team').due).toBe('2026-03-02T09:00:00Z')
    expect(story.deadline('release').due).toBe('2026-03-22T09:00:00Z')
    expect(story.deadline('embargo').due).toBe('2026-03-23T09:00:00Z')
  })

  test('a member may open a case whose report came earlier; one older than the embargo has none', () => {
    expect(report({ via: 'member', reporter: null, disclosed: '2026-02-27T10:00:00Z' }).deadline('fix-team').due).toBe(
      '2026-02-28T10:00:00Z',
    )
    expect(report({ disclosed: '2026-01-01T10:00:00Z' }).c.shadow.em).toBe('N')
  })
})

describe('D2, S2: it is public already', () => {
  const known = { how: 'a blog post', evidence, exploit: false, attacks: false }

  test('a public report has no embargo, and every clock is as soon as possible', () => {
    const story = report({ public: known })
    expect(story.c.shadow).toMatchObject({ em: 'N', cs: 'VfdPxa' })
    for (const id of ['fix-team', 'fix', 'release']) {
      expect(story.deadline(id)).toMatchObject({ due: '2026-03-03T09:00:00Z', asap: true })
    }
    expect(story.deadline('release').original).toBe('2026-03-23T09:00:00Z')
  })

  test('its retrospective tells of that; of a merge that makes it public, only the merge', () => {
    const told = (c: Case) => timeline(c).map(({ at, what }) => `${String(at)} ${what}`)
    const story = report({ public: { ...known, attacks: true } })
    expect(told(story.c)).toEqual(
      expect.arrayContaining([
        `${story.c.publicSince} It was known in public.`,
        `${story.c.attacksSince} Attackers used it.`,
      ]),
    )
    expect(told(merged().c).join()).toContain('The fix was merged in public.')
    expect(told(merged().c).join()).not.toContain('It was known in public.')
  })

  test('nobody is asked to keep secret what is public already', () => {
    const asked = (c: Case) => JSON.stringify(mitreForm(c, { community: 'Anchorage', from: 'security@example.org' }))
    expect(asked(report({ public: known }).c)).not.toContain('keep it private')
    expect(asked(report().c)).toContain('keep it private')
  })

  test('with an exploit and attacks, in an order that Vultron knows', () => {
    expect(report({ public: { ...known, exploit: true, attacks: true } }).c.shadow.cs).toBe('VfdPXA')
  })
})

describe('S2: it becomes public', () => {
  test('the embargo ends with it, and open deadlines switch once', () => {
    const story = teamed().at('2026-03-05T09:00:00Z')
    expect(types(story.tries(max, 'notePublic', { how: 'a public issue', evidence }))).toEqual([
      'EmbargoEnded',
      'BecamePublic',
    ])
    story.does(max, 'notePublic', { how: 'a public issue', evidence })
    expect(story.deadline('release')).toMatchObject({ due: '2026-03-06T09:00:00Z', asap: true })
    story.later('P2D').does(ada, 'noteAttacks', { evidence })
    expect(story.deadline('release').due).toBe('2026-03-06T09:00:00Z')
    // Done before it became public: it stays where and how it was.
    expect(story.deadline('fix-team')).toMatchObject({ due: '2026-03-03T09:00:00Z', state: 'met', asap: false })
  })

  test('a public exploit makes it public', () => {
    const story = report().does(rey, 'noteExploit', { since: '2026-03-01T00:00:00Z', evidence })
    expect(story.c).toMatchObject({ publicSince: '2026-03-01T00:00:00Z', exploitSince: '2026-03-01T00:00:00Z' })
    expect(story.c.shadow).toMatchObject({ em: 'X', cs: 'VfdPXa' })
    expect(
      types(
        report({ public: { how: 'x', evidence, exploit: false, attacks: false } }).tries(ada, 'noteExploit', {
          evidence,
        }),
      ),
    ).toEqual(['ExploitPublished'])
  })

  test('exploitation in the wild switches the clocks while it stays secret', () => {
    const story = report().later('PT1H').does(ada, 'noteAttacks', { evidence })
    expect(story.c.shadow).toMatchObject({ em: 'A', cs: 'VfdpxA' })
    expect(story.deadline('release')).toMatchObject({ due: '2026-03-03T10:00:00Z', asap: true })
    expect(figures(story.c, story.now.add({ hours: 2 })).exposure).toBe(7200)
  })

  test('opening the fix as planned is no alarm: the clocks stay', () => {
    expect(merged().deadline('release')).toMatchObject({ asap: false, due: '2026-03-23T09:00:00Z' })
  })
})

describe('D3: the reporter intends to publish', () => {
  const asked = () =>
    report({ intent: { publishOn: '2026-03-09T09:00:00Z', note: 'conference' } }).does(cate, 'requestPrivateHandling', {
      message: 'Would you wait for the fix?',
    })

  test('the request stands in the thread that the reporter reads', () => {
    expect(asked().c).toMatchObject({
      privateHandling: { requested: { by: cate }, answered: null },
      posts: [{ room: 'everyone', text: 'Would you wait for the fix?' }],
    })
  })

  test('a refusal switches the clocks', () => {
    const story = asked().later('PT5H').does(rey, 'answerPrivateHandling', { agreed: false })
    expect(story.deadline('release')).toMatchObject({ due: '2026-03-03T14:00:00Z', asap: true })
    expect(story.c.shadow.em).toBe('A')
  })

  test('an agreement sets the embargo to its date', () => {
    const story = asked().does(rey, 'answerPrivateHandling', { agreed: 'on', until: '2026-03-12T16:00Z' })
    expect(story.c.embargo).toMatchObject({ until: '2026-03-12T16:00:00Z', proposed: [] })
    expect(story.deadline('release').asap).toBe(false)
  })

  test('an agreement without a date, or to the embargo’s own, keeps the embargo', () => {
    expect(types(asked().tries(rey, 'answerPrivateHandling', { agreed: true }))).toEqual(['PrivateHandlingAnswered'])
    const same = { agreed: true, until: '2026-03-23T09:00:00Z' }
    expect(types(asked().tries(rey, 'answerPrivateHandling', same))).toEqual(['PrivateHandlingAnswered'])
  })

  test('who says yes to private handling accepts the embargo’s terms with it; only they themselves can', () => {
    const told = (fields: object) =>
      report({ terms: false, intent: { publishOn: null, note: 'soon' } })
        .does(cate, 'requestPrivateHandling', { message: 'please' })
        .tries(rey, 'answerPrivateHandling', fields)
    expect(told({ agreed: true })).toMatchObject([
      { type: 'PrivateHandlingAnswered' },
      { type: 'EmbargoConfirmed', person: rey, until: '2026-03-23T09:00:00Z' },
    ])
    const later = '2026-03-30T09:00:00Z'
    expect(told({ agreed: true, until: later })).toMatchObject([
      { type: 'PrivateHandlingAnswered' },
      { type: 'EmbargoProposed' },
      { type: 'EmbargoAccepted' },
      { type: 'EmbargoConfirmed', person: rey, until: later },
    ])
    expect(types(told({ agreed: false }))).toEqual(['PrivateHandlingAnswered'])
    const byMember = report({ terms: false, intent: { publishOn: null, note: 'soon' } })
      .does(cate, 'requestPrivateHandling', { message: 'please' })
      .does(cate, 'answerPrivateHandling', { agreed: true })
    expect(byMember.c.shadow.consent).toEqual({ [rey]: 'invited' })
  })

  test('an agreement to a later date asks the fix team again, not the reporter', () => {
    const story = teamed({ intent: { publishOn: null, note: 'soon' } })
      .does(cate, 'requestPrivateHandling', { message: 'please' })
      .does(rey, 'answerPrivateHandling', { agreed: true, until: '2026-04-01T16:00Z' })
    expect(story.c.shadow.consent).toEqual({ [rey]: 'signatory', [max]: 'lapsed' })
  })

  test('an agreement is on record even when no embargo can be set any more', () => {
    const story = asked().does(ada, 'noteAttacks', { evidence })
    const answer = story.tries(rey, 'answerPrivateHandling', { agreed: true, until: '2026-03-12T16:00Z' })
    expect(types(answer)).toEqual(['PrivateHandlingAnswered'])
  })

  test('a new intention is a new question', () => {
    const story = asked()
      .does(rey, 'answerPrivateHandling', { agreed: true })
      .does(rey, 'stateIntent', { note: 'changed my mind' })
    expect(story.c.privateHandling).toEqual({ requested: null, answered: null })
    story.does(cate, 'requestPrivateHandling', { message: 'please' })
    expect(types(story.tries(rey, 'answerPrivateHandling', { agreed: 'no' }))).toEqual(['PrivateHandlingAnswered'])
  })
})

test('a clock that ran backwards breaks nothing', () => {
  const story = taken()
    .at(monday.subtract({ hours: 5 }))
    .does(ada, 'noteAttacks', { evidence })
  expect(story.deadline('fix-team').due).toBe('2026-03-03T04:00:00Z')
  expect(figures(story.c, story.now)).toMatchObject({ toFixedRelease: 0, exposure: 0 })
  story.does(ada, 'inviteToFixTeam', { person: max, why: 'knows it' }).does(max, 'acceptInvitation', { terms: true })
  expect(story.deadline('fix-team').state).toBe('met')
})
