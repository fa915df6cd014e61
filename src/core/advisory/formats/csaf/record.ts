import { z } from 'zod'
import { check, list, matching } from '../parts.ts'
import * as parts from './parts.ts'
import type { Csaf } from './document.ts'
import { referenceProblems } from './references.ts'

const { some, web, moment, meant, productId, products } = parts
const distinct = { distinct: true }
export const draftSchema = 'https://docs.oasis-open.org/csaf/csaf/v2.1/schema/csaf.json'

function documentOf(csaf: parts.CsafVersion) {
  const labels =
    csaf === '2.0' ? ['AMBER', 'GREEN', 'RED', 'WHITE'] : ['AMBER', 'AMBER+STRICT', 'CLEAR', 'GREEN', 'RED']
  const tlp = z.strictObject({ label: z.enum(labels as [string, ...string[]]), url: web.exactOptional() })
  const publishers = ['coordinator', 'discoverer', 'other', 'translator', 'user', 'vendor']
  const distribution =
    csaf === '2.0'
      ? z
          .strictObject({ text: some.exactOptional(), tlp: tlp.exactOptional() })
          .refine((one) => Object.keys(one).length > 0, {
            error: 'must not be empty',
            params: { code: 'wrong_length' },
          })
          .exactOptional()
      : z.strictObject({
          text: some.exactOptional(),
          tlp,
          sharing_group: z
            .strictObject({
              id: matching(
                /^(?:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|0{8}-(?:0{4}-){3}0{12}|f{8}-(?:f{4}-){3}f{12})$/,
                'must be a UUID',
                'bad_id',
              ),
              name: some.exactOptional(),
            })
            .exactOptional(),
        })
  const word = matching(/^[^\s\-_.](?:.*[^\s\-_.])?$/u, 'must begin and end with a letter or digit')
  return z.strictObject({
    acknowledgments: parts.acknowledgments.exactOptional(),
    aggregate_severity: z.strictObject({ namespace: web.exactOptional(), text: some }).exactOptional(),
    category: word,
    csaf_version: check(z.string(), 'unknown_version', `must be ${csaf}`, (given) => given === csaf),
    distribution,
    lang: parts.language.exactOptional(),
    ...(csaf === '2.1' ? { license_expression: some.exactOptional() } : {}),
    notes: parts.notes(csaf).exactOptional(),
    publisher: z.strictObject({
      category: z.enum([...publishers, ...(csaf === '2.1' ? ['multiplier'] : [])] as [string, ...string[]]),
      contact_details: some.exactOptional(),
      issuing_authority: some.exactOptional(),
      name: some,
      namespace: web,
    }),
    references: parts.references.exactOptional(),
    source_lang: parts.language.exactOptional(),
    title: some,
    tracking: z.strictObject({
      aliases: list(some, distinct).exactOptional(),
      current_release_date: moment,
      generator: z
        .strictObject({
          date: moment.exactOptional(),
          engine: z.strictObject({ name: some, version: some.exactOptional() }),
        })
        .exactOptional(),
      id: matching(/^\S(?:.*\S)?$/u, 'must not begin or end with white space', 'bad_id'),
      initial_release_date: moment,
      revision_history: list(
        z.strictObject({ date: moment, legacy_version: some.exactOptional(), number: parts.version, summary: some }),
      ),
      status: z.enum(['draft', 'final', 'interim']),
      version: parts.version,
    }),
  })
}

const relations = [
  'default_component_of',
  'external_component_of',
  'installed_on',
  'installed_with',
  'optional_component_of',
] as const

function productTreeOf(csaf: parts.CsafVersion) {
  const full = parts.fullName(csaf)
  const paths =
    csaf === '2.0'
      ? {
          relationships: list(
            z.strictObject({
              category: z.enum(relations),
              full_product_name: full,
              product_reference: productId,
              relates_to_product_reference: productId,
            }),
          ).exactOptional(),
        }
      : {
          product_paths: list(
            z.strictObject({
              beginning_product_reference: productId,
              full_product_name: full,
              subpaths: list(z.strictObject({ category: z.enum(relations), next_product_reference: productId })),
            }),
          ).exactOptional(),
        }
  return z
    .strictObject({
      branches: parts.branches(csaf).exactOptional(),
      full_product_names: list(full).exactOptional(),
      product_groups: list(
        z.strictObject({
          group_id: productId,
          product_ids: list(productId, { least: 2, distinct: true }),
          summary: some.exactOptional(),
        }),
      ).exactOptional(),
      ...paths,
    })
    .refine((tree) => Object.keys(tree).length > 0, { error: 'must not be empty', params: { code: 'wrong_length' } })
}

const weaknessId = matching(/^CWE-[1-9]\d{0,5}$/, 'must be a CWE id such as CWE-347', 'bad_id')

