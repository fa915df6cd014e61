import type { AdvisoryDocument } from '../../../../core/advisory/index.ts'

/** The document's texts, in the editor's order. */
export const texts = ['title', 'summary', 'impact', 'details', 'upgrade', 'mitigations', 'vulnerableWhen'] as const
/** The document's lists of words, one a line. */
export const lists = ['cwes', 'aliases', 'introducedBy'] as const

/** One interval of one package, as a row of the form; an entry without intervals is one row, too. */
export interface AffectedRow {
  /** Rows of one entry carry one number; a new row none. */
  readonly group: string
  readonly ecosystem: string
  readonly name: string
  readonly purl: string
  readonly versions: string
  /** Empty: semantic versions where they are, else the ecosystem's own. */
  readonly type: string
  readonly repo: string
  readonly introduced: string
  readonly fixed: string
  readonly lastAffected: string
}

export const rowFields = [
  'ecosystem',
  'name',
  'introduced',
  'fixed',
  'lastAffected',
  'type',
  'purl',
  'versions',
  'repo',
  'group',
] as const satisfies readonly (keyof AffectedRow)[]

/** What the form calls each. */
export const rowLabels: Readonly<Record<Exclude<keyof AffectedRow, 'group'>, string>> = {
  ecosystem: 'Ecosystem',
  name: 'Package',
  introduced: 'Introduced in',
  fixed: 'Fixed in',
  lastAffected: 'Last affected',
  type: 'Versions are',
  repo: 'Repository of the commits',
  purl: 'Package URL',
  versions: 'Single versions',
}

export const creditLabels = { name: 'Name', type: 'Credited as', consent: 'Agreed to be named' } as const

export interface CreditRow {
  readonly name: string
  readonly type: string
  readonly consent: boolean
}

/** An advisory as the editor's form holds it: all text, losing nothing of the document. */
export interface Sheet {
  readonly texts: Readonly<Record<(typeof texts)[number], string>>
  readonly lists: Readonly<Record<(typeof lists)[number], readonly string[]>>
  readonly affected: readonly AffectedRow[]
  /** `FIX https://…`, one a line. */
  readonly references: readonly string[]
  /** `2026-01-31 What happened`, one a line. */
  readonly timeline: readonly string[]
  readonly credits: readonly CreditRow[]
}

export const emptyRow: AffectedRow = {
  group: '',
  ecosystem: '',
  name: '',
  purl: '',
  versions: '',
  type: '',
  repo: '',
  introduced: '',
  fixed: '',
  lastAffected: '',
}

export function sheetOf(document: AdvisoryDocument): Sheet {
  return {
    texts: Object.fromEntries(texts.map((name) => [name, document[name]])) as Sheet['texts'],
    lists: { cwes: document.cwes, aliases: document.aliases, introducedBy: document.introducedBy },
    affected: document.affected.flatMap(rowsOf),
    references: document.references.map(({ type, url }) => `${type} ${url}`),
    timeline: document.timeline.map(({ at, says }) => `${asWritten(at)} ${says}`),
    credits: document.credits,
  }
}

/** `2026-01-31`, or `2026-01-31 16:00 UTC`. */
function asWritten(at: string): string {
  return at.replace('T', ' ').replace(/(?::00)?Z$/, ' UTC')
}

function rowsOf({ package: { ecosystem, name, purl = '' }, ranges, versions = [] }: Affected, index: number) {
  const entry = { ...emptyRow, group: String(index + 1), ecosystem, name, purl, versions: versions.join(' ') }
  if (ranges.length === 0) return [entry]
  return ranges.map((range, nth): AffectedRow => {
    const { type, introduced, fixed = '', lastAffected = '' } = range
    const repo = range.type === 'GIT' ? range.repo : ''
    return { ...entry, versions: nth === 0 ? entry.versions : '', type, repo, introduced, fixed, lastAffected }
  })
}

type Affected = AdvisoryDocument['affected'][number]
