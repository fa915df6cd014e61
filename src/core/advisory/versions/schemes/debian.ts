import { byKeys, schemeOf, type Key } from './scheme.ts'

/** Debian Policy 5.6.12: `[epoch:]upstream[-revision]`; a missing epoch or revision is 0. */
const form = /^(?:(\d+):)?(\d[A-Za-z0-9.+~:-]*?)(?:-([A-Za-z0-9.+~]+))?$/
const compareParts = byKeys([0])

type Read = readonly [epoch: readonly Key[], upstream: readonly Key[], revision: readonly Key[]]

export const debian = schemeOf<Read>({
  name: 'dpkg',
  rule: 'Debian: epoch, upstream version, revision; letters come before other signs, and a tilde before everything, even the end.',
  wants: 'a Debian version such as 1:1.4.2-1',
  read(version) {
    const [, epoch, upstream, revision = ''] = form.exec(version) ?? []
    if (upstream === undefined || (epoch === undefined && upstream.includes(':'))) return undefined
    // What follows the last hyphen is the revision, and dpkg takes no empty one, nor one with a colon.
    if (revision === '' && upstream.includes('-')) return undefined
    return [[[BigInt(epoch ?? '0')]], partKeys(upstream), partKeys(revision)]
  },
  compare: (one, other) =>
    compareParts(one[0], other[0]) || compareParts(one[1], other[1]) || compareParts(one[2], other[2]),
})

/**
 * Letters and signs one by one, then a 0 for their end, then the number, and so on: what ends goes on with 0, before
 * which only a tilde comes.
 */
function partKeys(part: string): readonly Key[] {
  return [...part.matchAll(/(\D*)(\d*)/g)].flatMap(([whole, signs = '', digits = '']): Key[] =>
    whole === '' ? [] : [...[...signs].map(signKey), [0], [BigInt(digits === '' ? '0' : digits)]],
  )
}

function signKey(sign: string): Key {
  if (sign === '~') return [-1]
  const code = sign.codePointAt(0) ?? 0
  return [/[A-Za-z]/.test(sign) ? code : code + 256]
}
