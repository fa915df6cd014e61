import { byKeys, schemeOf, type Key } from './scheme.ts'

const compareParts = byKeys([0])

interface Read {
  readonly epoch: readonly Key[]
  readonly version: readonly Key[]
  readonly release: readonly Key[] | undefined
}

function compareVersions(one: Read, other: Read): number {
  return compareParts(one.epoch, other.epoch) || compareParts(one.version, other.version)
}

/** https://rpm-software-management.github.io/rpm/man/rpm-version.7: `[epoch:]version[-release]`. */
export const rpm = schemeOf<Read>({
  name: 'rpm',
  rule: 'RPM: epoch, version, release; numbers come after words, a tilde before everything, a caret after the end but before the rest.',
  wants: 'an RPM version such as 1:1.4.2-3.el9',
  read(text) {
    const [, epoch = '0', version, release] = /^(?:(\d+):)?([^\s:-]+)(?:-([^\s:-]+))?$/.exec(text) ?? []
    if (version === undefined) return undefined
    const parts = { epoch: [[BigInt(epoch)]], version: segments(version) }
    return { ...parts, release: release === undefined ? undefined : segments(release) }
  },
  compare: (one, other) => compareVersions(one, other) || compareParts(one.release ?? [], other.release ?? []),
  blurred(one, other) {
    const missing = (one.release === undefined) !== (other.release === undefined)
    return missing && compareVersions(one, other) === 0 ? 'their releases decide, and one of them has none' : undefined
  },
})

/** As `rpmvercmp` walks: runs of digits and of ASCII letters; other signs only separate. */
function segments(text: string): readonly Key[] {
  return (text.match(/\d+|[A-Za-z]+|~|\^/g) ?? []).map((segment): Key => {
    if (segment === '~') return [-1]
    if (segment === '^') return [1]
    return /^\d/.test(segment) ? [3, BigInt(segment)] : [2, segment]
  })
}
