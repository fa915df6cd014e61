import { z } from 'zod'
import { ssvcTableNames } from '../scoring/index.ts'
import { duration, listOf, part, severityClass, shortProse, span, told } from './parts.ts'

const cvss = ['2.0', '3.0', '3.1', '4.0'] as const

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

const zone = z
  .string()
  .max(60)
  .refine(isZone, { error: 'must be an IANA time zone' })
  .meta({ description: 'IANA time zone', examples: ['UTC', 'Europe/Berlin'] })

function isZone(text: string): boolean {
  try {
    Temporal.Instant.from('2026-01-01T00:00:00Z').toZonedDateTimeISO(text)
    return true
  } catch {
    return false
  }
}

/** V1–V8. */
export const development = z.strictObject({
  severity: part('V1', 'How bad it is', {
    versions: listOf(z.enum(cvss), 0).meta({
      description: 'CVSS versions that may be used; an empty list where only the class counts',
      examples: [['3.1', '4.0']],
    }),
    ssvc: listOf(z.enum(ssvcTableNames), 0)
      .optional()
      .meta({
        description: 'Tables of SSVC that decisions are recorded by; left out: any of them',
        examples: [['supplier']],
      }),
    preferred: z.enum([...cvss, 'none']).meta({ description: 'The calculator that opens first', examples: ['3.1'] }),
    decides: z.literal('committee').meta({ description: 'Who makes the final call' }),
    classMayDiffer: z.literal('with-reason').meta({ description: 'The class may differ from the score' }),
  }),
  cve: part('V2', 'The CVE id', {
    from: listOf(z.enum(['cna', 'github', 'mitre']), 1).meta({
      description: 'Where ids come from, the usual way first',
    }),
    form: z
      .url({ protocol: /^https$/, error: 'must be an https address' })
      .optional()
      .meta({ description: 'The form for a request to MITRE', examples: ['https://cveform.mitre.org/'] }),
  }),
  advisory: part('V3', 'The advisory', {
    where: shortProse.meta({ description: 'Where it is created', examples: ['affected repository'] }),
  }),
  collaborators: part('V4', 'Who works on the advisory', {
    are: z.literal('fix-team').meta({ description: 'Its collaborators' }),
  }),
  workspace: part('V5', 'Where the fix is made', {
    kind: shortProse.meta({
      description: 'The kind of private workspace; the next step says so',
      examples: ['private temporary fork'],
    }),
    semiPublicBelow: z
      .number()
      .min(0.1)
      .max(10)
      .optional()
      .meta({
        description:
          'Under this score the fix may be made in public, saying nothing of security; the next step says so',
        examples: [7.0],
      }),
    checks: z
      .enum(['local', 'hosted'])
      .optional()
      .meta({ description: told('Whether its checks run on people’s own machines or at the forge') }),
  }),
  conversation: part('V6', 'Where the case is discussed', {
    only: z.literal('case-thread').meta({ description: 'The one place; notifications carry no embargoed word' }),
  }),
  complete: part('V7', 'Saying that the fix is complete', {
    tells: z.literal('committee').meta({ description: 'Whom the fix team tells' }),
    means: shortProse.optional().meta({
      description: 'What complete means; the next step says so',
      examples: ['maintainers approved every commit'],
    }),
  }),
  releaseDay: part('V8', 'The agreed release day', {
    agree: z
      .tuple([z.literal('fix-team'), z.literal('committee')])
      .meta({ description: 'Who agrees on it: both', examples: [['fix-team', 'committee']] }),
    time: z
      .string()
      .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, { error: 'must be a time of day' })
      .meta({ description: 'Recommended time of day', examples: ['16:00'] }),
    zone: zone.meta({ description: 'Time zone of that time', examples: ['UTC'] }),
    weekdays: listOf(z.enum(weekdays), 1).meta({
      description: 'Recommended weekdays',
      examples: [['monday', 'tuesday', 'wednesday', 'thursday']],
    }),
    grace: duration.meta({
      description: 'An agreed instant is nobody’s to anticipate: done within this long after it counts as on time',
      examples: ['PT1H'],
    }),
    regular: z
      .strictObject({
        every: span.meta({ description: 'Regular releases come this often', examples: ['P8W'] }),
        extraFrom: severityClass.meta({
          description: 'From this severity on there is a release of its own; below, the fix waits for the next one',
          examples: ['high'],
        }),
      })
      .optional()
      .meta({ description: 'Regular releases; the next step says whether this fix waits for one' }),
    showIn: listOf(zone, 0).meta({ description: 'Zones the time is also shown in', examples: [['Europe/Berlin']] }),
  }),
})
