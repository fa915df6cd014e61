import type { creditTypes, referenceTypes } from '../../document.ts'

export type CreditType = (typeof creditTypes)[number]
export type LinkType = (typeof referenceTypes)[number] | 'INTRODUCED'

/** Credit types as people read them: `REMEDIATION_DEVELOPER` is `Remediation developer`. */
export function creditInWords(type: CreditType): string {
  const words = type.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** OSV's kinds of links as people read them, and the tags of CVE records that mean the same. */
export const links: Readonly<Record<LinkType, { readonly words: string; readonly tag?: string }>> = {
  ADVISORY: { words: 'Advisory', tag: 'vendor-advisory' },
  ARTICLE: { words: 'Article', tag: 'technical-description' },
  DETECTION: { words: 'Detection', tag: 'x_detection' },
  DISCUSSION: { words: 'Discussion', tag: 'mailing-list' },
  REPORT: { words: 'Report', tag: 'issue-tracking' },
  FIX: { words: 'Fix', tag: 'patch' },
  GIT: { words: 'Git', tag: 'x_git' },
  PACKAGE: { words: 'Package', tag: 'product' },
  EVIDENCE: { words: 'Evidence', tag: 'exploit' },
  WEB: { words: 'Link' },
  INTRODUCED: { words: 'Introduced by', tag: 'x_introduced' },
}

const types = Object.keys(links) as LinkType[]

export function linkType(key: 'words' | 'tag', value: string): LinkType | undefined {
  return types.find((type) => links[type][key] === value)
}
