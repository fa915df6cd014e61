import { z } from 'zod'
import { creditTypes, referenceTypes } from '../document.ts'
import { commit } from '../fields.ts'
import { isEcosystem, isOsvId } from './osv-names.ts'
import { OsvSeverity } from './osv-severity.ts'

/** The version of the OSV schema that records are written for. */
export const osvSchemaVersion = '1.7.4'

const instant = z.iso.datetime({ error: 'a time in UTC such as 2026-01-31T16:00:00Z' })

/** RFC 3986, with a registered name or nothing as its authority; stricter than the schema's `format: uri`. */
const uri = z
  .string()
  .max(2000)
  .regex(
    /^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[A-Za-z0-9._~-]+(?::[0-9]{1,5})?(?:\/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?|[A-Za-z0-9._~!$&'()*+,;=:@-](?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$/,
    { error: 'not an address' },
  )

const free = z.record(z.string(), z.json())

const events = <Version extends z.ZodType<string>>(at: Version) =>
  z
    .array(
      z.union([
        z.strictObject({ introduced: at }),
        z.strictObject({ fixed: at }),
        z.strictObject({ last_affected: at }),
        z.strictObject({ limit: at }),
      ]),
    )
    .refine((list) => list.some((event) => 'introduced' in event), { error: 'no introduced event' })
    .refine((list) => !(list.some((event) => 'fixed' in event) && list.some((event) => 'last_affected' in event)), {
      error: 'fixed and last_affected exclude each other',
    })

const more = { database_specific: free.exactOptional() }
const OsvRange = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('SEMVER'), repo: z.string().exactOptional(), events: events(z.string()), ...more }),
  z.strictObject({
    type: z.literal('ECOSYSTEM'),
    repo: z.string().exactOptional(),
    events: events(z.string()),
    ...more,
  }),
  z.strictObject({ type: z.literal('GIT'), repo: z.string(), events: events(commit), ...more }),
])
export type OsvRange = z.infer<typeof OsvRange>

const OsvAffected = z.strictObject({
  package: z
    .strictObject({
      ecosystem: z.string().refine(isEcosystem, { error: 'not an ecosystem that OSV knows' }),
      name: z.string(),
      purl: z.string().exactOptional(),
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
 * An OSV record (schema 1.7), stricter than the official schema where that is silent: nothing unknown inside
 * parts, no address that isn't one. What passes here passes there; the tests compare the two.
 */
export const OsvRecord = z
  .strictObject({
    schema_version: z.string().exactOptional(),
    id: z.string().refine(isOsvId, { error: 'the id of a database that OSV knows, or one that begins with x_' }),
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
      .array(z.strictObject({ type: z.enum([...referenceTypes, 'INTRODUCED']), url: uri }))
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
  .refine((record) => record.severity === undefined || !(record.affected ?? []).some((part) => part.severity), {
    error: 'severity stands with the record or with its packages, not with both',
  })
export type OsvRecord = z.infer<typeof OsvRecord>
