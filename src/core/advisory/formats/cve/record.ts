import { z } from 'zod'
import { uuid } from '../advisory.ts'
import { list, matching, notEmpty, text } from '../parts.ts'
import * as parts from './parts.ts'

/** The version of the CVE record format that records are written for. */
export const cveDataVersion = '5.1.1'

const shortName = text(32, 2)
const providerMetadata = z.strictObject({
  orgId: uuid,
  shortName: shortName.exactOptional(),
  dateUpdated: parts.timestamp.exactOptional(),
})

const optional = {
  datePublic: parts.timestamp.exactOptional(),
  title: text(256).exactOptional(),
  cpeApplicability: parts.cpeApplicability.exactOptional(),
  problemTypes: parts.problemTypes.exactOptional(),
  impacts: parts.impacts.exactOptional(),
  metrics: parts.metrics.exactOptional(),
  configurations: parts.descriptionsInAny.exactOptional(),
  workarounds: parts.descriptionsInAny.exactOptional(),
  solutions: parts.descriptionsInAny.exactOptional(),
  exploits: parts.descriptionsInAny.exactOptional(),
  timeline: parts.timeline.exactOptional(),
  credits: parts.credits.exactOptional(),
  source: notEmpty(z.record(z.string(), z.json())).exactOptional(),
  taxonomyMappings: parts.taxonomyMappings.exactOptional(),
}

/** Extensions are allowed in containers, under names that begin with `x_` and hold no dot. */
function extended<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.looseObject(shape).superRefine((container, context) => {
    const strangers = Object.keys(container).filter((name) => !Object.hasOwn(shape, name) && !/^x_[^.]*$/u.test(name))
    if (strangers.length > 0) {
      context.addIssue({ code: 'unrecognized_keys', keys: strangers, input: container })
    }
  })
}

/** What a numbering authority says of a published vulnerability: what CVE Services takes. */
export const CnaContainer = extended({
  providerMetadata,
  dateAssigned: parts.timestamp.exactOptional(),
  descriptions: parts.descriptions,
  affected: parts.affected,
  references: parts.references,
  ...optional,
  tags: parts.tags(['unsupported-when-assigned', 'exclusively-hosted-service', 'disputed']).exactOptional(),
})
export type CnaContainer = z.infer<typeof CnaContainer>

const AdpContainer = extended({
  providerMetadata,
  descriptions: parts.descriptions.exactOptional(),
  affected: parts.affected.exactOptional(),
  references: parts.references.exactOptional(),
  ...optional,
  tags: parts.tags(['disputed']).exactOptional(),
}).refine((container) => Object.keys(container).length >= 2, {
  error: 'must say something beside who says it',
  params: { code: 'wrong_length' },
})

const RejectedContainer = extended({
  providerMetadata,
  rejectedReasons: parts.descriptions,
  replacedBy: list(parts.id, { distinct: true }).exactOptional(),
})

const dataVersion = matching(
  /^5\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?$/,
  'must be a version 5 of the CVE record format',
  'unknown_version',
)
const metadata = {
  cveId: parts.id,
  assignerOrgId: uuid,
  assignerShortName: shortName.exactOptional(),
  dateUpdated: parts.timestamp.exactOptional(),
  serial: z
    .number()
    .refine((serial) => Number.isInteger(serial) && serial >= 1, { error: 'must count from 1' })
    .exactOptional(),
  dateReserved: parts.timestamp.exactOptional(),
  datePublished: parts.timestamp.exactOptional(),
}
const envelope = { dataType: z.literal('CVE_RECORD'), dataVersion }

const Published = z.strictObject({
  ...envelope,
  cveMetadata: z.strictObject({ ...metadata, requesterUserId: uuid.exactOptional(), state: z.literal('PUBLISHED') }),
  containers: z.strictObject({ cna: CnaContainer, adp: list(AdpContainer, { distinct: true }).exactOptional() }),
})
export type PublishedCve = z.infer<typeof Published>

const Rejected = z.strictObject({
  ...envelope,
  cveMetadata: z.strictObject({
    ...metadata,
    dateRejected: parts.timestamp.exactOptional(),
    state: z.literal('REJECTED'),
  }),
  containers: z.strictObject({ cna: RejectedContainer }),
})
export type RejectedCve = z.infer<typeof Rejected>

/** Which of the three forms a record has; the schema of that form is the one that finds what is wrong. */
export function formOf(record: unknown): 'published' | 'rejected' | 'container' {
  const { dataType, containers, cveMetadata } = (record ?? {}) as Record<string, { state?: unknown } | undefined>
  if (dataType === undefined && containers === undefined && cveMetadata === undefined) return 'container'
  return cveMetadata?.state === 'REJECTED' ? 'rejected' : 'published'
}

const forms = { published: Published, rejected: Rejected, container: CnaContainer } as const

/** A CVE record, published or rejected, or a bare CNA container. */
export const CveRecord = z.looseObject({}).superRefine((record, context) => {
  const parsed = forms[formOf(record)].safeParse(record, { reportInput: true })
  for (const issue of parsed.error?.issues ?? [])
    context.issues.push({ ...issue, input: issue.input } as z.core.$ZodRawIssue)
})
