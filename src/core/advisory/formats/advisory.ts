import { z } from 'zod'
import { line } from '../../kernel/index.ts'
import { AdvisoryDocument } from '../document.ts'
import { webAddress } from '../fields.ts'

export const cveId = z.string().regex(/^CVE-[0-9]{4}-[0-9]{4,19}$/, { error: 'a CVE id such as CVE-2026-10001' })

const uuid4 = /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-4[0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/
export const uuid = z.string().regex(uuid4, { error: 'a version 4 UUID, as CVE Services gives to each organisation' })

/** RFC 3339 with any offset; kept in UTC, so that the same instant is always the same text. */
const instant = z.iso
  .datetime({ offset: true, error: 'a time such as 2026-01-31T16:00:00Z' })
  .overwrite((time) => Temporal.Instant.from(time).toString())

export const severityTypes = ['CVSS_V2', 'CVSS_V3', 'CVSS_V4', 'Ubuntu'] as const

export const Publisher = z.strictObject({ name: line(200), namespace: webAddress })
export type Publisher = z.infer<typeof Publisher>

/**
 * An advisory as it is issued: the case's document, and what formats say beside it. Every format is written from
 * this and read into it; each keeps less of it than the whole, and says what it does not keep.
 */
export const Advisory = z.strictObject({
  /** Its id in the database that issues it. */
  id: line(200),
  modified: instant,
  published: instant.exactOptional(),
  withdrawn: instant.exactOptional(),
  cve: cveId.exactOptional(),
  /** Vectors, usually one per version of CVSS. */
  severity: z.array(z.strictObject({ type: z.enum(severityTypes), score: line(500) })).max(20),
  publisher: Publisher.exactOptional(),
  /** The numbering authority, where it has a CVE id. */
  cna: z.strictObject({ orgId: uuid, shortName: line(32).min(2).exactOptional() }).exactOptional(),
  /** How often it was issued, from 1. */
  revision: z.number().int().min(1).max(1_000_000).exactOptional(),
  document: AdvisoryDocument,
})
export type Advisory = z.infer<typeof Advisory>
