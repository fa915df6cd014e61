/** One step of the way from one list to another; indexes are those of the list it stands in. */
export type Step =
  | { readonly kind: 'same'; readonly before: number; readonly after: number }
  | { readonly kind: 'removed'; readonly before: number }
  | { readonly kind: 'added'; readonly after: number }

/** The table has a cell per pair of entries; beyond this many, what differs is shown as replaced as a whole. */
const mostCells = 4_000_000

/** A longest common subsequence, as steps; within a changed stretch removals stand before additions. */
export function align(before: readonly string[], after: readonly string[]): Step[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let tail = 0
  const room = Math.min(before.length, after.length) - start
  while (tail < room && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  const steps: Step[] = []
  for (let index = 0; index < start; index += 1) steps.push({ kind: 'same', before: index, after: index })
  steps.push(...middle(before, after, start, before.length - tail, after.length - tail))
  for (let left = tail; left > 0; left -= 1) {
    steps.push({ kind: 'same', before: before.length - left, after: after.length - left })
  }
  return steps
}

function middle(
  before: readonly string[],
  after: readonly string[],
  start: number,
  endBefore: number,
  endAfter: number,
): Step[] {
  const rows = endBefore - start
  const columns = endAfter - start
  const width = columns + 1
  const whole = rows * columns > mostCells
  // lengths[r * width + c]: the longest common subsequence of what is left from row r and column c on
  const lengths = new Uint32Array(whole ? 0 : (rows + 1) * width)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = whole ? -1 : rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[start + row] === after[start + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const steps: Step[] = []
  let row = 0
  let column = 0
  while (row < rows || column < columns) {
    const both = row < rows && column < columns
    if (both && !whole && before[start + row] === after[start + column]) {
      steps.push({ kind: 'same', before: start + row, after: start + column })
      row += 1
      column += 1
    } else if (row < rows && (!both || at(row + 1, column) >= at(row, column + 1))) {
      steps.push({ kind: 'removed', before: start + row })
      row += 1
    } else {
      steps.push({ kind: 'added', after: start + column })
      column += 1
    }
  }
  return steps
}
