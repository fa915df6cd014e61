import { z } from 'zod'
import { creditTypes, referenceTypes } from '../../document.ts'
import { address, check, isInstant, list, matching, purl } from '../parts.ts'
import { isEcosystem, isOsvId } from './names.ts'
import { OsvSeverity } from './severity.ts'

/** The version of the OSV schema that records are written for. */
export const osvSchemaVersion = '1.7.4'

const free = z.record(z.string(), z.json())

const instant = check(
  z.string(),
  'bad_time',
  'must be a time in UTC such as 2026-01-31T16:00:00Z',
  (value) => value.endsWith('Z') && isInstant(value),
)

const eventNames = ['introduced', 'fixed', 'last_affected', 'limit'] as const
const commit = /^(?:0|[a-f0-9]{40}|[a-f0-9]{64})$/

const event = z
  .strictObject({
    introduced: z.string().exactOptional(),
    fixed: z.string().exactOptional(),
    last_affected: z.string().exactOptional(),
    limit: z.string().exactOptional(),
  })
  .refine((one) => Object.keys(one).length === 1, { error: `must have just one of ${eventNames.join(', ')}` })
export type OsvEvent = z.infer<typeof event>

const OsvRange = z
  .strictObject({
    type: z.enum(['SEMVER', 'ECOSYSTEM', 'GIT']),
    repo: z.string().exactOptional(),
    events: list(event),
    database_specific: free.exactOptional(),
  })
  .superRefine((range, context) => {
    const wrong = (path: (string | number)[], message: string, code: string) =>
      context.addIssue({ code: 'custom', path, message, params: { code } })
    const has = (name: keyof OsvEvent) => range.events.some((one) => one[name] !== undefined)
    if (!has('introduced')) wrong(['events'], 'must have an introduced event', 'missing_field')
    if (has('fixed') && has('last_affected')) {
      wrong(['events'], 'fixed and last_affected exclude each other', 'contradiction')
    }
    if (range.type !== 'GIT') return
    if (range.repo === undefined) wrong(['repo'], 'must be there: git ranges name their repository', 'missing_field')
    range.events.forEach((one, index) => {
      const [name = '', value = ''] = Object.entries(one)[0] ?? []
      if (!commit.test(value)) wrong(['events', index, name], 'must be a whole commit id, or 0', 'wrong_value')
    })
  })
export type OsvRange = z.infer<typeof OsvRange>

const OsvAffected = z.strictObject({
  package: z
    .strictObject({
      ecosystem: check(z.string(), 'wrong_value', 'must be an ecosystem that OSV knows', isEcosystem),
      name: z.string(),
      purl: purl.exactOptional(),
    })
    .exactOptional(),
  severity: z.array(OsvSeverity).nullable().exactOptional(),
  ranges: z.array(OsvRange).exactOptional(),
  versions: z.array(z.string()).exactOptional(),
  ecosystem_specific: free.exactOptional(),
  database_specific: free.exactOptional(),
})
export type OsvAffected = z.infer<typeof OsvAffected>

/**
 * An OSV record (https://ossf.github.io/osv-schema/, 1.7). What passes here passes the official schema, which the
 * tests compare; where this one is stricter is listed in `strictness.ts`.
 */
export const OsvRecord = z
  .strictObject({
    schema_version: matching(
      /^1\.[0-9]+\.[0-9]+$/,
      'must be a version 1 of the OSV schema',
      'unknown_version',
    ).exactOptional(),
    id: check(z.string(), 'bad_id', 'must be the id of a database that OSV knows, or begin with x_', isOsvId),
    modified: instant,
    published: instant.exactOptional(),
    withdrawn: instant.exactOptional(),
    aliases: z.array(z.string()).nullable().exactOptional(),
    related: z.array(z.string()).exactOptional(),
    upstream: z.array(z.string()).exactOptional(),
    summary: z.string().exactOptional(),
    details: z.string().exactOptional(),
    severity: z.array(OsvSeverity).nullable().exactOptional(),
    affected: z.array(OsvAffected).nullable().exactOptional(),
    references: z
      .array(z.strictObject({ type: z.enum([...referenceTypes, 'INTRODUCED']), url: address() }))
      .nullable()
      .exactOptional(),
    credits: z
      .array(
        z.strictObject({
          name: z.string(),
          contact: z.array(z.string()).exactOptional(),
          type: z.enum(creditTypes).exactOptional(),
        }),
      )
      .exactOptional(),
    database_specific: free.exactOptional(),
  })
  .superRefine((record, context) => {
    if (record.severity === undefined) return
    record.affected?.forEach(({ severity }, index) => {
      if (severity === undefined || severity === null) return
      const message = 'severity stands with the record or with its packages, not with both'
      context.addIssue({
        code: 'custom',
        path: ['affected', index, 'severity'],
        message,
        params: { code: 'contradiction' },
      })
    })
  })
export type OsvRecord = z.infer<typeof OsvRecord>
