import type { Duty, Policy } from '../../../core/policy/index.ts'

/** How the schema's answers read on pages. A word that is not here is shown as it is, with a capital. */
const labels: Readonly<Record<string, string>> = {
  ours: 'Ours',
  upstream: 'Upstream’s',
  both: 'Both',
  cna: 'The CNA',
  github: 'GitHub',
  mitre: 'MITRE’s form',
  everyone: 'Everyone on the case, the reporter too',
  team: 'Committee and fix team only',
  'fix-team': 'The fix team',
  committee: 'The committee',
  delivered: 'It was sent',
  'send-again': 'It was not sent: send it again',
  fetched: 'Fetched and hashed',
  signature: 'Signature verified',
  ran: 'Ran',
  listed: 'Listed',
  mitigation: 'A mitigation',
  fix: 'A fix',
  users: 'All users',
}

/** Words that mean something else as the answer to this question. */
const labelsOf: Readonly<Record<string, string>> = {
  'audience.upstream': 'Upstream',
  'how.along': 'Move them along with the day',
  'how.stay': 'They stay where they are',
  'because.unused': 'It is not used',
  'because.not-a-vulnerability': 'It turned out to be no vulnerability',
  'because.duplicate': 'The vulnerability has another id',
  'advisory.this': 'The one of this case',
  'advisory.other': 'The one of the case that goes on',
}

export function labelOf(answer: string, field = ''): string {
  return labelsOf[`${field}.${answer}`] ?? labels[answer] ?? `${answer.charAt(0).toUpperCase()}${answer.slice(1)}`
}

/** A duty by the name that the policy gives it (C2); one that the policy does not list, and somebody holds, by its own. */
export function titleOf(duty: Duty, { committee: { duties } }: Policy): string {
  return duties.list.find(({ id }) => id === duty)?.title ?? dutyTitles[duty]
}

const dutyTitles = {
  triage: 'Triage',
  infra: 'Infra',
  disclosure: 'Disclosure',
  release: 'Release',
} as const
