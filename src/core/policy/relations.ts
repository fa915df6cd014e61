import { answerHoles } from './answers.ts'
import { chapterOf, clauseIds, clauses } from './clauses.ts'
import { compareDurations, type Milestone } from './parts.ts'
import { preAnnouncementNames } from './preAnnouncement.ts'
import type { Path } from './problem.ts'
import type { Policy } from './schema.ts'

/** What is wrong between parameters that are each well formed. */
export interface Finding {
  readonly level: 'error' | 'warning'
  readonly path: Path
  readonly code: string
  readonly says: string
  readonly hint: string
}

/**
 * How far along a case is when a milestone is reached. Within one number the work runs side by side; a clock that
 * waits for an earlier number than it counts from would be done before it starts.
 */
const stages: Record<Milestone, number> = {
  disclosed: 0,
  acknowledged: 1,
  assessed: 1,
  fixTeamReady: 1,
  severityDecided: 1,
  cveAssigned: 1,
  advisoryCreated: 1,
  workspaceReady: 1,
  fixAvailable: 2,
  fixComplete: 2,
  releaseAgreed: 2,
  planAdopted: 2,
  opened: 3,
  artefactsVerified: 4,
  announced: 5,
  retrospectiveSent: 6,
}

const rules: readonly ((policy: Policy) => Finding[])[] = [
  clockWindows,
  clockDirections,
  clockDuties,
  businessDays,
  severityLengths,
  quietLimits,
  scoreToSlowDown,
  noticeWindows,
  preAnnouncementHoles,
  answerTexts,
  committeeSize,
  openingBeforeAnnouncement,
  standInInterval,
  otherBody,
  severityCalculator,
  cveForm,
  lastWeekday,
  chatChannels,
  statedClauses,
]

/** Checks that look at more than one parameter. Total over every policy that the schema accepts. */
export function relations(policy: Policy): Finding[] {
  return rules.flatMap((rule) => rule(policy))
}

function error(path: Path, code: string, says: string, hint: string): Finding {
  return { level: 'error', path, code, says, hint }
}

function warning(path: Path, code: string, says: string, hint: string): Finding {
  return { level: 'warning', path, code, says, hint }
}

function clockWindows(policy: Policy): Finding[] {
  return policy.schedule.clocks.flatMap(({ id, opens, due }, index) => {
    if (opens === undefined || compareDurations(opens, due) <= 0) return []
    const says = `the clock ${id} opens (${opens}) after it is due (${due})`
    return [
      error(['schedule', 'clocks', index, 'opens'], 'opens_after_due', says, 'Exchange the two, or leave opens out'),
    ]
  })
}

function clockDirections(policy: Policy): Finding[] {
  return policy.schedule.clocks.flatMap(({ id, countsFrom, done }, index) => {
    const path = ['schedule', 'clocks', index, 'done']
    if (countsFrom === done) {
      const says = `the clock ${id} is done at the milestone it counts from`
      return [error(path, 'clock_never_runs', says, `Name the milestone that ends the work, not ${done}`)]
    }
    if (stages[done] > stages[countsFrom] || (stages[done] === stages[countsFrom] && done !== 'disclosed')) return []
    const says = `the clock ${id} waits for ${done}, which comes before ${countsFrom}`
    return [error(path, 'clock_runs_backwards', says, 'Exchange countsFrom and done, or name a later milestone')]
  })
}

function clockDuties(policy: Policy): Finding[] {
  const held = policy.committee.duties.list.map((entry) => entry.id)
  return policy.schedule.clocks.flatMap(({ id, duty }, index) => {
    if (held.includes(duty)) return []
    const says = `the clock ${id} reminds the duty ${duty}, which the committee does not have`
    const hint = `Take one of ${held.join(', ')}, or list ${duty} under committee.duties.list`
    return [error(['schedule', 'clocks', index, 'duty'], 'duty_not_listed', says, hint)]
  })
}

/** Months and hours have no business days. */
function businessDays(policy: Policy): Finding[] {
  return policy.schedule.clocks.flatMap((clock, index) => {
    if (clock.counts !== 'business-days') return []
    const lengths = [clock, ...(clock.bySeverity ?? [])].flatMap(({ opens, due }) => [opens, due])
    const odd = lengths.find((length) => length !== undefined && !/^P[0-9]+D$/.test(length))
    if (odd === undefined) return []
    const says = `the clock ${clock.id} counts business days, and ${odd} is not a number of days`
    return [error(['schedule', 'clocks', index, 'counts'], 'not_whole_days', says, 'Write whole days, such as P1D')]
  })
}

