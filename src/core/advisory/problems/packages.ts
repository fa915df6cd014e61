import type { AffectedPackage } from '../affected.ts'
import { ecosystems } from '../formats/index.ts'
import { nearest } from '../../kernel/index.ts'
import { ecosystemsOfPurl, familyOf, isSameName, purlOf, purlTypeOf } from '../versions/index.ts'
import type { Found } from './problem.ts'

/** What GitHub's advisories call ecosystems that OSV calls otherwise. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ['actions', 'GitHub Actions'],
  ['erlang', 'Hex'],
  ['pip', 'PyPI'],
  ['rust', 'crates.io'],
])

/** OSV's name for what people write: a package URL's type, GitHub's name, or a misspelling. */
function meant(ecosystem: string): string | undefined {
  const written = familyOf(ecosystem)
  const [byPurl] = ecosystemsOfPurl(written.toLowerCase())
  return nearest(written, ecosystems) ?? elsewhere.get(written.toLowerCase()) ?? byPurl
}

/** What is wrong with how a package is named. What is still empty is missing, not wrong. */
export function packageProblems({ package: named }: AffectedPackage, at: string): Found[] {
  const { ecosystem, name, purl } = named
  const found: Found[] = []
  const known = (ecosystems as readonly string[]).includes(familyOf(ecosystem))
  if (ecosystem !== '' && !known) {
    const near = meant(ecosystem)
    const instead = near === undefined ? 'Use a name of OSV’s list of ecosystems.' : `Did you mean ${near}?`
    const says = `OSV knows no ecosystem “${ecosystem}”`
    found.push({ code: 'ecosystem_unknown', field: `${at}.package.ecosystem`, says, instead })
  }
  if (purl !== undefined) found.push(...purlProblems(purl, known ? ecosystem : '', name, `${at}.package.purl`))
  return found
}

function purlProblems(purl: string, ecosystem: string, name: string, field: string): Found[] {
  const read = purlOf(purl)
  if (read === undefined) {
    const says = `${purl} is not a package URL by its specification`
    return [{ code: 'purl_invalid', field, says, instead: 'Write it as pkg:type/namespace/name.' }]
  }
  const found: Found[] = []
  const wanted = purlTypeOf(ecosystem)
  if (wanted !== undefined && read.type !== wanted) {
    const says = `the package URL is one of “${read.type}”, the ecosystem is ${ecosystem}`
    found.push({
      code: 'purl_other_ecosystem',
      field,
      says,
      instead: `Begin it with pkg:${wanted}/, or correct the ecosystem.`,
    })
  } else if (wanted !== undefined && name !== '' && !isSameName(name, read.name, ecosystem)) {
    const says = `the package URL names ${read.name}, the row ${name}`
    found.push({ code: 'purl_other_package', field, says, instead: 'Let both name the same package.' })
  }
  if (read.version !== undefined) {
    const says = `the package URL names one version, ${read.version}`
    found.push({
      code: 'purl_with_version',
      field,
      says,
      instead: 'Leave out the version: the ranges say which are affected.',
    })
  }
  return found
}
