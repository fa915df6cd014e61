import { z } from 'zod'
import { Cvss2, Cvss30, Cvss31, cvss4 } from '../cvss/index.ts'
import { uuid } from '../advisory.ts'
import { address, check, cpe, cpe23, list, matching, notEmpty, purl, text } from '../parts.ts'

/** The pieces of CVE records (CVE JSON 5.1.1, https://github.com/CVEProject/cve-schema), smallest first. */
const distinct = { distinct: true }

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/

/** The official schema's pattern begins with 1900, and knows no 29th of February before 2000. */
export function isWithin(time: string): boolean {
  return /^(?:19|2\d)\d\d-/.test(time) && !/^19\d\d-02-29/.test(time)
}

/** Unlike elsewhere, the offset may be missing; UTC is meant then. */
export const timestamp = check(z.string(), 'bad_time', 'must be a time such as 2026-01-31T16:00:00Z', (time) => {
  if (!moment.test(time) || !isWithin(time) || time.includes(':60')) return false
  try {
    return instantOf(time) !== ''
  } catch {
    return false
  }
})

export function instantOf(time: string): string {
  return Temporal.Instant.from(/(?:Z|[+-]\d{2}:\d{2})$/.test(time) ? time : `${time}Z`).toString()
}

export const id = matching(/^CVE-[0-9]{4}-[0-9]{4,19}$/, 'must be a CVE id such as CVE-2026-10001', 'bad_id')
const language = matching(
  /^[A-Za-z]{2,4}(?:[_-][A-Za-z]{4})?(?:[_-](?:[A-Za-z]{2}|[0-9]{3}))?$/,
  'must be a language such as en',
)
const english = /^en(?:[_-][A-Za-z]{4})?(?:[_-](?:[A-Za-z]{2}|[0-9]{3}))?$/
const version = text(1024)
const status = z.enum(['affected', 'unaffected', 'unknown'])
const extension = matching(/^x_.*$/u, 'must be a tag that CVE knows, or begin with x_')

const referenceTags = [
  'broken-link',
  'customer-entitlement',
  'exploit',
  'government-resource',
  'issue-tracking',
  'mailing-list',
  'mitigation',
  'not-applicable',
  'patch',
  'permissions-required',
  'media-coverage',
  'product',
  'related',
  'release-notes',
  'signature',
  'technical-description',
  'third-party-advisory',
  'vendor-advisory',
  'vdb-entry',
]

/** One of the words, or an extension. */
export function tags(known: readonly string[]) {
  const tag = text(128).refine(
    (word) => known.includes(word) || (extension.safeParse(word).success && word.length >= 2),
    {
      error: 'must be a tag that CVE knows, or begin with x_',
    },
  )
  return list(tag, distinct)
}

const webAddress = check(address(), 'wrong_length', 'must have at most 2048 characters', (url) => url.length <= 2048)

export const references = list(
  z.strictObject({ url: webAddress, name: text(512).exactOptional(), tags: tags(referenceTags).exactOptional() }),
  { most: 512, distinct: true },
)

const described = z.strictObject({
  lang: language,
  value: text(4096),
  supportingMedia: list(
    z.strictObject({ type: text(256), base64: z.boolean().exactOptional(), value: text(16_384) }),
    distinct,
  ).exactOptional(),
})
export const descriptionsInAny = list(described, distinct)
export const descriptions = descriptionsInAny.refine((all) => all.some(({ lang }) => english.test(lang)), {
  error: 'must hold one in English',
})

const affectedVersion = z
  .strictObject({
    version,
    status,
    versionType: text(128).exactOptional(),
    lessThan: version.exactOptional(),
    lessThanOrEqual: version.exactOptional(),
    changes: list(z.strictObject({ at: version, status }), distinct).exactOptional(),
  })
  .superRefine((one, context) => {
    const wrong = (path: string, message: string, code: string) =>
      context.addIssue({ code: 'custom', path: [path], message, params: { code } })
    const [below, upTo] = [one.lessThan !== undefined, one.lessThanOrEqual !== undefined]
    if (below && upTo) wrong('lessThanOrEqual', 'lessThan and lessThanOrEqual exclude each other', 'contradiction')
    if (below || upTo) {
      if (one.versionType === undefined) wrong('versionType', 'must say how versions compare', 'missing_field')
    } else if (one.changes !== undefined) wrong('changes', 'only a range has changes', 'contradiction')
  })

