import { osvId } from '../advisory/index.ts'
import type { Card } from './card.ts'

/** Where everything stands that is published: below the community's address, and in a folder of files alike. */
export const paths = {
  atom: 'advisories.atom',
  jsonFeed: 'advisories.json',
  osvAll: 'osv/all.zip',
  osvModified: 'osv/modified_id.csv',
  provider: '.well-known/csaf/provider-metadata.json',
  csaf: '.well-known/csaf/white',
  csafIndex: '.well-known/csaf/white/index.txt',
  csafChanges: '.well-known/csaf/white/changes.csv',
  rolie: '.well-known/csaf/white/csaf-feed-tlp-white.json',
  rolieService: '.well-known/csaf/service.json',
} as const

/** By the id in the record, as in OSV's own exports. */
export const osvPath = (id: string) => `osv/${osvId(id)}.json`
export const cvePath = (id: string) => `cve/${id}.json`
export const markdownPath = (id: string) => `markdown/${id}.md`
export const keyPath = (fingerprint: string) => `.well-known/csaf/openpgp/${fingerprint}.asc`

/** CSAF 2.0, section 5.1: the id in lower case, with `_` for each run of what is none of `+`, `-`, a to z, 0 to 9. */
export function csafName(id: string): string {
  return `${id.toLowerCase().replaceAll(/[^+\-a-z0-9]+/g, '_')}.json`
}

/** Seen from the folder of its TLP label (CSAF 2.0, requirements 11 to 14): by the year it was first published. */
export function csafFile({ id, published }: Pick<Card, 'id' | 'published'>): string {
  return `${published.slice(0, 4)}/${csafName(id)}`
}

export function csafPath(card: Pick<Card, 'id' | 'published'>): string {
  return `${paths.csaf}/${csafFile(card)}`
}
