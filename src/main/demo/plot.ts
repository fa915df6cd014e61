import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { facts, type FactId } from './facts.ts'
import type { EngineerName, MemberName, ReporterName } from './people.ts'

/** What a story is about: everything its people find and write, in our own words. */
export interface Plot {
  readonly fact: FactId
  readonly reporter: ReporterName
  readonly report: {
    readonly title: string
    readonly project: string
    readonly versions: string
    readonly impact: string
    readonly steps: string
  }
  /** Who holds triage and infra, and who disclosure and release. */
  readonly lead: MemberName
  readonly second: MemberName
  readonly replicated: string
  readonly where: string
  readonly engineer: EngineerName
  readonly why: string
  readonly vector: string
  readonly words: AdvisoryWords
  /** The release that carries the fix. */
  readonly release: { readonly project: string; readonly version: string; readonly newestVulnerable: string }
}

export interface AdvisoryWords {
  readonly title: string
  readonly summary: string
  readonly details: string
  readonly impact: string
  readonly mitigations: string
  readonly upgrade: string
  readonly cwe: string
}

/** A case that is being told. */
export interface Telling extends Plot {
  readonly id: CaseId
  readonly secret: string
  /** The engineer, once invited. */
  readonly fixer: PersonId | null
}

/** The advisory document (V3) from a fact and our words. As long as it is a draft, it says less. */
export function advisoryOf({ fact, words }: Plot, extent: 'draft' | 'whole') {
  const { ghsa, affected, references, repository, fix } = facts[fact]
  const packages = affected.map((one) => ({
    package: { ecosystem: 'Go', name: one.name },
    ranges: [{ type: 'SEMVER', introduced: '0', ...('fixed' in one ? { fixed: one.fixed } : {}) }],
  }))
  const { title, summary, details, cwe, ...advice } = words
  if (extent === 'draft') return { title, summary, affected: packages, cwes: [cwe] }
  return {
    title,
    summary,
    details,
    ...advice,
    affected: packages,
    cwes: [cwe],
    references: [
      { type: 'ADVISORY', url: `${repository}/security/advisories/${ghsa}` },
      { type: 'FIX', url: `${repository}/commit/${fix}` },
      ...references,
    ],
    aliases: [ghsa, fact],
  }
}
