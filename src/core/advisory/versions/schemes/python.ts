import { compare, valid } from '@renovatebot/pep440'
import { byKeys, schemeOf, type Key } from './scheme.ts'

interface Read {
  readonly open: string
  readonly local: readonly Key[]
}

const compareLocal = byKeys([-1])

/**
 * PEP 440. The library compares the public part; the local one (after `+`) is compared here, because there the library
 * takes `1e5` for a number, and short commit ids look like that. Numbers beyond 2^53 would be rounded: not read.
 */
export const python = schemeOf<Read>({
  name: 'pep440',
  rule: 'PEP 440: 1.0.dev1 before 1.0a1, 1.0b1, 1.0rc1, 1.0, 1.0.post1; trailing zeros do not count; 1.0+local comes after 1.0.',
  wants: 'a PEP 440 version such as 1.4.2, 1.4rc1 or 1.4.post1',
  read(version) {
    if (valid(version) === null) return undefined
    const [open = '', local] = version.toLowerCase().split('+')
    if ((open.match(/\d+/g) ?? []).some((digits) => Number(digits) > Number.MAX_SAFE_INTEGER)) return undefined
    return { open, local: local === undefined ? [] : local.split(/[._-]/).map(localKey) }
  },
  compare: (one, other) => compare(one.open, other.open) || compareLocal(one.local, other.local),
})

/** PEP 440, "Local version identifiers": numbers come after words, longer lists after shorter ones. */
function localKey(part: string): Key {
  return /^\d+$/.test(part) ? [1, BigInt(part)] : [0, part]
}
