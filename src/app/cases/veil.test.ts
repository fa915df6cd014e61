import { describe, expect, test } from 'vitest'
import { ada, agreed, ben, cate, fixed, max, rey, taken, whole, zed, type Story } from '../../../tests/kit/case.ts'
import type { Role } from '../../core/access/index.ts'
import type { CaseEvent } from '../../core/process/index.ts'
import { seesCase, shownRecords, shownTo, veiled } from './veil.ts'

const file = { name: 'poc.txt', media: 'text/plain', size: 3, sha256: 'a'.repeat(64) } as const
const attached = (attachment: number, room: 'everyone' | 'team'): CaseEvent => {
  return { type: 'FileAttached', attachment, post: 0, room, file: `f-${attachment}`, ...file }
}

/** A case with something in every room, two drafts of which one is shared, and another case that it was compared with. */
function told(): Story {
  return fixed()
    .does(ada, 'post', { room: 'everyone', text: 'Thank you.' })
    .does(ada, 'post', { room: 'team', text: 'Careful.' })
    .happens(attached(1, 'everyone'), attached(2, 'team'))
    .does(ben, 'reviseAdvisory', { basedOn: 1, document: { ...whole, title: 'Not shared' } })
    .does(cate, 'shareAdvisory', { revision: 1 })
    .does(max, 'commentOnAdvisory', { revision: 1, part: 'summary', text: 'Only us.', room: 'team' })
    .does(max, 'commentOnAdvisory', { revision: 1, part: 'summary', text: 'All of us.', room: 'everyone' })
    .does(max, 'commentOnAdvisory', { revision: 2, part: 'summary', text: 'Of a draft.', room: 'everyone' })
    .does(ada, 'dismissMatch', { of: 'c-aaaaaaaaaaaa', reason: 'another parser' })
}

describe('a reporter is shown', () => {
  const { c } = told()
  const related = {
    mergedInto: null,
    absorbed: ['c-bbbbbbbbbbbb'],
    aliases: ['ANCHOR-2'],
    splitFrom: null,
    splitInto: [],
  }
  const shown = shownTo(['reporter'], { ...c, related: { ...related, absorbed: ['c-bbbbbbbbbbbb'] } }, true)

  test('what everyone reads, and nothing of the other room', () => {
    expect(c.posts.map(({ room }) => room)).toContain('team')
    expect(new Set(shown.posts.map(({ room }) => room))).toEqual(new Set(['everyone']))
    expect(shown.attachments.map(({ attachment }) => attachment)).toEqual([1])
  })

  test('drafts that were shared, with what was said to everyone of those', () => {
    expect(c.advisory).toHaveLength(2)
    expect(shown.advisory.map(({ revision }) => revision)).toEqual([1])
    expect(c.advisoryComments).toHaveLength(3)
    expect(shown.advisoryComments.map(({ text }) => text)).toEqual(['All of us.'])
  })

  test('no workspace, no other case', () => {
    expect(c.workspace).not.toBeNull()
    expect(shown.workspace).toBeNull()
    expect(shown.related).toEqual({ mergedInto: null, absorbed: [], aliases: [], splitFrom: null, splitInto: [] })
    expect([c.dismissed, shown.dismissed]).toEqual([['c-aaaaaaaaaaaa'], []])
  })

  test('nothing of the record', () => {
    expect(shownRecords(told().records, ['reporter'], true, [])).toEqual([])
  })
})

describe('the fix team is shown', () => {
  test('the case without what it was compared with', () => {
    const { c } = told()
    expect(shownTo(['fixer'], c, true)).toEqual({ ...c, dismissed: [] })
    expect(shownTo(['member'], c, true)).toEqual(c)
  })

  test('the draft that speaks for other cases only where they see those', () => {
    const drafted = agreed().does(cate, 'draftAnnouncement')
    const { c, records } = drafted
    const bodies = (whole_: boolean, roles: readonly Role[] = ['fixer']) =>
      shownRecords(records, roles, whole_, []).flatMap(({ event }) =>
        event.type === 'AnnouncementDrafted' ? [event.body === ''] : [],
      )
    expect([shownTo(['fixer'], c, true).announcement, shownTo(['fixer'], c, false).announcement]).toEqual([
      c.announcement,
      null,
    ])
    expect([bodies(true), bodies(false)]).toEqual([[false], [true]])
    const released = { ...c, announcement: c.announcement && { ...c.announcement, state: 'released' as const } }
    expect(shownTo(['fixer'], released, false).announcement).toEqual(released.announcement)
  })

  test('that a case was split off or compared, and which one only where they see it', () => {
    const story = told().does(ada, 'splitCase', {
      title: 'The second one',
      impact: 'Secret.',
      posts: '1',
      reason: 'two in one',
    })
    const found = (roles: readonly Role[], seen: readonly `c-${string}`[] = []) =>
      shownRecords(story.records, roles, true, seen).flatMap(({ event }) => {
        if (event.type === 'MatchDismissed') return [event.of, event.reason]
        return event.type === 'CaseSplit' ? [event.report.title, event.reason, event.posts.length] : []
      })
    const other = story.c.related.splitInto
    expect(other).toHaveLength(1)
    expect(found(['member'])).toEqual(['c-aaaaaaaaaaaa', 'another parser', 'The second one', 'two in one', 1])
    expect(found(['fixer'])).toEqual(['another one', '', '', '', 0])
    expect(found(['fixer'], other)).toEqual(['another one', '', 'The second one', 'two in one', 1])
  })
})

describe('who is only invited is shown', () => {
  test('that there is a case, under which terms, and their own standing', () => {
    const { c } = taken()
      .does(ben, 'inviteToFixTeam', { person: max, why: 'x' })
      .does(ben, 'inviteToFixTeam', { person: zed, why: 'x' })
    const { report, fixTeam, posts, duties, reporter, embargo, version } = veiled(c, max)
    expect(Object.values(report).join('')).toBe('')
    expect([posts, duties, reporter]).toEqual([[], {}, null])
    expect(fixTeam.map(({ person }) => person)).toEqual([max])
    expect([embargo.until, embargo.proposed, version]).toEqual([c.embargo.until, [], c.version])
    expect(JSON.stringify(veiled(c, max))).not.toContain(rey)
  })

  test('nothing more, as an administrator and a stranger are', () => {
    const sees = (roles: readonly Role[]) => seesCase(roles)
    expect((['member', 'fixer', 'reporter'] as const).map((role) => sees([role]))).toEqual([true, true, true])
    expect([sees(['invited']), sees(['administrator']), sees([])]).toEqual([false, false, false])
  })
})
