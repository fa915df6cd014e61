import { byKeys, schemeOf, type Key } from './scheme.ts'

function numbers(version: string, separator: RegExp): readonly Key[] {
  return version.split(separator).map((digits): Key => [BigInt(digits)])
}

/** Where no rule of the ecosystem is known: plain numbers compare, and nothing else is guessed at. */
export const dotted = schemeOf({
  name: 'dotted',
  rule: 'Numbers between points, from left to right, missing ones are 0; for anything else this ecosystem has no order that is known here.',
  wants: 'numbers between points, and for anything else this ecosystem has no order that is known here',
  read: (version) => (/^v?\d+(?:\.\d+)*$/.test(version) ? numbers(version.replace(/^v/, ''), /\./) : undefined),
  compare: byKeys([0n]),
})

/** Haskell's PVP and Data.Version: 1.0 comes before 1.0.0. */
export const haskell = schemeOf({
  name: 'pvp',
  rule: 'Haskell’s PVP: numbers between points, from left to right; what goes on longer is newer.',
  wants: 'a version of numbers between points such as 1.4.2',
  read: (version) => (/^\d+(?:\.\d+)*$/.test(version) ? numbers(version, /\./) : undefined),
  compare: byKeys([-1n]),
})

/** R's package_version: numbers between points or hyphens, at least two. */
export const cran = schemeOf({
  name: 'r',
  rule: 'R: numbers between points or hyphens, from left to right; what goes on longer is newer.',
  wants: 'a version of an R package such as 1.4-2',
  read: (version) => (/^\d+(?:[.-]\d+)+$/.test(version) ? numbers(version, /[.-]/) : undefined),
  compare: byKeys([-1n]),
})
