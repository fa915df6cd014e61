/**
 * A list that only grows, in chunks: adding copies one chunk, so that a committee's whole history folds in a time that
 * grows with its length alone.
 */
export type History<Item> = readonly (readonly Item[])[]

const chunk = 64

export function added<Item>(history: History<Item>, item: Item): History<Item> {
  const last = history.at(-1)
  if (last === undefined || last.length >= chunk) return [...history, [item]]
  return [...history.slice(0, -1), [...last, item]]
}

/** The newest first, at most so many. */
export function newest<Item>(history: History<Item>, most: number): readonly Item[] {
  const found: Item[] = []
  for (let at = history.length - 1; at >= 0 && found.length < most; at -= 1) {
    found.push(...(history[at] ?? []).toReversed().slice(0, most - found.length))
  }
  return found
}

export function inHistory<Item>(history: History<Item>, isIt: (item: Item) => boolean): Item | undefined {
  for (let at = history.length - 1; at >= 0; at -= 1) {
    const found = history[at]?.findLast(isIt)
    if (found !== undefined) return found
  }
  return undefined
}
