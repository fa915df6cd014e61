import { linesFromField } from '../../components/index.ts'
import type { Sent } from '../seen.ts'
import {
  creditLabels,
  emptyRow,
  lists,
  rowFields,
  rowLabels,
  texts,
  type AffectedRow,
  type CreditRow,
  type Sheet,
} from './sheet.ts'

/** What the editor's form sent, as it stands there: nothing is lost, whether or not it is a document. */
export function sheetSent(sent: Sent): Sheet {
  const text = (name: string): string => {
    const value = sent[name]
    return typeof value === 'string' ? value : (value?.[0] ?? '')
  }
  return {
    texts: Object.fromEntries(texts.map((name) => [name, text(name)])) as Sheet['texts'],
    lists: Object.fromEntries(lists.map((name) => [name, linesFromField(text(name))])) as unknown as Sheet['lists'],
    affected: numbered(sent, 'affected').map((row) => rowSent(row, text)),
    references: linesFromField(text('references')),
    timeline: linesFromField(text('timeline')),
    credits: numbered(sent, 'credit').map((row): CreditRow => ({
      name: text(`credit-${row}-name`).trim(),
      type: text(`credit-${row}-type`),
      consent: text(`credit-${row}-consent`) !== '',
    })),
  }
}

function rowSent(row: number, text: (name: string) => string): AffectedRow {
  const cells = rowFields.map((field) => [field, text(`affected-${row}-${field}`).trim()])
  return { ...emptyRow, ...Object.fromEntries(cells) }
}

/** The numbers of the rows that came, in order: `affected-0-name`, `affected-1-name`, … */
function numbered(sent: Sent, kind: string): number[] {
  const row = new RegExp(`^${kind}-(\\d{1,4})-name$`)
  const found = Object.keys(sent).flatMap((name) => row.exec(name)?.[1] ?? [])
  return [...new Set(found)].map(Number).sort((one, other) => one - other)
}

/** A document's outline, for the act's own schema to judge, and which field of the form each part stands in. */
export interface Outline {
  readonly document: object
  /** `document.affected[0].ranges[1]` → `affected-2-introduced`: the nearest part tells where to look. */
  readonly places: ReadonlyMap<string, string>
}

export function outlineOf(sheet: Sheet): Outline {
  const places = new Map<string, string>()
  for (const name of [...texts, ...lists, 'references', 'timeline']) places.set(`document.${name}`, name)
  const references = sheet.references.map((line) => {
    const [, type, url] = /^(?:([A-Za-z]+)\s+)?(\S.*)$/.exec(line) ?? []
    return { type: type?.toUpperCase() ?? 'WEB', url: url ?? line }
  })
  // People write a colon after the day, and a time as a clock shows it.
  const timeline = sheet.timeline.map((line) => {
    const [, day = '', time = '', what = ''] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?) UTC:?\s+(.*)$/.exec(line) ?? []
    if (day !== '') return { at: `${day}T${time}Z`, says: what }
    const [, at = line, says = ''] = /^(\S+?):?\s+(.*)$/.exec(line) ?? []
    return { at, says }
  })
  const credits = sheet.credits.flatMap((credit, row) => (credit.name === '' ? [] : [{ credit, row }]))
  credits.forEach(({ row }, index) => places.set(`document.credits[${index}]`, `credit-${row}-name`))
  return {
    document: {
      ...sheet.texts,
      ...sheet.lists,
      affected: affectedOf(sheet.affected, places),
      references,
      timeline,
      credits: credits.map(({ credit }) => credit),
    },
    places,
  }
}

interface Entry {
  readonly package: { ecosystem: string; name: string; purl?: string }
  readonly ranges: object[]
  versions?: string[]
}

