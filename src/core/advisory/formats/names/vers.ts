import type { AffectedRange } from '../../affected.ts'
import { ecosystem, ecosystemOf } from './ecosystems.ts'

/** A range without the repository, which the notation has no place for. */
export type Interval = Pick<AffectedRange, 'type' | 'introduced' | 'fixed' | 'lastAffected'>

/**
 * A range in the notation that CSAF asks for (https://github.com/package-url/vers-spec): `vers:semver/>=1.2.0|<1.4.2`.
 * SemVer ranges are `semver`, git ranges `git`, others are named by the package URLs' type, or `generic`.
 */
export function toVers(range: Interval, ecosystemName: string): string {
  const scheme =
    range.type === 'SEMVER' ? 'semver' : range.type === 'GIT' ? 'git' : (ecosystem(ecosystemName).purl ?? 'generic')
  const { introduced, fixed, lastAffected } = range
  const constraints = [
    ...(introduced === '0' ? [] : [`>=${encodeURIComponent(introduced)}`]),
    ...(fixed === undefined ? [] : [`<${encodeURIComponent(fixed)}`]),
    ...(lastAffected === undefined ? [] : [`<=${encodeURIComponent(lastAffected)}`]),
  ]
  return `vers:${scheme}/${constraints.length === 0 ? '*' : constraints.join('|')}`
}

/** One interval out of the notation; `undefined` where it is none, or holds more than one. */
export function fromVers(text: string): (Interval & { readonly ecosystem: string }) | undefined {
  const [, scheme = '', body = ''] = /^vers:([a-z][a-z0-9.-]*)\/(.+)$/.exec(text) ?? []
  if (scheme === '') return undefined
  const base = {
    type: scheme === 'git' ? ('GIT' as const) : scheme === 'semver' ? ('SEMVER' as const) : ('ECOSYSTEM' as const),
    ecosystem: ecosystemOf('purl', scheme),
  }
  if (body === '*') return { ...base, introduced: '0' }
  const [first = '', second, more] = body.split('|')
  if (more !== undefined) return undefined
  const [, from] = /^>=(.+)$/.exec(first) ?? []
  const end = from === undefined ? (second === undefined ? first : '?') : second
  const [, below] = /^<([^=].*)$/.exec(end ?? '') ?? []
  const [, upTo] = /^<=(.+)$/.exec(end ?? '') ?? []
  if (end !== undefined && below === undefined && upTo === undefined) return undefined
  const plain = [from, below, upTo].map((value) => (value === undefined ? undefined : decoded(value)))
  if (plain.includes('')) return undefined
  const [introduced = '0', fixed, lastAffected] = plain
  return {
    ...base,
    introduced,
    ...(fixed === undefined ? {} : { fixed }),
    ...(lastAffected === undefined ? {} : { lastAffected }),
  }
}

/** Percent-decoded; empty where that cannot be. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