export const affected = list(
  z
    .strictObject({
      vendor: text(512).exactOptional(),
      product: text(2048).exactOptional(),
      collectionURL: webAddress.exactOptional(),
      packageName: text(2048).exactOptional(),
      /** Of CVE JSON 5.2; older schemas let it pass. */
      packageURL: purl.exactOptional(),
      cpes: list(cpe, { least: 0, distinct: true }).exactOptional(),
      modules: list(text(4096), { least: 0, distinct: true }).exactOptional(),
      programFiles: list(text(1024), { least: 0, distinct: true }).exactOptional(),
      programRoutines: list(z.strictObject({ name: text(4096) }), { least: 0, distinct: true }).exactOptional(),
      platforms: list(text(1024, 0), distinct).exactOptional(),
      repo: webAddress.exactOptional(),
      defaultStatus: status.exactOptional(),
      versions: list(affectedVersion, distinct).exactOptional(),
    })
    .superRefine((one, context) => {
      const wrong = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message, params: { code: 'missing_field' } })
      const named = one.vendor !== undefined && one.product !== undefined
      const collected = one.collectionURL !== undefined && one.packageName !== undefined
      if (!named && !collected) wrong('product', 'must have vendor and product, or collectionURL and packageName')
      if (one.versions === undefined && one.defaultStatus === undefined) {
        wrong('versions', 'must have versions, a defaultStatus, or both')
      }
    }),
)

export const problemTypes = list(
  z.strictObject({
    descriptions: list(
      z.strictObject({
        lang: language,
        description: text(4096),
        cweId: matching(/^CWE-[1-9][0-9]{0,4}$/, 'must be a CWE id such as CWE-347', 'bad_id').exactOptional(),
        type: text(128).exactOptional(),
        references: references.exactOptional(),
      }),
      distinct,
    ),
  }),
  distinct,
)

export const impacts = list(
  z.strictObject({
    capecId: matching(/^CAPEC-[1-9][0-9]{0,4}$/, 'must be a CAPEC id such as CAPEC-460', 'bad_id').exactOptional(),
    descriptions,
  }),
  distinct,
)

export const metrics = list(
  z
    .strictObject({
      format: text(64).exactOptional(),
      scenarios: list(z.strictObject({ lang: language, value: text(4096) }), distinct).exactOptional(),
      cvssV4_0: cvss4('cve').exactOptional(),
      cvssV3_1: Cvss31.exactOptional(),
      cvssV3_0: Cvss30.exactOptional(),
      cvssV2_0: Cvss2.exactOptional(),
      other: z.strictObject({ type: text(128), content: notEmpty(z.record(z.string(), z.json())) }).exactOptional(),
    })
    .refine((one) => Object.keys(one).some((name) => name.startsWith('cvssV') || name === 'other'), {
      error: 'must hold a CVSS object or another metric',
      params: { code: 'missing_field' },
    }),
  distinct,
)

export const timeline = list(z.strictObject({ time: timestamp, lang: language, value: text(4096) }), distinct)

const creditTypes = [
  'finder',
  'reporter',
  'analyst',
  'coordinator',
  'remediation developer',
  'remediation reviewer',
  'remediation verifier',
  'tool',
  'sponsor',
  'other',
] as const
export const credits = list(
  z.strictObject({
    lang: language,
    value: text(4096),
    user: uuid.exactOptional(),
    type: z.enum(creditTypes).exactOptional(),
  }),
  distinct,
)

const words = text(128)
const relation = z.strictObject({ taxonomyId: text(2048), relationshipName: words, relationshipValue: text(2048) })
export const taxonomyMappings = list(
  z.strictObject({
    taxonomyName: words,
    taxonomyVersion: words.exactOptional(),
    taxonomyRelations: list(relation, distinct),
  }),
  distinct,
)

const match = z.strictObject({
  vulnerable: z.boolean(),
  criteria: cpe23,
  matchCriteriaId: uuid.exactOptional(),
  versionStartExcluding: version.exactOptional(),
  versionStartIncluding: version.exactOptional(),
  versionEndExcluding: version.exactOptional(),
  versionEndIncluding: version.exactOptional(),
})
const operator = z.enum(['AND', 'OR'])
export const cpeApplicability = z.array(
  z.strictObject({
    operator: operator.exactOptional(),
    negate: z.boolean().exactOptional(),
    nodes: z.array(z.strictObject({ operator, negate: z.boolean().exactOptional(), cpeMatch: z.array(match) })),
  }),
)
