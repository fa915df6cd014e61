import semver from 'semver'
import { byKeys, schemeOf, type Key } from './scheme.ts'

const lowest: Key = [-1]
const compare = byKeys(lowest)

/**
 * SemVer 2.0.0, item 11. The grammar is the library's; the order of pre-releases is written out because the library
 * compares numbers beyond 2^53 there as if they were rounded.
 */
function keysOf(version: string): readonly Key[] | undefined {
  const read = /^v?\d/.test(version) ? semver.parse(version) : null
  if (read === null) return undefined
  return [[read.major], [read.minor], [read.patch], ...preRelease(read.prerelease.map(String))]
}

/** A version without a pre-release is newer than any with one. */
export function preRelease(identifiers: readonly string[]): readonly Key[] {
  return identifiers.length === 0 ? [[9]] : identifiers.map(identifier)
}

function identifier(text: string): Key {
  return /^\d+$/.test(text) ? [0, BigInt(text)] : [1, text]
}

export const semantic = schemeOf({
  name: 'semver',
  rule: 'Semantic Versioning 2.0.0: numbers from left to right; a pre-release comes before its release; build metadata does not count.',
  wants: 'a semantic version such as 1.4.2 (three numbers)',
  read: keysOf,
  compare,
})

/** Go's own: `v1.2` for `v1.2.0` (golang.org/x/mod/semver), and the toolchain's `go1.21rc2` for `1.21.0-rc.2`. */
function goKeys(version: string): readonly Key[] | undefined {
  const tool = /^go(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:(alpha|beta|rc)(\d+))?$/.exec(version)
  if (tool !== null) {
    const [, major = '0', minor = '0', patch = '0', stage, nth = '0'] = tool
    return keysOf(`${major}.${minor}.${patch}${stage === undefined ? '' : `-${stage}.${nth}`}`)
  }
  const short = /^v?(\d+)(?:\.(\d+))?$/.exec(version)
  return keysOf(short === null ? version : `${short[1]}.${short[2] ?? '0'}.0`)
}

export const go = schemeOf({
  name: 'go',
  rule: 'Go modules: Semantic Versioning with or without a leading v; pseudo-versions are pre-releases; +incompatible does not count.',
  wants: 'a version of a Go module such as v1.4.2',
  read: goKeys,
  compare,
})

/** https://pub.dev/documentation/pub_semver: unlike SemVer, build metadata decides last. */
export const pub = schemeOf({
  name: 'pub',
  rule: 'Dart’s pub: Semantic Versioning, and build metadata decides last.',
  wants: 'a semantic version such as 1.4.2 (three numbers)',
  read(version) {
    const keys = keysOf(version)
    const build = version.split('+')[1]
    return keys === undefined || build === undefined ? keys : [...keys, lowest, ...build.split('.').map(identifier)]
  },
  compare,
})

/** https://learn.microsoft.com/nuget/concepts/package-versioning: up to four numbers, labels without regard to case. */
export const nuget = schemeOf({
  name: 'nuget',
  rule: 'NuGet: up to four numbers, missing ones are 0; a pre-release comes before its release, upper and lower case are alike; metadata does not count.',
  wants: 'a NuGet version such as 1.4.2 or 1.4.2.1-beta.2',
  read(version) {
    const read =
      /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9a-z-]+(?:\.[0-9a-z-]+)*))?(?:\+[0-9a-z.-]+)?$/.exec(
        version.toLowerCase(),
      )
    if (read === null) return undefined
    const [, ...parts] = read
    const numbers = parts.slice(0, 4).map((part): Key => [BigInt(part ?? '0')])
    return [...numbers, ...preRelease(parts[4]?.split('.') ?? [])]
  },
  compare,
})
