import { z } from 'zod'
import { commit, draftedLine, packageUrl, semanticVersion, version, webAddress } from './fields.ts'

const ends = <Version extends z.ZodType<string>>(at: Version) => ({
  introduced: at.meta({ title: 'Introduced in', description: 'The first affected version; 0 for the very first' }),
  fixed: at.exactOptional().meta({ title: 'Fixed in', description: 'The first version that is no longer affected' }),
  lastAffected: at
    .exactOptional()
    .meta({ title: 'Last affected', description: 'The last affected version, where no fixed one is known' }),
})

/** One interval of affected versions. Without an end, everything from `introduced` on is affected. */
export const AffectedRange = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('SEMVER'), ...ends(semanticVersion) }),
    z.strictObject({ type: z.literal('ECOSYSTEM'), ...ends(version) }),
    z.strictObject({
      type: z.literal('GIT'),
      repo: webAddress.meta({ title: 'Repository', description: 'Where the commits are' }),
      ...ends(commit),
    }),
  ])
  .refine((range) => range.fixed === undefined || range.lastAffected === undefined, {
    error: 'a range ends with a fixed version or with the last affected one, not with both',
  })
  .meta({ title: 'Range', description: 'One interval of affected versions' })
export type AffectedRange = z.infer<typeof AffectedRange>

export const AffectedPackage = z
  .strictObject({
    package: z
      .strictObject({
        ecosystem: draftedLine(100)
          .default('')
          .meta({ title: 'Ecosystem', description: 'As OSV spells it: Go, npm, PyPI, crates.io, Maven…' }),
        name: draftedLine(300)
          .default('')
          .meta({ title: 'Package', description: 'The name under which users install it' }),
        purl: packageUrl.exactOptional().meta({ title: 'Package URL' }),
      })
      .meta({ title: 'Package' }),
    ranges: z
      .array(AffectedRange)
      .max(100, { error: 'at most 100 ranges' })
      .default([])
      .meta({ title: 'Ranges', description: 'A version in any of them is affected' }),
    versions: z
      .array(version)
      .max(5000, { error: 'at most 5000 versions' })
      .exactOptional()
      .meta({ title: 'Single versions', description: 'Affected versions one by one, beside the ranges' }),
  })
  .meta({ title: 'Affected package' })
export type AffectedPackage = z.infer<typeof AffectedPackage>
