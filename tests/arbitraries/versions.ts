import fc from 'fast-check'

interface Reading {
  readonly name: string
  problem(version: string): string | undefined
}

/** What versions are made of, in the words that mean something to one tool or another, few so that ties are many. */
const words = [
  'a',
  'b',
  'm',
  'alpha',
  'beta',
  'rc',
  'cr',
  'pre',
  'dev',
  'post',
  'snapshot',
  'ga',
  'final',
  'sp',
  'p',
  'git',
  'foo',
]
const numbers = ['0', '00', '1', '2', '01', '10', '9', '20240101']
const number = fc.constantFrom(...numbers)
const word = fc.constantFrom(...words)

const piece = (separators: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...separators),
      fc.oneof({ arbitrary: number, weight: 2 }, word),
      fc.oneof(fc.constant(''), number),
    )
    .map((parts) => parts.join(''))

const written = (lead: fc.Arbitrary<string>, separators: readonly string[]) =>
  fc.tuple(lead, fc.array(piece(separators), { maxLength: 4 })).map(([first, rest]) => first + rest.join(''))

const triple = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 })).map((parts) => parts.join('.'))
const plain = fc.array(fc.nat({ max: 12 }), { minLength: 2, maxLength: 4 }).map((parts) => parts.join('.'))

const shapes: Readonly<Record<string, fc.Arbitrary<string>>> = {
  semver: written(triple, ['-', '.', '+']),
  go: written(fc.oneof(triple, fc.constant('v1'), fc.constant('go1.21')), ['-', '.', '+', '']),
  pub: written(triple, ['-', '.', '+']),
  nuget: written(plain, ['-', '.', '+']),
  pep440: written(fc.oneof(plain, number, fc.constant('1!1')), ['', '.', '-', '+', '_']),
  maven: written(number, ['.', '-', '']),
  dpkg: written(fc.oneof(number, fc.constant('1:1'), plain), ['.', '-', '~', '+', '', '~~']),
  rpm: written(fc.oneof(number, fc.constant('1:1'), plain), ['.', '-', '~', '^', '', '_', '+']),
  apk: written(fc.oneof(number, plain), ['_', '.', '', '-r']),
  rubygems: written(number, ['.', '-', '']),
  composer: written(plain, ['-', '.', '', '_']),
  dotted: plain,
  pvp: plain,
  r: fc.array(fc.nat({ max: 12 }), { minLength: 2, maxLength: 4 }).map((parts) => parts.join('-')),
}

/** Versions that a scheme reads; most are odd, as no people write them: that is where orders break. */
export function versionsOf(scheme: Reading): fc.Arbitrary<string> {
  const shape = shapes[scheme.name]
  if (shape === undefined) throw new Error(`no versions to try ${scheme.name} with`)
  return shape.filter((version) => scheme.problem(version) === undefined)
}
