import {
  alpine,
  cran,
  debian,
  dotted,
  go,
  haskell,
  maven,
  nuget,
  packagist,
  pub,
  python,
  rpm,
  rubygems,
  semantic,
  type VersionScheme,
} from './schemes/index.ts'

interface Ecosystem {
  /** How its versions are ordered; without it, only plain numbers are. */
  readonly scheme?: VersionScheme
  /** Its type in package URLs, where the purl specification has one. */
  readonly purl?: string
}

/**
 * What is known of OSV's ecosystems, by the name before a colon (`Debian:12`): orders as OSV.dev has them
 * (https://google.github.io/osv.dev/data/#covered-ecosystems), types of package URLs by purl-spec's PURL-TYPES.
 */
const table: Readonly<Record<string, Ecosystem>> = {
  AlmaLinux: { scheme: rpm, purl: 'rpm' },
  Alpaquita: { scheme: alpine, purl: 'apk' },
  Alpine: { scheme: alpine, purl: 'apk' },
  'Azure Linux': { scheme: rpm, purl: 'rpm' },
  'BellSoft Hardened Containers': { scheme: alpine, purl: 'apk' },
  Bioconductor: { scheme: dotted },
  Bitnami: { scheme: semantic, purl: 'bitnami' },
  Chainguard: { scheme: alpine, purl: 'apk' },
  ConanCenter: { purl: 'conan' },
  CRAN: { scheme: cran, purl: 'cran' },
  'crates.io': { scheme: semantic, purl: 'cargo' },
  Debian: { scheme: debian, purl: 'deb' },
  Echo: { scheme: debian, purl: 'deb' },
  GHC: { scheme: haskell },
  'GitHub Actions': { scheme: semantic },
  Go: { scheme: go, purl: 'golang' },
  Hackage: { scheme: haskell, purl: 'hackage' },
  Hex: { scheme: semantic, purl: 'hex' },
  Kubernetes: { scheme: semantic },
  Mageia: { scheme: rpm, purl: 'rpm' },
  Maven: { scheme: maven, purl: 'maven' },
  MinimOS: { scheme: alpine, purl: 'apk' },
  npm: { scheme: semantic, purl: 'npm' },
  NuGet: { scheme: nuget, purl: 'nuget' },
  openEuler: { scheme: rpm, purl: 'rpm' },
  openSUSE: { scheme: rpm, purl: 'rpm' },
  Packagist: { scheme: packagist, purl: 'composer' },
  'Photon OS': { scheme: rpm, purl: 'rpm' },
  Pub: { scheme: pub, purl: 'pub' },
  PyPI: { scheme: python, purl: 'pypi' },
  'Red Hat': { scheme: rpm, purl: 'rpm' },
  'Rocky Linux': { scheme: rpm, purl: 'rpm' },
  RubyGems: { scheme: rubygems, purl: 'gem' },
  SUSE: { scheme: rpm, purl: 'rpm' },
  SwiftURL: { scheme: semantic, purl: 'swift' },
  Ubuntu: { scheme: debian, purl: 'deb' },
  VSCode: { scheme: semantic },
  Wolfi: { scheme: alpine, purl: 'apk' },
}

/** `Debian:12` → `Debian`. */
export function familyOf(ecosystem: string): string {
  return ecosystem.split(':')[0] ?? ''
}

/**
 * How versions of a range compare. `SEMVER` promises semantic versions whatever the ecosystem; Go's may still be asked
 * for the way Go writes them.
 */
export function schemeFor(ecosystem: string, type: 'SEMVER' | 'ECOSYSTEM'): VersionScheme {
  const own = table[familyOf(ecosystem)]?.scheme ?? dotted
  return type === 'SEMVER' && own !== go ? semantic : own
}

/** Whether versions of this ecosystem have an order beyond plain numbers. */
export function isOrdered(ecosystem: string): boolean {
  return table[familyOf(ecosystem)]?.scheme !== undefined
}

/** The type of its package URLs, where the specification has one. */
export function purlTypeOf(ecosystem: string): string | undefined {
  return table[familyOf(ecosystem)]?.purl
}

/** The ecosystems that a type of package URL may name. */
export function ecosystemsOfPurl(type: string): readonly string[] {
  return Object.keys(table).filter((name) => table[name]?.purl === type)
}