function severityLengths(policy: Policy): Finding[] {
  return policy.schedule.clocks.flatMap(({ id, opens, bySeverity = [] }, index) => {
    const at = ['schedule', 'clocks', index, 'bySeverity']
    const late = bySeverity.flatMap((one, nth) => {
      const from = one.opens ?? opens
      if (from === undefined || compareDurations(from, one.due) <= 0) return []
      const says = `for ${one.classes.join(', ')} the clock ${id} opens (${from}) after it is due (${one.due})`
      return [error([...at, nth, 'due'], 'opens_after_due', says, 'Give opens here, too, or a later due')]
    })
    return [...late, ...severityTwice(bySeverity, at)]
  })
}

function quietLimits({ schedule: { quiet } }: Policy): Finding[] {
  return quiet === undefined ? [] : severityTwice(quiet.limits, ['schedule', 'quiet', 'limits'])
}

function severityTwice(list: readonly { readonly classes: readonly string[] }[], at: Path): Finding[] {
  const seen = new Set<string>()
  return list.flatMap(({ classes }, nth) => {
    const twice = classes.find((one) => seen.has(one))
    for (const one of classes) seen.add(one)
    const says = `${twice} stands in more than one entry`
    return twice === undefined ? [] : [error([...at, nth, 'classes'], 'severity_twice', says, 'Keep it in one of them')]
  })
}

/** S8 by a score needs scores; without the bound, the assessed risk alone decides. */
function scoreToSlowDown({ development: { severity }, schedule: { slowDown } }: Policy): Finding[] {
  const path = ['schedule', 'slowDown']
  if (slowDown.scoreBelow === undefined && severity.versions.length > 0) {
    const says = 'scores are used, but none is named below which the fix team may slow down'
    return [error(path, 'bound_not_given', says, 'Add scoreBelow, for example 4.0')]
  }
  if (slowDown.scoreBelow !== undefined && severity.versions.length === 0) {
    const says = 'a score is named, but this policy uses no CVSS'
    return [warning([...path, 'scoreBelow'], 'bound_not_used', says, 'Remove scoreBelow, or list CVSS versions')]
  }
  return []
}

function noticeWindows({ release: { distributors } }: Policy): Finding[] {
  return (distributors?.notices ?? []).flatMap(({ opens, due }, index, all) => {
    const at = ['release', 'distributors', 'notices', index]
    if (opens !== undefined && compareDurations(opens, due) < 0) {
      const says = `distributors are told at most ${opens} and at least ${due} ahead: that is never`
      return [error([...at, 'opens'], 'opens_after_due', says, 'Exchange the two, or leave opens out')]
    }
    const before = all[index - 1]
    if (before === undefined || compareDurations(before.due, due) > 0) return []
    const says = `this notice (${due} ahead) does not come after the one before it (${before.due} ahead)`
    return [error([...at, 'due'], 'notices_out_of_order', says, 'Begin with the earliest')]
  })
}

/** A pre-announcement may say nothing of what is under embargo: only these names stand for something. */
function preAnnouncementHoles({ release: { preAnnouncement } }: Policy): Finding[] {
  if (preAnnouncement === undefined) return []
  return (['subject', 'body'] as const).flatMap((part) => {
    const holes = [...preAnnouncement[part].matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = '']) => name.trim())
    const strange = holes.find((name) => !preAnnouncementNames.some((known) => known === name))
    if (strange === undefined) return []
    const says = `a pre-announcement has no {{${strange}}}`
    const hint = `It may use ${preAnnouncementNames.map((name) => `{{${name}}}`).join(', ')}`
    return [error(['release', 'preAnnouncement', part], 'pre_announcement_name', says, hint)]
  })
}

function answerTexts({ disclosure: { floods } }: Policy): Finding[] {
  const path = ['disclosure', 'floods', 'answers']
  const ids = (floods?.answers ?? []).map(({ id }) => id)
  return (floods?.answers ?? []).flatMap(({ id, text }, index) => {
    const holes = [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = '']) => name.trim())
    const strange = holes.find((name) => !answerHoles.some((known) => known === name))
    const found: Finding[] = []
    if (strange !== undefined) {
      const hint = `It may use ${answerHoles.map((name) => `{{${name}}}`).join(', ')}`
      found.push(error([...path, index, 'text'], 'answer_name', `an answer has no {{${strange}}}`, hint))
    }
    if (ids.indexOf(id) !== index) {
      found.push(error([...path, index, 'id'], 'answer_twice', `two answers are called ${id}`, 'Rename one of them'))
    }
    return found
  })
}

