import type { AffectedPackage } from '../../affected.ts'
import { isPurl } from '../parts.ts'
import { ecosystem } from './ecosystems.ts'

/** A package's own URL or the one that its ecosystem's type and name make; `undefined` where there is none. */
export function purlOf({ package: { ecosystem: from, name, purl } }: AffectedPackage): string | undefined {
  if (purl !== undefined) return isPurl(purl) ? purl : undefined
  const { purl: type } = ecosystem(from)
  if (type === undefined || name === '') return undefined
  const path = (type === 'maven' ? name.replace(':', '/') : name).split('/').map(encodeURIComponent).join('/')
  const made = `pkg:${type}/${path}`
  return isPurl(made) ? made : undefined
}

/** The URL of one version of the package: before qualifiers and subpath. */
export function purlAt(purl: string, version: string): string {
  const [, base = purl, rest = ''] = /^([^?#]*)(.*)$/.exec(purl) ?? []
  return `${base.replace(/(?<=.)@[^/]*$/, '')}@${encodeURIComponent(version)}${rest}`
}

/** A URL's package and its version. */
export function splitPurl(purl: string): { readonly purl: string; readonly version?: string } {
  const [, base = purl, version, rest = ''] = /^([^?#]*?)(?:@([^/@?#]*))?([?#].*)?$/.exec(purl) ?? []
  if (version === undefined) return { purl }
  try {
    return { purl: base + rest, version: decodeURIComponent(version) }
  } catch {
    return { purl }
  }
}
