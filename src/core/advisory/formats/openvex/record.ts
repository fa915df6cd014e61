import { z } from 'zod'
import { check, cpe, identifier, list, matching, purl, text, time } from '../parts.ts'

export const openVexContext = 'https://openvex.dev/ns/v0.2.0'

const hash = z.string().exactOptional()
const hashes = z.strictObject({
  md5: hash,
  sha1: hash,
  'sha-256': hash,
  'sha-384': hash,
  'sha-512': hash,
  'sha3-224': hash,
  'sha3-256': hash,
  'sha3-384': hash,
  'sha3-512': hash,
  'blake2s-256': hash,
  'blake2b-256': hash,
  'blake2b-512': hash,
})

const identifiers = check(
  z.strictObject({ purl: purl.exactOptional(), cpe22: cpe.exactOptional(), cpe23: cpe.exactOptional() }),
  'missing_field',
  'must have a purl, a cpe22 or a cpe23',
  (names) => Object.keys(names).length > 0,
)

const named = {
  '@id': identifier.exactOptional(),
  identifiers: identifiers.exactOptional(),
  hashes: hashes.exactOptional(),
}
function component<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape).refine((one) => '@id' in one || 'identifiers' in one, {
    error: 'must have an @id or identifiers',
    params: { code: 'missing_field' },
  })
}

const distinct = { least: 0, distinct: true }
const Product = component({ ...named, subcomponents: list(component(named), distinct).exactOptional() })

export const statuses = ['not_affected', 'affected', 'fixed', 'under_investigation'] as const
const count = z.number().refine((version) => Number.isInteger(version) && version >= 1, { error: 'must count from 1' })

const Statement = z
  .strictObject({
    '@id': identifier.exactOptional(),
    version: count.exactOptional(),
    vulnerability: z.strictObject({
      '@id': identifier.exactOptional(),
      name: z.string(),
      description: z.string().exactOptional(),
      aliases: list(z.string(), distinct).exactOptional(),
    }),
    timestamp: time.exactOptional(),
    last_updated: time.exactOptional(),
    products: list(Product, distinct).exactOptional(),
    status: z.enum(statuses),
    supplier: z.string().exactOptional(),
    status_notes: z.string().exactOptional(),
    justification: z
      .enum([
        'component_not_present',
        'vulnerable_code_not_present',
        'vulnerable_code_not_in_execute_path',
        'vulnerable_code_cannot_be_controlled_by_adversary',
        'inline_mitigations_already_exist',
      ])
      .exactOptional(),
    impact_statement: z.string().exactOptional(),
    action_statement: z.string().exactOptional(),
    action_statement_timestamp: time.exactOptional(),
  })
  .superRefine((one, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message, params: { code: 'missing_field' } })
    if (one.status === 'not_affected' && one.justification === undefined && one.impact_statement === undefined) {
      wrong('justification', 'must say why it is not affected')
    }
    if (one.status === 'affected' && one.action_statement === undefined) {
      wrong('action_statement', 'must say what to do, as it is affected')
    }
  })

/** An OpenVEX document (https://github.com/openvex/spec, 0.2.0). */
export const OpenVex = z.strictObject({
  '@context': matching(
    /^https:\/\/openvex\.dev\/ns(?:\/v0\.2\.[0-9]+)?$/,
    `must be ${openVexContext}`,
    'unknown_version',
  ),
  '@id': identifier,
  author: text(Infinity, 0),
  role: z.string().exactOptional(),
  timestamp: time,
  last_updated: time.exactOptional(),
  version: count,
  tooling: z.string().exactOptional(),
  statements: list(Statement, { distinct: true }),
})
export type OpenVex = z.infer<typeof OpenVex>
