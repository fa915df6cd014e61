/**
 * How text becomes what can be searched: the same for what is indexed and for what somebody types. Marks and case are
 * folded (NFKD), so that `Müller` is found as `muller`.
 */
export function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** Runs of letters and digits, in order, folded. */
export function wordsIn(text: string): readonly string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Lengths of the beginnings that are kept of a word; what somebody types is cut to the next shorter one. */
const beginningLengths = [3, 4, 5, 6, 8] as const

export function beginningsOf(word: string): readonly string[] {
  const letters = [...word]
  return beginningLengths
    .filter((length) => length <= letters.length)
    .map((length) => letters.slice(0, length).join(''))
}

/** What a typed beginning is looked up as; `undefined` below three letters. Longer words are told apart by eight. */
export function beginningFor(typed: string): string | undefined {
  return beginningsOf(typed).at(-1)
}

const vowel = /[aeiouy]/

/**
 * A light stem of an English word: `signed`, `signing` and `signs` are found by `sign`. Endings of grammar only (after
 * D. Harman, How effective is suffixing?, JASIS 42(1), 1991, extended by -ed and -ing): words of another meaning stay
 * apart. Anything else stays as it is.
 */
export function stemOf(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  return bare(withoutPlural(word))
}

function withoutPlural(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.endsWith('sses')) return word.slice(0, -2)
  return /(?:ss|us|is)$/.test(word) || !word.endsWith('s') ? word : word.slice(0, -1)
}

/** Without the verb's ending, a doubled consonant before it (`stopped`), and the silent e that it hides (`caching`). */
function bare(word: string): string {
  const [, stem] = /^(\w{2,})(?:ing|(?<!e)ed)$/.exec(word) ?? []
  const ended = stem !== undefined && stem.length > 2 && vowel.test(stem) ? stem : word
  const single = ended.replace(/([b-df-hj-np-rtv-z])\1$/, '$1')
  const silent = single.length > 3 && single.endsWith('e') ? single.slice(0, -1) : single
  return silent.length > 2 && silent.endsWith('i') ? `${silent.slice(0, -1)}y` : silent
}
