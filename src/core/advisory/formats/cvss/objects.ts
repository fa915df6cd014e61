import { z } from 'zod'
import type { Version } from '../../../scoring/index.ts'
import { check, vectorIn } from '../parts.ts'
import { metrics2, metrics3, metrics4 } from './metrics.ts'

const tenths = check(z.number(), 'wrong_score', 'must be a score from 0 to 10 with at most one decimal', (score) => {
  return score >= 0 && score <= 10 && /^\d+(?:\.\d)?$/.test(String(score))
})
const severity = z.enum(['NONE', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'])

/** The scores that go with each class from CVSS 3.0 on, from its lowest up. */
const bands: readonly (readonly [severity: string, least: number])[] = [
  ['CRITICAL', 9],
  ['HIGH', 7],
  ['MEDIUM', 4],
  ['LOW', 0.1],
  ['NONE', 0],
]

function choices(metrics: Readonly<Record<string, readonly string[]>>) {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, values]) => [name, z.enum(values as [string, ...string[]]).exactOptional()]),
  )
}

/** A score and a class of one name, both or neither or one of them: together they have to fit. */
function scores(...names: string[]) {
  return Object.fromEntries(
    names.flatMap((name) => [
      [`${name}Score`, tenths.exactOptional()],
      [`${name}Severity`, severity.exactOptional()],
    ]),
  )
}

function fitting<Kind extends z.ZodType<object>>(kind: Kind) {
  return kind.superRefine((object, context) => {
    const fields = object as Record<string, unknown>
    for (const name of ['base', 'temporal', 'threat', 'environmental']) {
      const [score, given] = [fields[`${name}Score`], fields[`${name}Severity`]]
      if (typeof score !== 'number' || given === undefined) continue
      const [right] = bands.find(([, least]) => score >= least) ?? []
      if (right === given) continue
      const message = `must be ${right} for a score of ${score}`
      context.addIssue({ code: 'custom', path: [`${name}Severity`], message, params: { code: 'wrong_score' } })
    }
  })
}

function common<Of extends Version>(version: Of) {
  return { version: z.literal(version), vectorString: vectorIn(version), baseScore: tenths }
}

export const Cvss2 = z.strictObject({
  ...common('2.0'),
  ...choices(metrics2),
  temporalScore: tenths.exactOptional(),
  environmentalScore: tenths.exactOptional(),
})

function three(version: '3.0' | '3.1') {
  return fitting(
    z.strictObject({
      ...scores('temporal', 'environmental'),
      ...choices(metrics3),
      ...common(version),
      baseSeverity: severity,
    }),
  )
}
export const Cvss30 = three('3.0')
export const Cvss31 = three('3.1')

/** CVE's schema has no scores of the threat and environmental groups; FIRST's has. */
export function cvss4(flavour: 'cve' | 'first') {
  const more = flavour === 'first' ? scores('threat', 'environmental') : {}
  const metrics = choices(metrics4(flavour === 'cve' ? 'NONE' : 'NEGLIGIBLE'))
  return fitting(z.strictObject({ ...more, ...metrics, ...common('4.0'), baseSeverity: severity }))
}
