import { z } from 'zod'
import { check, list, matching, notEmpty } from '../parts.ts'
import * as parts from './parts.ts'

const { some, web, moment } = parts

/** Section 3.2.1: what the document itself is, who says it, and how it came to be as it stands. */
export function documentOf(csaf: parts.CsafVersion) {
  const publishers = ['coordinator', 'discoverer', 'other', 'translator', 'user', 'vendor']
  const word = matching(/^[^\s\-_.](?:.*[^\s\-_.])?$/u, 'must begin and end with a letter or digit')
  return z.strictObject({
    acknowledgments: parts.acknowledgments.exactOptional(),
    aggregate_severity: z.strictObject({ namespace: web.exactOptional(), text: some }).exactOptional(),
    category: word,
    csaf_version: check(z.string(), 'unknown_version', `must be ${csaf}`, (given) => given === csaf),
    distribution: distributionOf(csaf),
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
    tracking,
  })
}

/** For whom it is, by TLP: the draft of 2.1 asks for it. */
function distributionOf(csaf: parts.CsafVersion) {
  const labels =
    csaf === '2.0' ? ['AMBER', 'GREEN', 'RED', 'WHITE'] : ['AMBER', 'AMBER+STRICT', 'CLEAR', 'GREEN', 'RED']
  const tlp = z.strictObject({ label: z.enum(labels as [string, ...string[]]), url: web.exactOptional() })
  return csaf === '2.0'
    ? notEmpty(z.strictObject({ text: some.exactOptional(), tlp: tlp.exactOptional() })).exactOptional()
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
}

const tracking = z.strictObject({
  aliases: list(some, { distinct: true }).exactOptional(),
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
})
