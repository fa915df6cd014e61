import { z } from 'zod'
import { CveServicesFailed, type CveIdSeen } from '../../app/ports/index.ts'

/** What CVE Services' own schemas call for (schemas/cve-id, schemas/org), and we rely on. */
const cveId = z
  .object({
    cve_id: z.string().regex(/^CVE-\d{4}-\d{4,19}$/),
    state: z.enum(['AVAILABLE', 'RESERVED', 'PUBLISHED', 'REJECTED']),
    owning_cna: z.string().optional(),
    requested_by: z.object({ user: z.string().optional() }).optional(),
    reserved: z.string().optional(),
  })
  .transform(({ cve_id, state, owning_cna, requested_by, reserved }): CveIdSeen => ({
    id: cve_id,
    state,
    // Another organisation's reserved id: `[REDACTED]`.
    org: owning_cna ?? null,
    user: requested_by?.user ?? null,
    reserved: reserved ?? null,
  }))

export const answers = {
  quota: z
    .object({ id_quota: z.number(), total_reserved: z.number(), available: z.number() })
    .transform((one) => ({ quota: one.id_quota, reserved: one.total_reserved, available: one.available })),
  id: cveId,
  reserved: z.object({ cve_ids: z.array(cveId) }),
  page: z.object({ cve_ids: z.array(cveId), nextPage: z.number().int().nullish() }),
  record: z.object({ containers: z.object({ cna: z.record(z.string(), z.unknown()).optional() }) }),
}

/** Throws `CveServicesFailed` for an answer of another shape: it says nothing of what was done. */
export function answered<Shape>(schema: z.ZodType<Shape>, body: unknown): Shape {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new CveServicesFailed('unsure', 'strange_answer')
  return parsed.data
}
