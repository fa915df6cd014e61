import type { Version } from '../../../scoring/index.ts'
import type { Advisory } from '../advisory.ts'
import { scored } from '../parts.ts'

export interface CvssObject {
  readonly version: Version
  readonly vectorString: string
  readonly baseScore: number
  readonly baseSeverity?: 'NONE' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL'
}

const types: Readonly<Record<Version, Advisory['severity'][number]['type']>> = {
  '2.0': 'CVSS_V2',
  '3.0': 'CVSS_V3',
  '3.1': 'CVSS_V3',
  '4.0': 'CVSS_V4',
}

const classes = ['NONE', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const
const least = [0, 0.1, 4, 7, 9] as const

/** The advisory's vectors as CVSS's JSON has them: those that are valid, the first of each version. */
export function cvssObjects(advisory: Advisory): CvssObject[] {
  const found = new Map<Version, CvssObject>()
  for (const { type, score } of advisory.severity) {
    const read = scored(score)
    if (read === undefined || types[read.version] !== type || found.has(read.version)) continue
    const baseScore = read.scores.base
    const baseSeverity = classes[least.findLastIndex((bound) => baseScore >= bound)] ?? 'NONE'
    found.set(read.version, {
      version: read.version,
      vectorString: score,
      baseScore,
      ...(read.version === '2.0' ? {} : { baseSeverity }),
    })
  }
  return [...found.values()]
}

/** A vector as the advisory keeps it. */
export function severityOf({ version, vectorString }: Pick<CvssObject, 'version' | 'vectorString'>) {
  return { type: types[version], score: vectorString }
}
