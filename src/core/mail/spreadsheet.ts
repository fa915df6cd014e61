import { stamp } from '../clock/index.ts'
import { cleanLine, cleanText } from './clean.ts'

/** A row of another platform's export, as far as it says. */
export interface ImportedRow {
  /** What it is called there; `''`: it does not say. */
  readonly id: string
  readonly title: string
  readonly project: string
  readonly impact: string
  readonly steps: string
  readonly name: string
  readonly email: string
  /** When it was reported; ISO 8601, or `null`. */
  readonly reported: string | null
  /** What became of it there, in its words; `null`: it is open. */
  readonly closed: string | null
}

/**
 * The columns that are understood, by HackerOne's names for them in what it exports and in what it takes in
 * (docs.hackerone.com, "Import vulnerabilities"); other platforms' files go with their columns renamed. Capitals, spaces
 * and hyphens in a name do not matter.
 */
export const columns = {
  id: ['id', 'report_id'],
  title: ['title'],
  text: ['description', 'vulnerability_information'],
  impact: ['impact'],
  steps: ['steps_to_reproduce', 'steps'],
  project: ['asset', 'structured_scope', 'asset_identifier'],
  name: ['reporter', 'hacker', 'hacker_username'],
  email: ['hacker_email', 'reporter_email'],
  reported: ['reported_at', 'created_at', 'submitted_at'],
  state: ['state'],
  substate: ['substate'],
  also: ['severity_rating', 'severity_score', 'weakness', 'cve_ids', 'triaged_at', 'closed_at', 'disclosed_at'],
} as const satisfies Readonly<Record<string, readonly string[]>>

const closedStates = ['closed', 'resolved', 'informative', 'not-applicable', 'duplicate', 'spam']

/** A column's name as it is compared. */
export function columnName(given: string): string {
  return given
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
}

/** Whether a file with these columns (`columnName`) can have reports in it. */
export function hasTitle(names: readonly string[]): boolean {
  return columns.title.some((name) => names.includes(name))
}

/** A row by its columns' names; `undefined` where it has no title, which every report has. */
export function importedRow(row: Readonly<Record<string, string>>): ImportedRow | undefined {
  const value = (what: keyof typeof columns) =>
    columns[what].map((name) => row[name] ?? '').find((one) => one !== '') ?? ''
  const title = cleanLine(value('title'), 200)
  if (title === '') return undefined
  const states = [value('substate'), value('state')].map((one) => one.trim().toLowerCase())
  const isClosed = states.some((one) => closedStates.includes(one.replaceAll(/[\s_]+/g, '-')))
  const also = columns.also.flatMap((name) => {
    const said = cleanLine(row[name] ?? '', 300)
    return said === '' ? [] : [`[${name}: ${said}]`]
  })
  const words = [value('text'), value('impact')].filter((one) => one !== '').join('\n\n')
  const { text, cut } = cleanText(words, 18_000)
  const said = [
    text,
    ...(cut ? ['[Cut here: the rest is in the file that it was imported from.]'] : []),
    also.join('\n'),
  ]
  return {
    id: cleanLine(value('id'), 100),
    title,
    project: cleanLine(value('project'), 200),
    impact: said.filter((one) => one !== '').join('\n\n') || '[The row says no more.]',
    steps: cleanText(value('steps'), 50_000).text,
    name: cleanLine(value('name'), 200),
    email: cleanLine(value('email'), 254).toLowerCase(),
    reported: instantIn(value('reported')),
    closed: isClosed ? (states.find((one) => one !== '') ?? 'closed') : null,
  }
}

/** `2026-03-17T10:00:00Z`, `2026-03-17 10:00:00 UTC`, or a day. */
function instantIn(text: string): string | null {
  const [, day, time = '00:00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?(?:\.\d+)?) ?(Z|UTC|[+-]\d\d:?\d\d)?)?$/.exec(text.trim()) ?? []
  if (day === undefined) return null
  try {
    return stamp(Temporal.Instant.from(`${day}T${time}${zone === 'UTC' ? 'Z' : zone}`))
  } catch {
    return null
  }
}