function vulnerabilityOf(csaf: parts.CsafVersion) {
  const draft = csaf === '2.1'
  const more = draft ? meant : {}
  const statuses = [
    'first_affected',
    'first_fixed',
    'fixed',
    'known_affected',
    'known_not_affected',
    'last_affected',
    'recommended',
    'under_investigation',
    ...(draft ? ['unknown'] : []),
  ]
  const own = draft
    ? {
        cwes: list(
          z.strictObject({
            id: weaknessId,
            name: matching(/^[^\s\-_.](?:.*[^\s\-_.])?$/u, 'must be the weakness’s name'),
            version: matching(/^[1-9]\d*\.(?:[0-9]|[1-9]\d+)(?:\.\d+)?$/, 'must be a version of the catalogue'),
          }),
          distinct,
        ).exactOptional(),
        disclosure_date: moment.exactOptional(),
        first_known_exploitation_dates: list(
          z
            .strictObject({ date: moment, exploitation_date: moment, ...meant })
            .refine((one) => Object.keys(one).length >= 3, {
              error: 'must name products',
              params: { code: 'missing_field' },
            }),
          distinct,
        ).exactOptional(),
        metrics: parts.metrics.exactOptional(),
      }
    : {
        cwe: z.strictObject({ id: weaknessId, name: some }).exactOptional(),
        release_date: moment.exactOptional(),
        scores: parts.scores.exactOptional(),
      }
  const fixes = ['mitigation', 'no_fix_planned', 'none_available', 'vendor_fix', 'workaround']
  const remedies = draft ? [...fixes, 'fix_planned', 'optional_patch'] : fixes
  const restarts = [
    'connected',
    'dependencies',
    'machine',
    'none',
    'parent',
    'service',
    'system',
    'vulnerable_component',
    'zone',
  ]
  return z
    .strictObject({
      acknowledgments: parts.acknowledgments.exactOptional(),
      cve: matching(/^CVE-[0-9]{4}-[0-9]{4,}$/, 'must be a CVE id such as CVE-2026-10001', 'bad_id').exactOptional(),
      ...own,
      discovery_date: moment.exactOptional(),
      flags: list(
        z.strictObject({
          date: moment.exactOptional(),
          ...meant,
          label: z.enum([
            'component_not_present',
            'inline_mitigations_already_exist',
            'vulnerable_code_cannot_be_controlled_by_adversary',
            'vulnerable_code_not_in_execute_path',
            'vulnerable_code_not_present',
          ]),
        }),
        distinct,
      ).exactOptional(),
      ids: list(z.strictObject({ system_name: some, text: some, ...more }), distinct).exactOptional(),
      involvements: list(
        z.strictObject({
          date: moment.exactOptional(),
          party: z.enum(['coordinator', 'discoverer', 'other', 'user', 'vendor']),
          status: z.enum(['completed', 'contact_attempted', 'disputed', 'in_progress', 'not_contacted', 'open']),
          summary: some.exactOptional(),
          ...(draft ? { contact: some.exactOptional(), ...meant } : {}),
        }),
        distinct,
      ).exactOptional(),
      notes: parts.notes(csaf).exactOptional(),
      product_status: z
        .strictObject(Object.fromEntries(statuses.map((status) => [status, products.exactOptional()])))
        .refine((one) => Object.keys(one).length > 0, { error: 'must not be empty', params: { code: 'wrong_length' } })
        .exactOptional(),
      references: parts.references.exactOptional(),
      remediations: list(
        z.strictObject({
          category: z.enum(remedies as [string, ...string[]]),
          date: moment.exactOptional(),
          details: some,
          entitlements: list(some).exactOptional(),
          ...meant,
          restart_required: z
            .strictObject({ category: z.enum(restarts as [string, ...string[]]), details: some.exactOptional() })
            .exactOptional(),
          url: web.exactOptional(),
        }),
      ).exactOptional(),
      threats: list(
        z.strictObject({
          category: z.enum(['exploit_status', 'impact', 'target_set']),
          date: moment.exactOptional(),
          details: some,
          ...meant,
        }),
      ).exactOptional(),
      title: some.exactOptional(),
    })
    .refine((one) => Object.keys(one).length > 0, { error: 'must not be empty', params: { code: 'wrong_length' } })
}

function csafOf(csaf: parts.CsafVersion) {
  return z
    .strictObject({
      ...(csaf === '2.1' ? { $schema: z.literal(draftSchema) } : {}),
      document: documentOf(csaf),
      product_tree: productTreeOf(csaf).exactOptional(),
      vulnerabilities: list(vulnerabilityOf(csaf)).exactOptional(),
    })
    .superRefine((record, context) => {
      for (const { path, message, code } of referenceProblems(record as unknown as Csaf)) {
        context.addIssue({ code: 'custom', path: [...path], message, params: { code } })
      }
    })
}

const schemas: Partial<Record<parts.CsafVersion, ReturnType<typeof csafOf>>> = {}

/**
 * CSAF 2.0 (OASIS, https://docs.oasis-open.org/csaf/csaf/v2.0/) or the draft of 2.1; the reference validator knows the
 * rules beyond. Made when it is first asked for: it is large, and most processes never do.
 */
export function csafSchema(csaf: parts.CsafVersion) {
  return (schemas[csaf] ??= csafOf(csaf))
}
