import { nearest } from '../core/kernel/index.ts'

/** Up to three names that someone may have meant: those that begin with the word, then the nearest. */
export function near(word: string, names: readonly string[]): readonly string[] {
  const meant = names.filter((name) => name.startsWith(word)).slice(0, 3)
  while (meant.length < 3) {
    const next = nearest(
      word,
      names.filter((name) => !meant.includes(name)),
    )
    if (next === undefined) break
    meant.push(next)
  }
  return meant
}
