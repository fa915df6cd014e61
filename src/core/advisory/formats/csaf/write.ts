import { isBefore } from '../../../clock/index.ts'
import type { Json } from '../../../kernel/index.ts'
import { eventInWords } from '../../timeline.ts'
import { filled } from '../filled.ts'
import type { Advisory } from '../advisory.ts'
import { cvssObjects } from '../cvss/index.ts'
import { creditInWords, cweName, cweVersion, links } from '../names/index.ts'
import type { CsafVersion } from './parts.ts'
import type { Csaf, Note, Vulnerability } from './document.ts'
import { draftSchema } from './record.ts'
import { treeOf } from './tree.ts'

/** Stands where CSAF wants a publisher and the advisory names none. */
const nobody = { name: 'Unknown publisher', namespace: 'https://publisher.invalid' } as const

/** The titles by which texts are told apart that CSAF has no kind of its own for. */
export const noteTitles = {
  summary: ['summary', 'Summary'],
  details: ['description', 'Details'],
  impact: ['general', 'Impact'],
  vulnerableWhen: ['faq', 'Am I vulnerable?'],
  // Remedies want products (6.1.29): where none is named, they are notes.
  mitigations: ['general', 'How do I mitigate the vulnerability?'],
  upgrade: ['general', 'How do I upgrade?'],
} as const

/** CSAF has dates for what a party did (`involvements`), and none for what happened: a note tells it, a line an event. */
export const timelineNote = { category: 'general', title: 'Timeline' } as const

/** What CSAF wants to be said of each revision; an advisory keeps no more of its history than how long it is. */
export const revisionSummary = (number: number) => (number === 1 ? 'Published.' : 'Revised.')
/** Revisions are told one by one (6.1.21 wants no gap); more than these are told as lost. */
const mostRevisions = 1000

/**
 * Writes a security advisory (profile csaf_security_advisory), or where no product is named a document of the base
 * profile, since the other wants products.
 */
export function toCsaf(advisory: Advisory, csaf: CsafVersion): Csaf {
  return sorted(documentOf(advisory, csaf) as unknown as Json) as unknown as Csaf
}

/** 6.2.13 recommends that fields stand in the order of the alphabet. */
function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => sorted(one as Json))
  const members = Object.entries(value as Readonly<Record<string, Json>>)
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, sorted(one)]))
}

function documentOf(advisory: Advisory, csaf: CsafVersion): Csaf {
  const { id, document, modified, published } = advisory
  const { name, namespace } = advisory.publisher ?? nobody
  const tree = treeOf(document.affected, name, csaf)
  const revision = Math.min(advisory.revision ?? 1, mostRevisions)
  const first =
    published !== undefined &&
    revision > 1 &&
    isBefore(Temporal.Instant.from(published), Temporal.Instant.from(modified))
      ? published
      : modified
  return {
    ...(csaf === '2.1' ? { $schema: draftSchema } : {}),
    document: {
      category: tree.affected.length === 0 ? 'csaf_base' : 'csaf_security_advisory',
      csaf_version: csaf,
      distribution: { tlp: { label: csaf === '2.1' ? 'CLEAR' : 'WHITE' } },
      lang: 'en',
      publisher: { category: 'vendor', name, namespace },
      ...referencesOf(advisory),
      title: document.title,
      tracking: {
        current_release_date: modified,
        generator: { engine: { name: 'Tocsin' } },
        id,
        initial_release_date: published ?? modified,
        revision_history: Array.from({ length: revision }, (_, index) => ({
          date: index === 0 ? first : modified,
          number: String(index + 1),
          summary: revisionSummary(index + 1),
        })),
        status: 'final',
        version: String(revision),
      },
    },
    ...(tree.branches.length === 0 ? {} : { product_tree: { branches: tree.branches } }),
    vulnerabilities: [vulnerabilityOf(advisory, tree, csaf)],
  }
}

function vulnerabilityOf(
  advisory: Advisory,
  { affected, fixed }: { readonly affected: readonly string[]; readonly fixed: readonly string[] },
  csaf: CsafVersion,
): Vulnerability {
  const { document, cve } = advisory
  const remedies = [
    ['mitigations', 'workaround'],
    ['upgrade', 'vendor_fix'],
  ] as const
  const inNotes = (field: string) => affected.length === 0 || !remedies.some(([remedy]) => remedy === field)
  const fields = (Object.keys(noteTitles) as (keyof typeof noteTitles)[]).filter(inNotes)
  const notes: Note[] = fields.flatMap((field) => {
    const [category, title] = noteTitles[field]
    return document[field] === '' ? [] : [{ category, title, text: document[field] }]
  })
  if (document.timeline.length > 0) {
    notes.push({ ...timelineNote, text: document.timeline.map(eventInWords).join('\n') })
  }
  const remediations = remedies.flatMap(([field, category]) =>
    document[field] === '' || inNotes(field) ? [] : [{ category, details: document[field], product_ids: affected }],
  )
  const credits = document.credits
    .filter(({ consent }) => consent)
    .map(({ name, type }) => ({ names: [name], summary: creditInWords(type) }))
  return {
    ...filled('acknowledgments', credits),
    ...(cve === undefined ? {} : { cve }),
    ...weaknesses(advisory, csaf),
    ...filled(
      'ids',
      document.aliases.map((text) => ({ system_name: systemOf(text), text })),
    ),
    ...(affected.length === 0 ? {} : metricsOf(advisory, affected, csaf)),
    notes: notes.length === 0 ? [{ category: 'description', title: 'Details', text: document.title }] : notes,
    ...(affected.length === 0
      ? {}
      : { product_status: { ...(fixed.length === 0 ? {} : { fixed }), known_affected: affected } }),
    ...filled('remediations', remediations),
  }
}

/** CSAF wants the catalogue's name beside an id; 2.0 has room for one weakness. */
function weaknesses({ document }: Advisory, csaf: CsafVersion): Pick<Vulnerability, 'cwe' | 'cwes'> {
  const known = document.cwes.flatMap((id) => {
    const name = cweName(id)
    // The draft’s pattern refuses the name of CWE-520, which begins with a dot.
    return name === undefined || (csaf === '2.1' && /^[\s\-_.]|[\s\-_.]$/.test(name)) ? [] : [{ id, name }]
  })
  const [first] = known
  if (csaf === '2.1')
    return filled(
      'cwes',
      known.map((cwe) => ({ ...cwe, version: cweVersion })),
    )
  return first === undefined ? {} : { cwe: first }
}

function metricsOf(advisory: Advisory, products: readonly string[], csaf: CsafVersion): Partial<Vulnerability> {
  const objects = cvssObjects(advisory).map((object) => ({ name: `cvss_v${object.version.charAt(0)}`, object }))
  if (csaf === '2.1') {
    return filled(
      'metrics',
      objects.map(({ name, object }) => ({ content: { [name]: object }, products })),
    )
  }
  return filled(
    'scores',
    objects.flatMap(({ name, object }) => (object.version === '4.0' ? [] : [{ [name]: object, products }])),
  )
}

function referencesOf({ document }: Advisory): Pick<Csaf['document'], 'references'> {
  const all = [...document.references, ...document.introducedBy.map((url) => ({ type: 'INTRODUCED' as const, url }))]
  return filled(
    'references',
    all.map(({ type, url }) => ({ category: 'external', summary: links[type].words, url })),
  )
}

/** The database that an id is of, by its prefix. */
function systemOf(id: string): string {
  if (id.startsWith('GHSA-')) return 'GitHub Security Advisory'
  if (id.startsWith('GO-')) return 'Go Vulnerability Database'
  return id.split('-')[0] ?? id
}
