import { byKeys, schemeOf, type Key } from './scheme.ts'

/** Gem::Version (rubygems.org, lib/rubygems/version.rb): a hyphen stands for `.pre.`. */
const form = /^\d+(?:\.[0-9A-Za-z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/

export const rubygems = schemeOf({
  name: 'rubygems',
  rule: 'RubyGems: parts from left to right; a part with letters makes a pre-release and comes before every number; trailing zeros do not count.',
  wants: 'a RubyGems version such as 1.4.2 or 1.4.0.rc1',
  read(version) {
    if (!form.test(version)) return undefined
    const parts = version.replaceAll('-', '.pre.').match(/\d+|[a-z]+/gi) ?? []
    const word = parts.findIndex((part) => !/^\d/.test(part))
    const cut = word === -1 ? parts.length : word
    return [...withoutZeros(parts.slice(0, cut)), ...withoutZeros(parts.slice(cut))].map((part): Key =>
      /^\d/.test(part) ? [1, BigInt(part)] : [0, part],
    )
  },
  compare: byKeys([1, 0n]),
})

/** Gem::Version#canonical_segments drops zeros at the end of the numbers, and at the end of the pre-release. */
function withoutZeros(parts: readonly string[]): readonly string[] {
  return parts.slice(0, parts.findLastIndex((part) => !/^0+$/.test(part)) + 1)
}
