import { canonical, isList, isObject, type Json } from '../../kernel/index.ts'
import { align } from '../alignment.ts'

/** One place where a format does not keep what it was given. */
export interface Loss {
  /** RFC 6901, into the advisory when writing, into the record when reading. */
  readonly pointer: string
  readonly says: string
  /** What stands there after reading the written record again; left out: nothing does. */
  readonly becomes?: Json
}

export type Difference = Omit<Loss, 'says'>

export function pointerTo(at: string, name: string | number): string {
  return `${at}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** What has to be taken away from, or changed in, `before` to make `after` of it: see `without`. */
export function differences(before: Json, after: Json, at = ''): Difference[] {
  if (canonical(before) === canonical(after)) return []
  if (isList(before) && isList(after)) return listDifferences(before, after, at)
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return names.flatMap((name): Difference[] => {
      const [old, now, pointer] = [before[name], after[name], pointerTo(at, name)]
      if (now === undefined) return old === undefined ? [] : [{ pointer }]
      return old === undefined ? [{ pointer, becomes: now }] : differences(old, now, pointer)
    })
  }
  return [{ pointer: at, becomes: after }]
}

/** Entries keep their order, so what is gone and what is changed can be told by the older list's numbers. */
function listDifferences(before: readonly Json[], after: readonly Json[], at: string): Difference[] {
  const found: Difference[] = []
  let removed: number[] = []
  let added: number[] = []
  const close = (): boolean => {
    if (added.length > removed.length) return false
    removed.forEach((old, nth) => {
      const now = added[nth]
      const pointer = pointerTo(at, old)
      found.push(...(now === undefined ? [{ pointer }] : differences(before[old] ?? null, after[now] ?? null, pointer)))
    })
    removed = []
    added = []
    return true
  }
  for (const step of align(before.map(canonical), after.map(canonical))) {
    if (step.kind === 'removed') removed.push(step.before)
    else if (step.kind === 'added') added.push(step.after)
    else if (!close()) return [{ pointer: at, becomes: after }]
  }
  return close() ? found : [{ pointer: at, becomes: after }]
}

/** The value as it is after the losses: the law that every format is held to. */
export function without(value: Json, losses: readonly Difference[], at = ''): Json | undefined {
  const here = losses.find(({ pointer }) => pointer === at)
  if (here !== undefined) return here.becomes
  if (!losses.some(({ pointer }) => pointer.startsWith(`${at}/`))) return value
  if (isList(value)) {
    return value.flatMap((entry, index) => {
      const left = without(entry, losses, pointerTo(at, index))
      return left === undefined ? [] : [left]
    })
  }
  if (!isObject(value)) return value
  const names = new Set([...Object.keys(value), ...namesBelow(losses, at)])
  const left: Record<string, Json | undefined> = {}
  for (const name of names) {
    const pointer = pointerTo(at, name)
    const member = value[name]
    const kept = member === undefined ? losses.find((loss) => loss.pointer === pointer)?.becomes : undefined
    const next = member === undefined ? kept : without(member, losses, pointer)
    if (next !== undefined) left[name] = next
  }
  return left
}

function namesBelow(losses: readonly Difference[], at: string): string[] {
  return losses.flatMap(({ pointer }) => {
    const [name, ...deeper] = pointer.startsWith(`${at}/`) ? pointer.slice(at.length + 1).split('/') : []
    return name === undefined || deeper.length > 0 ? [] : [name.replaceAll('~1', '/').replaceAll('~0', '~')]
  })
}
