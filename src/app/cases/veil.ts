import { can, type Role } from '../../core/access/index.ts'
import type { CaseId, PersonId, Recorded } from '../../core/kernel/index.ts'
import { evolve, type Case, type CaseEvent, type Room } from '../../core/process/index.ts'

/** More than that there is a case. */
export function seesCase(roles: readonly Role[]): boolean {
  return can(roles, 'readCase') || can(roles, 'readReport')
}

function seesRecord(roles: readonly Role[]): boolean {
  return can(roles, 'readRecord')
}

/**
 * What of a case somebody may see at all; a page that shows too much shows nothing of the team's own. One announcement
 * speaks for all cases of a release: until it is out, its text is for those who see all of them (`wholeRelease`).
 */
export function shownTo(roles: readonly Role[], c: Case, wholeRelease: boolean): Case {
  if (can(roles, 'readCase')) {
    const shown = can(roles, 'readSimilar') ? c : { ...c, dismissed: [] }
    return wholeRelease || c.announcement?.state !== 'drafted' ? shown : { ...shown, announcement: null }
  }
  const open = ({ room }: { readonly room: Room }) => room === 'everyone'
  const isShared = ({ revision }: { readonly revision: number }) =>
    c.advisoryShared.some((one) => one.revision === revision)
  // Whoever reported one of two merged cases has accepted no embargo of the other: nothing leads there.
  const related = { mergedInto: null, absorbed: [], aliases: [], splitFrom: null, splitInto: [] }
  return {
    ...c,
    posts: c.posts.filter(open),
    attachments: c.attachments.filter(open),
    // Drafts are the committee's until it shares one.
    advisory: c.advisory.filter(isShared),
    advisoryComments: c.advisoryComments.filter((one) => open(one) && isShared(one)),
    workspace: null,
    related,
    dismissed: [],
  }
}

/** The record of a case for someone who does not see all cases of its release: without what drafts say of the others. */
function withoutDrafts(records: readonly Recorded<CaseEvent>[]): readonly Recorded<CaseEvent>[] {
  return records.map((one) =>
    one.event.type === 'AnnouncementDrafted' ? { ...one, event: { ...one.event, subject: '', body: '' } } : one,
  )
}

/**
 * What somebody may read of a case's record; `wholeRelease`: they see all cases of its release. `splitSeen`: which of the
 * cases that were split off it they see.
 */
export function shownRecords(
  records: readonly Recorded<CaseEvent>[],
  roles: readonly Role[],
  wholeRelease: boolean,
  splitSeen: readonly CaseId[],
): readonly Recorded<CaseEvent>[] {
  if (!seesRecord(roles)) return []
  const whole = wholeRelease ? records : withoutDrafts(records)
  return can(roles, 'readSimilar') ? whole : withoutSplit(withoutMatches(whole), splitSeen)
}

/** For someone on this case alone: that a case was split off, and not what that one is about. */
function withoutSplit(
  records: readonly Recorded<CaseEvent>[],
  seen: readonly CaseId[],
): readonly Recorded<CaseEvent>[] {
  const report = { title: '', project: '', versions: '', impact: '', steps: '' }
  return records.map((one) =>
    one.event.type === 'CaseSplit' && !seen.includes(one.event.case)
      ? { ...one, event: { ...one.event, report, posts: [], reason: '' } }
      : one,
  )
}

/** For someone who sees this case alone: without which other ones it was compared with. */
function withoutMatches(records: readonly Recorded<CaseEvent>[]): readonly Recorded<CaseEvent>[] {
  return records.map((one) =>
    one.event.type === 'MatchDismissed' ? { ...one, event: { ...one.event, of: 'another one', reason: '' } } : one,
  )
}

/** A case of which nothing is known but that it is there, since when, under which terms, and one's own standing. */
export function veiled(c: Case, person: PersonId): Case {
  const report = { title: '', project: '', versions: '', impact: '', steps: '' }
  const { id, version, opened, updated, policy } = c
  const event = { type: 'CaseOpened', case: id, policy, via: 'form', report, disclosed: opened } as const
  const nothing = evolve(null, {
    stream: id,
    version: 1,
    at: opened,
    by: 'product',
    event: {
      ...event,
      reporter: null,
      terms: false,
      reopens: null,
    },
  })
  const fixTeam = c.fixTeam.filter((one) => one.person === person)
  return { ...nothing, version, updated, fixTeam, embargo: { ...nothing.embargo, until: c.embargo.until } }
}
