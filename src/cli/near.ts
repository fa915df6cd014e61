/** Names that someone may have meant, the nearest first: at most a third of the letters differ. */
export function near(word: string, names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, far: name.startsWith(word) ? 0 : distance(word, name) }))
    .filter(({ name, far }) => far <= Math.max(1, Math.floor(Math.max(word.length, name.length) / 3)))
    .sort((one, other) => one.far - other.far || one.name.localeCompare(other.name))
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Levenshtein's distance, with neighbours that changed places counted once (optimal string alignment). */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1]
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row[j] = Math.min(
        (rows[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Infinity,
      )
    }
    rows.push(row)
  }
  return rows[one.length]?.[other.length] ?? 0
}
