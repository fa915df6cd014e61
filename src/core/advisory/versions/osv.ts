import { z } from 'zod'
import { osvPackages, type PackageVersions } from './events.ts'

const at = z.string().max(1000)
const event = z.union(
  [
    z.strictObject({ introduced: at }),
    z.strictObject({ fixed: at }),
    z.strictObject({ last_affected: at }),
    z.strictObject({ limit: at }),
  ],
  { error: 'an event says one of introduced, fixed, last_affected and limit' },
)

/** Of an OSV record only what says who is affected: other databases put much of their own around it. */
const record = z.object({
  affected: z
    .array(
      z.object({
        package: z.object({ ecosystem: at, name: at, purl: at.optional() }).optional(),
        ranges: z
          .array(
            z.object({
              type: z.enum(['SEMVER', 'ECOSYSTEM', 'GIT']),
              events: z.array(event).max(10_000),
            }),
          )
          .optional(),
        versions: z.array(at).optional(),
      }),
    )
    .max(10_000)
    .nullish(),
})

/** Reads who is affected out of an OSV record; `undefined` where it is not one, or cannot be read. */
export function readOsvPackages(value: unknown): readonly PackageVersions[] | undefined {
  const parsed = record.safeParse(value)
  return parsed.success ? osvPackages(parsed.data) : undefined
}
