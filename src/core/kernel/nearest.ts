/**
 * The known name that was probably meant, or undefined when none is near. Case, hyphens and underscores do not count;
 * at most a third of the letters may differ.
 */
export function nearest(written: string, known: readonly string[]): string | undefined {
  if (written.length > 60) return undefined
  const target = folded(written)
  let best: { name: string; distance: number } | undefined
  for (const name of known) {
    const candidate = folded(name)
    const distance = editDistance(target, candidate)
    const allowed = Math.max(1, Math.floor(Math.max(target.length, candidate.length) / 3))
    if (distance <= allowed && (best === undefined || distance < best.distance)) best = { name, distance }
  }
  return best?.name
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '')
}

/** Optimal string alignment: insertions, deletions, replacements, and neighbours exchanged. */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      const steps = [
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
      ]
      current.push(Math.min(...steps))
    }
    before = above
    above = current
  }
  return above[b.length] ?? 0
}
