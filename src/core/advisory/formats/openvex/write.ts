import type { Advisory } from '../advisory.ts'
import { purlAt, purlOf } from '../names/index.ts'
import { openVexContext, type OpenVex } from './record.ts'

/** Stand where OpenVEX wants a word and the advisory has none. */
export const nobody = { name: 'Unknown publisher', namespace: 'https://publisher.invalid' } as const
export const noAction = 'No action is known yet.'

type Statement = OpenVex['statements'][number]

/** One statement on what is affected, one on what is fixed. Packages without a package URL cannot be named. */
export function toOpenVex(advisory: Advisory): OpenVex {
  const { id, cve, document, modified, published } = advisory
  const { name, namespace } = advisory.publisher ?? nobody
  const vulnerability = {
    name: cve ?? id,
    description: document.title,
    ...(document.aliases.length === 0 ? {} : { aliases: document.aliases }),
  }
  const affected = document.affected.flatMap((part) => {
    const purl = purlOf(part)
    if (purl === undefined) return []
    const { versions = [], ranges } = part
    const whole = ranges.length > 0 || versions.length === 0 ? [purl] : []
    return [...whole, ...versions.map((version) => purlAt(purl, version))]
  })
  const fixed = document.affected.flatMap((part) => {
    const purl = purlOf(part)
    const ends = part.ranges.flatMap((range) =>
      range.type === 'GIT' || range.fixed === undefined ? [] : [range.fixed],
    )
    return purl === undefined ? [] : ends.map((end) => purlAt(purl, end))
  })
  const statements: Statement[] = [
    {
      vulnerability,
      ...(affected.length === 0 ? {} : { products: productsOf(affected) }),
      status: 'affected',
      ...(document.summary === '' ? {} : { status_notes: document.summary }),
      action_statement: document.upgrade === '' ? noAction : document.upgrade,
    },
    ...(fixed.length === 0 ? [] : [{ vulnerability, products: productsOf(fixed), status: 'fixed' as const }]),
  ]
  return {
    '@context': openVexContext,
    '@id': `${namespace.replace(/[?#].*$/, '').replace(/\/$/, '')}/vex-${encodeURIComponent(id)}`,
    author: name,
    timestamp: published ?? modified,
    last_updated: modified,
    version: advisory.revision ?? 1,
    tooling: 'Tocsin',
    statements,
  }
}

function productsOf(purls: readonly string[]) {
  return [...new Set(purls)].map((purl) => ({ '@id': purl, identifiers: { purl } }))
}