function committeeSize({ committee: { size } }: Policy): Finding[] {
  if (size.least <= size.most) return []
  const says = `no committee has at least ${size.least} and at most ${size.most} members`
  return [error(['committee', 'size', 'least'], 'empty_range', says, 'Exchange least and most')]
}

function openingBeforeAnnouncement({ release: { merge } }: Policy): Finding[] {
  if (compareDurations(merge.usualBefore, merge.mostBefore) <= 0) return []
  const says = `the usual opening (${merge.usualBefore} before) is earlier than the earliest allowed (${merge.mostBefore})`
  return [
    error(['release', 'merge', 'usualBefore'], 'opening_too_early', says, 'Lower usualBefore or raise mostBefore'),
  ]
}

function standInInterval({ committee: { standIn } }: Policy): Finding[] {
  if (compareDurations(standIn.from, standIn.to) <= 0) return []
  const says = `a stand-in from ${standIn.from} to ${standIn.to} is never possible`
  return [error(['committee', 'standIn', 'from'], 'empty_interval', says, 'Exchange from and to')]
}

/** Posts are told apart by their channel's name. */
function chatChannels({ release: { chat } }: Policy): Finding[] {
  const names = chat.channels.map(({ channel }) => channel)
  return names.flatMap((name, index) => {
    if (names.indexOf(name) === index) return []
    const says = `there is more than one channel ${name}, and a post names only its channel`
    const hint = 'Name the workspace with the channel, such as "#security (oss.example.org)"'
    return [error(['release', 'chat', 'channels', index, 'channel'], 'channel_twice', says, hint)]
  })
}

function otherBody({ committee: { selection } }: Policy): Finding[] {
  if (selection.by === 'other-body' && selection.body === undefined) {
    const says = 'another body selects members, but it is not named'
    return [
      error(['committee', 'selection', 'by'], 'body_not_named', says, 'Add body with its name, or take by: members'),
    ]
  }
  if (selection.by === 'members' && selection.body !== undefined) {
    const says = 'a body is named, but the members select'
    return [error(['committee', 'selection', 'body'], 'body_not_used', says, 'Remove body, or take by: other-body')]
  }
  return []
}

function severityCalculator({ development: { severity } }: Policy): Finding[] {
  const { preferred, versions } = severity
  if (preferred === 'none' ? versions.length === 0 : versions.includes(preferred)) return []
  const path = ['development', 'severity', 'preferred']
  const says =
    preferred === 'none'
      ? 'versions are listed, but none is preferred'
      : `CVSS ${preferred} is preferred but not listed`
  const hint = versions.length === 0 ? 'Take preferred: none, or list versions' : `Take one of ${versions.join(', ')}`
  return [error(path, 'version_not_listed', says, hint)]
}

function cveForm({ development: { cve } }: Policy): Finding[] {
  if (!cve.from.includes('mitre') || cve.form !== undefined) return []
  const says = 'ids may come from MITRE, but its request form is not given'
  return [error(['development', 'cve', 'from'], 'form_not_given', says, 'Add form: https://cveform.mitre.org/')]
}

/** V8: users should not have to upgrade over a weekend. */
function lastWeekday({ development: { releaseDay } }: Policy): Finding[] {
  return releaseDay.weekdays.flatMap((day, index) => {
    if (day !== 'friday' && day !== 'saturday' && day !== 'sunday') return []
    const says = `a release on a ${day} reaches people who are about to rest`
    const hint = 'Leave it out unless the community decided so'
    return [warning(['development', 'releaseDay', 'weekdays', index], 'weekend_release', says, hint)]
  })
}

function statedClauses(policy: Policy): Finding[] {
  const stated = new Set<unknown>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, member] of Object.entries(value)) {
      if (key === 'clause') stated.add(member)
      else visit(member)
    }
  }
  visit(policy)
  const absent = clauseIds.filter((id) => !stated.has(id))
  return absent.map((id) => {
    const says = `no parameter states clause ${id}: ${clauses[id]}`
    return warning([sectionOf[chapterOf(id)]], 'clause_not_stated', says, `Name ${id} where its parameters are`)
  })
}

const sectionOf = {
  C: 'committee',
  D: 'disclosure',
  S: 'schedule',
  F: 'fixTeam',
  V: 'development',
  R: 'release',
  T: 'retrospective',
} as const