/** Rows that belong to one entry come together again; a new row joins the entry of the same package. */
function affectedOf(rows: readonly AffectedRow[], places: Map<string, string>): Entry[] {
  const entries: { readonly key: string; readonly entry: Entry }[] = []
  rows.forEach((row, place) => {
    if (isBlank(row)) return
    const key = [row.group, row.ecosystem, row.name, row.purl].join('\n')
    const known = entries.findIndex((one) => (row.group === '' ? joins(row, one.entry) : one.key === key))
    const at = known === -1 ? entries.push({ key, entry: entryOf(row) }) - 1 : known
    const entry = entries[at]?.entry
    if (entry === undefined) return
    if (known === -1) {
      places.set(`document.affected[${at}]`, `affected-${place}-name`)
      places.set(`document.affected[${at}].package.ecosystem`, `affected-${place}-ecosystem`)
      places.set(`document.affected[${at}].package.purl`, `affected-${place}-purl`)
      places.set(`document.affected[${at}].versions`, `affected-${place}-versions`)
    }
    const named = row.versions.split(/[\s,]+/).filter((version) => version !== '')
    if (named.length > 0) entry.versions = [...(entry.versions ?? []), ...named]
    const range = rangeOf(row)
    if (range === undefined) return
    const path = `document.affected[${at}].ranges[${entry.ranges.push(range) - 1}]`
    places.set(path, `affected-${place}-introduced`)
    for (const field of ['fixed', 'lastAffected', 'repo', 'type'])
      places.set(`${path}.${field}`, `affected-${place}-${field}`)
  })
  return entries.map(({ entry }) => entry)
}

/** A row in which everything was taken out goes; so does one that was never filled in. */
function isBlank(row: AffectedRow): boolean {
  return rowFields.every((field) => field === 'group' || field === 'type' || row[field] === '')
}

function joins(row: AffectedRow, { package: { ecosystem, name, purl = '' } }: Entry): boolean {
  return row.ecosystem === ecosystem && row.name === name && (row.purl === '' || row.purl === purl)
}

function entryOf({ ecosystem, name, purl }: AffectedRow): Entry {
  return { package: { ecosystem, name, ...(purl === '' ? {} : { purl }) }, ranges: [] }
}

const semantic = /^v?(?:0|(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:[-+][0-9A-Za-z.+-]+)?)$/

/**
 * A package without any version is affected from the very first one, as the form says; nothing where single versions
 * are listed instead, or no package is named. People write `v1.2.3` where SemVer has `1.2.3`.
 */
function rangeOf(row: AffectedRow): object | undefined {
  const { introduced, fixed, lastAffected, repo } = row
  const given = [introduced, fixed, lastAffected].filter((version) => version !== '')
  const isWhole = row.ecosystem !== '' && row.name !== '' && row.versions === ''
  if (given.length === 0 && !isWhole) return undefined
  const guessed = given.every((version) => semantic.test(version)) ? 'SEMVER' : 'ECOSYSTEM'
  const type = row.type !== '' ? row.type : repo === '' ? guessed : 'GIT'
  const plain = (version: string) => (type === 'SEMVER' && semantic.test(version) ? version.replace(/^v/, '') : version)
  return {
    type,
    ...(type === 'GIT' ? { repo } : {}),
    introduced: introduced === '' ? '0' : plain(introduced),
    ...(fixed === '' ? {} : { fixed: plain(fixed) }),
    ...(lastAffected === '' ? {} : { lastAffected: plain(lastAffected) }),
  }
}

/** The field of the form in which a part of the document stands: the nearest that is known. */
export function fieldAt(path: string, places: ReadonlyMap<string, string>): string {
  for (let part = path; part !== ''; part = part.replace(/(?:\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, '')) {
    const field = places.get(part)
    if (field !== undefined) return field
  }
  return path
}

/** A field of one row by the names that the form gives to both: `Affected packages, row 2, Fixed in`. */
export function cellLabel(field: string): string | undefined {
  const [, kind, row = '', name = ''] = /^(affected|credit)-(\d+)-(\w+)$/.exec(field) ?? []
  if (kind === undefined) return undefined
  const labels: Readonly<Record<string, string>> = kind === 'credit' ? creditLabels : rowLabels
  return `${kind === 'credit' ? 'Credits' : 'Affected packages'}, row ${Number(row) + 1}, ${labels[name] ?? name}`
}

/** Which line of a list a part of the document is: `line 3: `; nothing for what is no line. */
export function lineOf(path: string): string {
  const line = /^document\.(?:references|timeline|cwes|aliases|introducedBy)\[(\d+)\]/.exec(path)?.[1]
  return line === undefined ? '' : `line ${Number(line) + 1}: `
}
