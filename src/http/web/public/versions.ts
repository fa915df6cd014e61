import type { AffectedPackage, AffectedRange } from '../../../core/advisory/index.ts'

/** An interval of affected versions as people say it: `1.2.0 or newer, before 1.4.2`. */
export function rangeInWords(range: AffectedRange): string {
  const { introduced, fixed, lastAffected } = range
  const from = range.type === 'GIT' ? introduced.slice(0, 12) : introduced
  const whole = introduced === '0'
  const unit = range.type === 'GIT' ? 'commits' : 'versions'
  if (fixed !== undefined) {
    const end = range.type === 'GIT' ? fixed.slice(0, 12) : fixed
    return whole ? `all ${unit} before ${end}` : `${from} or newer, before ${end}`
  }
  if (lastAffected !== undefined) {
    const end = range.type === 'GIT' ? lastAffected.slice(0, 12) : lastAffected
    return whole ? `all ${unit} up to ${end}` : `${from} to ${end}`
  }
  return whole ? `all ${unit}` : `${from} and everything newer`
}

/** The versions that a reader should upgrade to; git commits are nothing that one installs. */
export function fixedVersions({ ranges }: AffectedPackage): readonly string[] {
  return [...new Set(ranges.flatMap(({ type, fixed }) => (type === 'GIT' || fixed === undefined ? [] : [fixed])))]
}

/** `cosign (Go)`. */
export function packageInWords({ package: { name, ecosystem } }: AffectedPackage): string {
  if (name === '') return ecosystem === '' ? 'a package without a name' : ecosystem
  return ecosystem === '' ? name : `${name} (${ecosystem})`
}
