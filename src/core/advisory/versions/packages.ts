import { PackageURL } from 'packageurl-js'
import { ecosystemsOfPurl, familyOf } from './ecosystems.ts'

export interface PackageName {
  readonly ecosystem: string
  readonly name: string
  readonly purl?: string | undefined
}

/** A package URL, taken apart. `name` is what the ecosystem's own tools call the package. */
export interface Purl {
  readonly type: string
  readonly name: string
  readonly version: string | undefined
}

/** How a name is put together from a package URL's namespace and name; elsewhere the namespace is the distributor. */
const joined: Readonly<Record<string, string>> = { golang: '/', npm: '/', composer: '/', maven: ':', swift: '/' }

/** Reads a package URL by its specification; `undefined` for what is none. */
export function purlOf(text: string): Purl | undefined {
  let read: PackageURL
  try {
    read = PackageURL.fromString(text)
  } catch {
    // The library throws its own errors, `URIError` and `TypeError`: all of them mean that it is no package URL.
    return undefined
  }
  const { type, namespace, name, version, subpath } = read
  const glue = joined[type]
  const whole = glue === undefined || namespace === undefined ? name : `${namespace}${glue}${name}`
  // Go's package URLs may carry the major version (`/v2`) as a subpath.
  const major = type === 'golang' && /^v\d+$/.test(subpath ?? '') ? `/${subpath}` : ''
  return { type, name: whole + major, version }
}

/** A package's name as its registry compares names: PEP 503; NuGet and Composer without regard to case. */
function comparable(name: string, ecosystem: string): string {
  const family = familyOf(ecosystem)
  if (family === 'PyPI') return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
  return family === 'NuGet' || family === 'Packagist' ? name.toLowerCase() : name
}

export function isSameName(one: string, other: string, ecosystem: string): boolean {
  return comparable(one, ecosystem) === comparable(other, ecosystem)
}

/** Whether people who say `asked` (a name or a package URL) mean this package. */
export function isMeant(known: PackageName, asked: string): boolean {
  const purl = asked.startsWith('pkg:') ? purlOf(asked) : undefined
  if (purl === undefined) return isSameName(known.name, asked, known.ecosystem)
  return (
    ecosystemsOfPurl(purl.type).includes(familyOf(known.ecosystem)) &&
    isSameName(known.name, purl.name, known.ecosystem)
  )
}
