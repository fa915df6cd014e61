import type { Advisory } from '../advisory.ts'
import { cvssObjects } from '../cvss/index.ts'
import { creditInWords, cweName, cweVersion, links } from '../names/index.ts'
import type { CsafVersion } from './parts.ts'
import { draftSchema, type Csaf, type Vulnerability } from './record.ts'
import { treeOf } from './tree.ts'

/** Stands where CSAF wants a publisher and the advisory names none. */
const nobody = { name: 'Unknown publisher', namespace: 'https://publisher.invalid' } as const

/** The titles by which texts are told apart that CSAF has no kind of its own for. */
export const noteTitles = {
  summary: ['summary', 'Summary'],
  details: ['description', 'Details'],
  impact: ['general', 'Impact'],
  vulnerableWhen: ['faq', 'Am I vulnerable?'],
} as const

/** An advisory keeps its history elsewhere; the document says only of its newest revision. */
export const revisionSummary = 'As published.'

/**
 * Writes a security advisory (profile csaf_security_advisory), or where no product is named a document of the base
 * profile, since the other wants products.
 */
export function toCsaf(advisory: Advisory, csaf: CsafVersion): Csaf {
  const { id, document, modified, published } = advisory
  const { name, namespace } = advisory.publisher ?? nobody
  const tree = treeOf(document.affected, name, csaf)
  const number = String(advisory.revision ?? 1)
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
        revision_history: [{ date: modified, number, summary: revisionSummary }],
        status: 'final',
        version: number,
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
  const fields = Object.keys(noteTitles) as (keyof typeof noteTitles)[]
  const notes = fields.flatMap((field) => {
    const [category, title] = noteTitles[field]
    return document[field] === '' ? [] : [{ category, title, text: document[field] }]
  })
  const product_ids = affected.length === 0 ? {} : { product_ids: affected }
  const remediations = [
    ...(document.mitigations === '' ? [] : [{ category: 'workaround', details: document.mitigations, ...product_ids }]),
    ...(document.upgrade === '' ? [] : [{ category: 'vendor_fix', details: document.upgrade, ...product_ids }]),
  ]
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

function filled<Name extends string, Item>(name: Name, list: readonly Item[]): { [key in Name]?: Item[] } {
  return list.length === 0 ? {} : ({ [name]: [...list] } as { [key in Name]: Item[] })
}
