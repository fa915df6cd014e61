import type { Milestone } from './parts.ts'

/** Milestones as nouns (what a clock counts from) and as what must be so (what it waits for). */
export const milestoneWords: Readonly<Record<Milestone, readonly [noun: string, reached: string]>> = {
  disclosed: ['disclosure', 'the report is received'],
  acknowledged: ['the acknowledgement', 'the report is acknowledged'],
  assessed: ['the assessment', 'the impact is assessed'],
  fixTeamReady: ['the fix team’s start', 'the fix team stands'],
  severityDecided: ['the decision on severity', 'the severity is decided'],
  cveAssigned: ['the CVE id', 'the CVE id is there'],
  advisoryCreated: ['the advisory’s creation', 'the advisory is created'],
  workspaceReady: ['the workspace’s creation', 'the workspace is ready'],
  fixAvailable: ['the first fix or mitigation', 'there is a fix or a mitigation'],
  fixComplete: ['the completed fix', 'the fix is complete'],
  releaseAgreed: ['the agreement on the release day', 'the release day is agreed'],
  planAdopted: ['the communication plan', 'the communication plan is adopted'],
  opened: ['the public merge', 'the fix is merged in public'],
  artefactsVerified: ['the checks of the artefacts', 'the artefacts are checked'],
  announced: ['the announcement', 'the release is announced'],
  retrospectiveSent: ['the retrospective', 'the retrospective is sent'],
}

const units = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const

/** `24 hours`, `1 day and 12 hours`; `no time` for an empty one. The text must be a valid ISO 8601 duration. */
export function durationInWords(text: string): string {
  const duration = Temporal.Duration.from(text)
  const parts = units.flatMap((unit) => {
    const count = duration[unit]
    return count === 0 ? [] : [`${count} ${count === 1 ? unit.slice(0, -1) : unit}`]
  })
  return parts.length === 0 ? 'no time' : joined(parts)
}

/** `every day`, `every 36 hours` */
export function everyInWords(text: string): string {
  return `every ${durationInWords(text).replace(/^1 (?=[a-z]+$)/, '')}`
}

/** `a`, `a and b`, `a, b and c` */
export function joined(parts: readonly string[], word: 'and' | 'or' = 'and'): string {
  const last = parts.at(-1)
  if (last === undefined || parts.length === 1) return last ?? ''
  return `${parts.slice(0, -1).join(', ')} ${word} ${last}`
}

/** `1 member`, `4 members` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
