import { nearest } from '../../kernel/index.ts'
import { answerFor } from './answer.ts'
import { familyOf } from './ecosystems.ts'
import type { PackageVersions } from './events.ts'
import { isMeant, purlOf } from './packages.ts'
import type { Doubt, Verdict } from './verdict.ts'
import { packageInWords } from './words.ts'

export interface AffectsQuestion {
  /** May be empty where the package URL carries it. */
  readonly version: string
  /** A name as its ecosystem writes it, or a package URL; may be left out where only one package is named. */
  readonly package?: string | undefined
  /** As OSV spells it, where packages of several ecosystems share a name. */
  readonly ecosystem?: string | undefined
}

/** Is this version affected? Never a guess: what cannot be compared is answered with `cannot_tell` and why. */
export function affects(entries: readonly PackageVersions[], question: AffectsQuestion): Verdict {
  const asked = question.package?.trim() ?? ''
  const ecosystem = question.ecosystem?.trim() ?? ''
  const given = question.version.trim()
  const version = given === '' && asked.startsWith('pkg:') ? (purlOf(asked)?.version ?? '') : given
  const meant = entries.filter(
    ({ package: known }) =>
      (asked === '' || isMeant(known, asked)) &&
      (ecosystem === '' || ecosystem === known.ecosystem || ecosystem === familyOf(known.ecosystem)),
  )
  const [first] = meant
  if (first === undefined) return unknownPackage(entries, asked, version)
  const names = namesOf(meant)
  if (names.length > 1) return doubt('which_package', version, `Which package? The advisory names ${listed(names)}.`)
  if (version === '') return doubt('unreadable_version', version, 'Which version? None is given.')
  return answerFor(meant, first, version)
}

/** A name that the advisory does not have is not "not affected": it may be misspelt. */
function unknownPackage(entries: readonly PackageVersions[], asked: string, version: string): Verdict {
  if (entries.length === 0) return doubt('no_packages', version, 'The advisory names no package.')
  const near = nearest(
    asked,
    entries.map((one) => one.package.name).filter((name) => name !== ''),
  )
  const meant = near === undefined ? '' : ` Did you mean ${near}?`
  const says = `The advisory does not name this package.${meant} It names ${listed(namesOf(entries))}.`
  return doubt('unknown_package', version, says)
}

function namesOf(entries: readonly PackageVersions[]): readonly string[] {
  return [...new Set(entries.map((one) => packageInWords(one.package)))]
}

function listed(names: readonly string[]): string {
  return names.length > 10 ? `${names.slice(0, 10).join(', ')} and ${names.length - 10} more` : names.join(', ')
}

function doubt(code: Doubt, version: string, says: string): Verdict {
  return { answer: 'cannot_tell', doubt: code, package: null, version, fixedIn: [], says, because: [], rule: null }
}
