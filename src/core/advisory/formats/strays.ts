import type { Json } from '../../kernel/index.ts'
import type { RecordFormat } from './format.ts'
import { pointerTo } from './losses.ts'
import { parentOf, problem, problemsOf, type Problem } from './problems.ts'

/** A record, looked through. */
export interface Sifted {
  /** Without the strays. */
  readonly known: Json
  /** Fields that the format does not know, where its official schema lets anything stand: told, and no reason to refuse. */
  readonly strays: readonly Problem[]
  /** What is wrong; empty where nothing is. */
  readonly problems: readonly Problem[]
}

/** What is still unknown after so many rounds stood in ever other forms of a union: nobody writes such records. */
const mostRounds = 10

/**
 * Holds a record against its schema, which is strict, so that no field goes unseen. One stray hides what else is wrong
 * around it, so the record is looked at again without those that were found.
 */
export function sift(format: RecordFormat, record: Json): Sifted {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    return { known: record, strays: [], problems: [problem('wrong_type', '', 'A record is a JSON object.')] }
  }
  const strays: Problem[] = []
  let known: Json = record
  for (let round = 1; ; round += 1) {
    const parsed = format.schema.safeParse(known, { reportInput: true })
    if (parsed.success) return { known, strays, problems: [] }
    const problems = problemsOf(parsed.error.issues)
    const more = problems.filter(
      ({ code, pointer }) => code === 'unknown_field' && format.isOpen(parentOf(pointer), record),
    )
    if (more.length === 0 || round === mostRounds) return { known, strays, problems }
    strays.push(...more)
    known = leftWithout(known, new Set(more.map(({ pointer }) => pointer)))
  }
}

function leftWithout(value: Json, gone: ReadonlySet<string>, at = ''): Json {
  if (typeof value !== 'object' || value === null) return value
  const left = (name: string | number, member: Json) => leftWithout(member, gone, pointerTo(at, name))
  if (Array.isArray(value)) return value.map((entry: Json, index) => left(index, entry))
  const members = Object.entries(value).filter(([name]) => !gone.has(pointerTo(at, name)))
  return Object.fromEntries(members.map(([name, member]) => [name, member === undefined ? member : left(name, member)]))
}
