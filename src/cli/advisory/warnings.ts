import {
  problemsIn,
  readRecord,
  strayFields,
  type Advisory,
  type RecordFormat,
  type RecordProblem,
} from '../../core/advisory/index.ts'
import type { Json } from '../../core/kernel/index.ts'
import { isBadVector, parseVector } from '../../core/scoring/index.ts'

/** What makes no record invalid, as its official schema has it, and is hardly meant. */
export interface Warning extends Omit<RecordProblem, 'code'> {
  readonly code: string
  /** Where the pointer leads: into the record, or into the advisory that it reads as, as `advisory convert` has it. */
  readonly of: 'record' | 'advisory'
}

const ofRanges = /^(?:version_unreadable|range_|ranges_)/

/** Fields that the format does not know, vectors that have no score, ranges that contradict themselves or each other. */
export function warningsOn(format: RecordFormat, record: Json): readonly Warning[] {
  const { advisory } = readRecord(format, record)
  const ranges = problemsIn(advisory.document).filter(({ code }) => ofRanges.test(code))
  return [
    ...strayFields(format, record).map((stray) => ({ ...stray, of: 'record' as const })),
    ...withoutScore(advisory),
    ...ranges.map(({ code, field, says, instead }) => {
      const pointer = `/document/${field.replaceAll(/\[(\d+)\]/g, '/$1').replaceAll('.', '/')}`
      return {
        code,
        pointer,
        says: `${says.charAt(0).toUpperCase()}${says.slice(1)}.`,
        instead,
        of: 'advisory' as const,
      }
    }),
  ]
}

/** Leniently: order and case change no score. */
function withoutScore({ severity }: Advisory): Warning[] {
  return severity.flatMap(({ type, score }, index) => {
    const vector = type === 'Ubuntu' ? undefined : parseVector(score, { lenient: true })
    if (!isBadVector(vector)) return []
    const { says, instead } = vector
    return [{ code: 'bad_vector', pointer: `/severity/${index}/score`, says, instead, of: 'advisory' }]
  })
}
