import { byKeys, schemeOf, type Key } from './scheme.ts'

/** apk-package(5): numbers, a letter, suffixes, the package's own revision. */
const form = /^(\d+(?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:-r(\d+))?$/
const before = ['alpha', 'beta', 'pre', 'rc']
const after = ['cvs', 'svn', 'git', 'hg', 'p']

export const alpine = schemeOf({
  name: 'apk',
  rule: 'Alpine’s apk: numbers, a letter, suffixes (_alpha, _beta, _pre and _rc before the release, _p after it), then -r.',
  wants: 'an Alpine version such as 1.4.2-r0',
  read(version) {
    const read = form.exec(version)
    if (read === null) return undefined
    const [, numbers = '', letter = '', suffixes = '', revision] = read
    return [
      ...numbers.split('.').map(numberKey),
      [-1],
      [letter],
      ...(suffixes.match(/[a-z]+\d*/g) ?? []).map(suffixKey),
      [0],
      [revision === undefined ? -1n : BigInt(revision)],
    ]
  },
  compare: byKeys([0]),
})

/** After the first point a leading zero makes it a fraction, compared as text, which comes before every whole number. */
function numberKey(digits: string, place: number): Key {
  return place > 0 && digits.startsWith('0') ? [0, digits] : [1, BigInt(digits)]
}

function suffixKey(suffix: string): Key {
  const [, name = '', digits = ''] = /^([a-z]+)(\d*)$/.exec(suffix) ?? []
  const number = BigInt(digits === '' ? '0' : digits)
  const place = before.indexOf(name)
  return place === -1 ? [after.indexOf(name) + 1, number] : [place - before.length, number]
}
