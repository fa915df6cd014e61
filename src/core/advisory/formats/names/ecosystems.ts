/**
 * How the formats name the place that a package comes from. By OSV's name: the type of its package URLs
 * (https://github.com/package-url/purl-spec, PURL-TYPES), the address of its collection (CVE's collectionURL),
 * GitHub's name (its API's `security-advisory-ecosystems`).
 */
interface Ecosystem {
  readonly purl?: string
  readonly collection?: string
  readonly github?: string
}

const table: Readonly<Record<string, Ecosystem>> = {
  Alpine: { purl: 'apk', collection: 'https://pkgs.alpinelinux.org' },
  Bioconductor: { purl: 'bioconductor', collection: 'https://bioconductor.org' },
  Bitnami: { purl: 'bitnami' },
  ConanCenter: { purl: 'conan', collection: 'https://conan.io/center' },
  CRAN: { purl: 'cran', collection: 'https://cran.r-project.org' },
  'crates.io': { purl: 'cargo', collection: 'https://crates.io', github: 'rust' },
  Debian: { purl: 'deb', collection: 'https://packages.debian.org' },
  'GitHub Actions': { purl: 'githubactions', collection: 'https://github.com/marketplace', github: 'actions' },
  Go: { purl: 'golang', collection: 'https://pkg.go.dev', github: 'go' },
  Hackage: { purl: 'hackage', collection: 'https://hackage.haskell.org' },
  Hex: { purl: 'hex', collection: 'https://hex.pm', github: 'erlang' },
  Julia: { purl: 'julia', collection: 'https://juliahub.com' },
  Maven: { purl: 'maven', collection: 'https://repo.maven.apache.org/maven2', github: 'maven' },
  npm: { purl: 'npm', collection: 'https://www.npmjs.com', github: 'npm' },
  NuGet: { purl: 'nuget', collection: 'https://www.nuget.org/packages', github: 'nuget' },
  opam: { purl: 'opam', collection: 'https://opam.ocaml.org' },
  Packagist: { purl: 'composer', collection: 'https://packagist.org', github: 'composer' },
  Pub: { purl: 'pub', collection: 'https://pub.dev', github: 'pub' },
  PyPI: { purl: 'pypi', collection: 'https://pypi.org', github: 'pip' },
  RubyGems: { purl: 'gem', collection: 'https://rubygems.org', github: 'rubygems' },
  SwiftURL: { purl: 'swift', github: 'swift' },
  Ubuntu: { collection: 'https://packages.ubuntu.com' },
  VSCode: { purl: 'vscode-extension', collection: 'https://marketplace.visualstudio.com' },
}

/** Addresses under which other writers give the same collections. */
const otherCollections: Readonly<Record<string, string>> = {
  'https://pypi.python.org': 'PyPI',
  'https://www.npmjs.org': 'npm',
  'https://npmjs.com': 'npm',
  'https://repo1.maven.org/maven2': 'Maven',
  'https://central.sonatype.com': 'Maven',
  'https://www.nuget.org': 'NuGet',
  'https://proxy.golang.org': 'Go',
  'https://github.com/advisories': '',
}

/** What is known of an ecosystem; a suffix (`Debian:12`) does not matter here. */
export function ecosystem(name: string): Ecosystem {
  const [plain = ''] = name.split(':')
  return Object.hasOwn(table, plain) ? (table[plain] ?? {}) : {}
}

/** OSV's name of the ecosystem, or empty where the formats share none. */
export function ecosystemOf(key: keyof Ecosystem, value: string): string {
  // Some writers name the service behind the collection's pages.
  const plain = key === 'collection' ? value.replace(/\/+$/, '').replace('//registry.', '//www.') : value
  const [found] = Object.entries(table).find(([, names]) => names[key] === plain) ?? []
  return found ?? (key === 'collection' ? (otherCollections[plain] ?? '') : '')
}
