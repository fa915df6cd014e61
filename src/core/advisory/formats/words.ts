import type { AffectedPackage, AffectedRange } from '../affected.ts'
import { links, type LinkType } from './names/index.ts'
import type { Advisory } from './advisory.ts'

/** How texts for people say what is affected. */
export function rangeInWords(range: AffectedRange): string {
  const { introduced, fixed, lastAffected } = range
  const where = range.type === 'GIT' ? `commits of ${range.repo} ` : ''
  const from = introduced === '0' ? '' : `from ${introduced}`
  const end = fixed === undefined ? (lastAffected === undefined ? '' : `up to ${lastAffected}`) : `before ${fixed}`
  if (from === '' && end === '') return `${where}all versions`
  return where + [from, end === '' ? 'on' : end].filter((part) => part !== '').join(' ')
}

export function packageInWords({ package: { ecosystem, name, purl }, ranges, versions = [] }: AffectedPackage): string {
  const called = [name === '' ? 'a package without a name' : name, ecosystem === '' ? '' : `(${ecosystem})`, purl ?? '']
  const told = [...ranges.map(rangeInWords), ...(versions.length === 0 ? [] : [`just ${versions.join(', ')}`])]
  const what = called.filter((part) => part !== '').join(' ')
  return told.length === 0 ? what : `${what}: ${told.join('; ')}`
}

export function linksInWords({ references, introducedBy }: Advisory['document']): string[] {
  const all: { type: LinkType; url: string }[] = [
    ...references,
    ...introducedBy.map((url) => ({ type: 'INTRODUCED' as const, url })),
  ]
  return all.map(({ type, url }) => `${links[type].words}: ${url}`)
}

/** The facts beside the texts, each with its name. */
export function factsOf({ id, cve, document, severity, published, modified, withdrawn, publisher }: Advisory) {
  const ids = [...new Set([...(cve === undefined || cve === id ? [] : [cve]), ...document.aliases])]
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Id', id],
    ['Also known as', ids.length === 0 ? undefined : ids.join(', ')],
    ['Severity', severity.length === 0 ? undefined : severity.map(({ score }) => score).join(', ')],
    ['Weaknesses', document.cwes.length === 0 ? undefined : document.cwes.join(', ')],
    ['Published', published],
    ['Changed', modified],
    ['Withdrawn', withdrawn],
    ['By', publisher === undefined ? undefined : `${publisher.name} (${publisher.namespace})`],
  ]
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
}
