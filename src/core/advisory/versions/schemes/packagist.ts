import { byKeys, schemeOf, type Key } from './scheme.ts'

/** https://getcomposer.org/doc/articles/versions.md and composer/semver's VersionParser: four numbers and a stability. */
const form =
  /^v?(\d{1,9})(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(?:[._-]?(stable|beta|b|rc|alpha|a|patch|pl|p)((?:[.-]?\d+(?:[.-]\d+)*)?))?([.-]?dev)?(?:\+\S*)?$/

const stability: Readonly<Record<string, Key>> = {
  a: [1],
  alpha: [1],
  b: [2],
  beta: [2],
  rc: [3],
  p: [5],
  pl: [5],
  patch: [5],
}

export const packagist = schemeOf({
  name: 'composer',
  rule: 'Composer: up to four numbers, missing ones are 0; dev, alpha, beta and RC come before the release, patch after it.',
  wants: 'a released Composer version such as 1.4.2 or 1.4.0-RC1 (branches such as dev-main have no order)',
  read(version) {
    const read = form.exec(version.toLowerCase())
    if (read === null) return undefined
    const [, ...parts] = read
    const [word = 'stable', digits = '', dev] = parts.slice(4)
    return [
      ...parts.slice(0, 4).map((part): Key => [4, BigInt(part ?? '0')]),
      ...(stability[word] === undefined ? [] : [stability[word]]),
      ...(digits.match(/\d+/g) ?? []).map((number): Key => [4, BigInt(number)]),
      ...(dev === undefined ? [] : [[0] as Key]),
    ]
  },
  // PHP's version_compare: what ends stands between RC and patch, before any number.
  compare: byKeys([4, -1n]),
})
