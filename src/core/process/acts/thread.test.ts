import { describe, expect, test } from 'vitest'
import {
  ada,
  ben,
  fixed,
  max,
  refusal,
  report,
  rey,
  taken,
  teamed,
  the,
  types,
  zed,
} from '../../../../tests/kit/case.ts'
import { splitCase } from '../../../../tests/kit/regroup.ts'
import { nextSteps, reportersOf, rolesOn } from '../index.ts'

const una = 'p-new000000000'
const named = { name: 'Una Uhl', email: 'una@example.org' }

describe('V6: a message is corrected by whoever wrote it', () => {
  test('what it said before stays, with when it was said', () => {
    const story = taken().does(ada, 'post', { room: 'everyone', text: 'Fixed in 1.2.3.' }).later('PT1H')
    const [written, edited] = ['2026-03-02T10:00:00Z', '2026-03-02T11:00:00Z']
    story.does(ada, 'editPost', { post: 2, text: 'Fixed in 1.2.4.' }).later('PT1H')
    story.does(ada, 'editPost', { post: 2, text: 'Fixed in 1.2.5.' })
    const post = story.c.posts.find((one) => one.post === 2)
    expect(post).toMatchObject({
      text: 'Fixed in 1.2.5.',
      by: ada,
      edited: expect.stringMatching(/^2026-03-02T12:00:00/) as string,
    })
    expect(post?.at.slice(0, 19)).toBe(written.slice(0, 19))
    expect(post?.before.map(({ at, text }) => [at.slice(0, 19), text])).toEqual([
      [written.slice(0, 19), 'Fixed in 1.2.3.'],
      [edited.slice(0, 19), 'Fixed in 1.2.4.'],
    ])
  })

  test('only those are told whom it did not name before', () => {
    const story = teamed().does(ada, 'post', { room: 'team', text: `@${ben} look` })
    const edit = the('PostEdited', story.tries(ada, 'editPost', { post: 2, text: `@${ben} @${max} @${rey} look` }))
    expect(edit.mentions).toEqual([max])
  })

  test('the reporter corrects their own; it answers nobody', () => {
    const story = taken().does(rey, 'post', { room: 'everyone', text: 'I meant 1.2' })
    const at = story.c.acknowledged
    story.does(rey, 'editPost', { post: 2, text: 'I meant 1.3' })
    expect(story.c).toMatchObject({ acknowledged: at, posts: [{}, { text: 'I meant 1.3' }] })
  })
})

describe('D1: a co-reporter', () => {
  test('has a reporter’s rights, and is asked for the embargo terms themselves', () => {
    const story = report().does(rey, 'nameCoReporter', named)
    expect(reportersOf(story.c)).toEqual([rey, una])
    expect(rolesOn(story.c, una, [])).toEqual(['reporter'])
    expect(story.c.shadow.consent).toMatchObject({ [rey]: 'signatory', [una]: 'invited' })
    const looking = { person: una, roles: ['reporter'], members: [ada] } as const
    const steps = nextSteps(story.c, story.policy, looking, story.now)
    expect(steps.find(({ id }) => id === 'accept-embargo')).toMatchObject({ who: [una], mine: true })
    story.does(una, 'confirmEmbargo')
    expect(story.c.shadow.consent).toMatchObject({ [una]: 'signatory' })
    expect(types(story.tries(una, 'notePublic', { how: 'a talk', evidence: 'https://example.org' }))).toContain(
      'BecamePublic',
    )
  })

  test('answers nothing by writing: the committee still owes the first answer', () => {
    const story = report().does(rey, 'nameCoReporter', named).does(una, 'post', { room: 'everyone', text: 'me, too' })
    expect(story.c.acknowledged).toBeNull()
  })

  test('is nobody here any more once their access ended, and consents to nothing', () => {
    const story = report().does(rey, 'nameCoReporter', named).does(una, 'confirmEmbargo')
    story.does(rey, 'removeCoReporter', { person: una, reason: 'a wrong address' })
    expect(rolesOn(story.c, una, [])).toEqual([])
    expect(story.c.shadow.consent).toMatchObject({ [una]: 'none' })
  })

  test('who joins the fix team keeps what they agreed to as a reporter', () => {
    const story = taken().happens({ type: 'CoReporterNamed', person: zed }).does(zed, 'confirmEmbargo')
    story.does(ben, 'inviteToFixTeam', { person: zed, why: 'found it' }).does(zed, 'acceptInvitation', { terms: true })
    story.does(ben, 'revokeAccess', { person: zed, reason: 'done' })
    expect(story.c.shadow.consent).toMatchObject({ [zed]: 'signatory' })
  })

  test('counts once they were named: a link mails no crowd, one after the other', () => {
    const story = report()
    for (let nth = 0; nth < 10; nth += 1) {
      story.does(rey, 'nameCoReporter', named).does(rey, 'removeCoReporter', { person: una })
    }
    expect(refusal(story.tries(rey, 'nameCoReporter', named))).toBe('D1: too_many_reporters')
  })

  test('goes with the reporter into a case that is split off', () => {
    const story = taken().does(rey, 'nameCoReporter', named).does(una, 'confirmEmbargo')
    const other = splitCase(story, { reporter: true })
    expect(other).toMatchObject({ coReporters: [una], shadow: { consent: { [una]: 'signatory' } } })
    expect(splitCase(story, { reporter: false })).toMatchObject({ coReporters: [] })
  })
})

describe('V3: the reporter reviews the draft', () => {
  test('once a revision is shared, and that one alone', () => {
    const story = fixed().does(ada, 'shareAdvisory', { revision: 1, note: 'Is this right?' })
    expect(story.c.advisoryShared).toMatchObject([{ revision: 1, by: ada, note: 'Is this right?' }])
    story.does(rey, 'commentOnAdvisory', { revision: 1, room: 'everyone', text: 'Version 1.1 is affected, too.' })
    expect(story.c.advisoryComments).toMatchObject([{ by: rey, revision: 1, room: 'everyone' }])
  })

  test('and learns from no answer how many there are', () => {
    const story = fixed()
    const answer = (revision: number) =>
      story.tries(rey, 'commentOnAdvisory', { revision, room: 'everyone', text: 'x' })
    expect(refusal(answer(1))).toBe('V3: not_shared')
    expect(answer(9)).toEqual(answer(1))
  })
})
