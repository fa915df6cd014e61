import { canonical, isList, isObject, type Json } from '../kernel/index.ts'
import { align } from './alignment.ts'
import type { AdvisoryDocument } from './document.ts'

export interface ChangedLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

export interface Change {
  /** `summary`, `affected[0].package.name`; a removed entry is counted in the older list, any other in the newer. */
  readonly path: string
  /** `null` where there was nothing. */
  readonly before: Json
  /** `null` where nothing is left. */
  readonly after: Json
  /** Line by line, where either text has several lines. */
  readonly lines?: readonly ChangedLine[]
}

/** What differs between two revisions of an advisory (V3), in the document's order; empty when nothing does. */
export function changes(before: AdvisoryDocument, after: AdvisoryDocument): Change[] {
  return differences('', before, after)
}

/** The steps from one text to the other, line by line. */
export function lineChanges(before: string, after: string): ChangedLine[] {
  const old = before === '' ? [] : before.split('\n')
  const now = after === '' ? [] : after.split('\n')
  return align(old, now).map((step) => ({
    kind: step.kind,
    text: (step.kind === 'added' ? now[step.after] : old[step.before]) ?? '',
  }))
}

function differences(path: string, before: Json, after: Json): Change[] {
  if (isList(before) && isList(after)) return listDifferences(path, before, after)
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return names.flatMap((name) =>
      differences(path === '' ? name : `${path}.${name}`, before[name] ?? null, after[name] ?? null),
    )
  }
  if (canonical(before) === canonical(after)) return []
  return [change(path, before, after)]
}

/** Entries that differ are paired in order, so that an edited entry shows as edited rather than as another one. */
function listDifferences(path: string, before: readonly Json[], after: readonly Json[]): Change[] {
  const found: Change[] = []
  let removed: number[] = []
  let added: number[] = []
  const close = () => {
    const pairs = Math.min(removed.length, added.length)
    removed.forEach((old, nth) => {
      const now = nth < pairs ? added[nth] : undefined
      if (now === undefined) found.push(change(`${path}[${old}]`, before[old] ?? null, null))
      else found.push(...differences(`${path}[${now}]`, before[old] ?? null, after[now] ?? null))
    })
    for (const now of added.slice(pairs)) found.push(change(`${path}[${now}]`, null, after[now] ?? null))
    removed = []
    added = []
  }
  for (const step of align(before.map(canonical), after.map(canonical))) {
    if (step.kind === 'same') close()
    else if (step.kind === 'removed') removed.push(step.before)
    else added.push(step.after)
  }
  close()
  return found
}

function change(path: string, before: Json, after: Json): Change {
  const texts = [before, after].filter((value) => typeof value === 'string')
  if (!texts.some((text) => text.includes('\n'))) return { path, before, after }
  const [old, now] = [before, after].map((value) => (typeof value === 'string' ? value : ''))
  return { path, before, after, lines: lineChanges(old ?? '', now ?? '') }
}
