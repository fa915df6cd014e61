import { z } from 'zod'
import { refuse, type Refused } from '../../kernel/index.ts'
import type { Policy } from '../../policy/index.ts'
import { parseVector, score, ssvcTableNames } from '../../scoring/index.ts'
import { act, type Acts } from '../act.ts'
import { classes, type Judgement, type Score, type SeverityClass } from '../events.ts'
import { emptyAsAbsent, evidence, link, optionalProse, optionalWords, reason, words } from '../fields.ts'
import { ssvcDecision } from './ssvc.ts'

const vector = optionalWords('CVSS vector', 500).meta({ example: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:N' })

const chosenClass = emptyAsAbsent(z.enum(classes))
  .meta({ title: 'Class', input: 'select' })
  .describe('Empty: the class of the score')

/** A vector's score under a policy, or the refusal that tells what is wrong and where. */
export function scored(text: string, policy: Policy): Score | Refused {
  const parsed = parseVector(text)
  const { clause, versions } = policy.development.severity
  if ('bad' in parsed) {
    return refuse('bad_vector', clause, `At character ${parsed.position + 1}: ${parsed.says}`, parsed.instead)
  }
  if (!versions.includes(parsed.version)) {
    return refuse(
      'version_not_used',
      clause,
      `This policy does not use CVSS ${parsed.version}.`,
      versions.length === 0 ? 'Give a class without a vector.' : `Use CVSS ${versions.join(', ')}.`,
    )
  }
  const scores = score(parsed)
  return { vector: text, version: parsed.version, score: scores.overall, class: scores.class }
}

/** A vector's score with the class that was chosen instead, or a class by judgement alone; either with its reason. */
function graded(
  text: string | undefined,
  chosen: SeverityClass | undefined,
  why: string | undefined,
  policy: Policy,
): Score | Judgement | Refused {
  const { clause } = policy.development.severity
  const found = text === undefined ? null : scored(text, policy)
  if (found !== null && 'refused' in found) return found
  const judged = chosen ?? found?.class
  if (judged === undefined) {
    return refuse('no_severity', clause, 'Neither a vector nor a class was given.', 'Give one of them, or both.')
  }
  if (judged !== found?.class && why === undefined) {
    return refuse(
      'reason_needed',
      clause,
      found === null
        ? 'A class by judgement alone needs a reason.'
        : `The score ${found.score.toFixed(1)} means "${found.class}"; "${judged}" needs a reason.`,
      'Add the reason; the committee has the last word on the class.',
    )
  }
  return found === null ? { vector: null, version: null, score: null, class: judged } : { ...found, class: judged }
}

export const severityActs = {
  proposeSeverity: act({
    title: 'Propose a severity',
    clause: 'V1',
    does: 'Proposes a CVSS vector, or a class by judgement. Anyone on the case may; the committee decides.',
    fields: z.object({
      vector: vector.describe('Empty: a class by judgement alone'),
      class: chosenClass,
      note: optionalProse('Why', 4000).describe('Needed where the class differs from the score, or has none'),
    }),
    decide(_, { vector: text, class: chosen, note }, { policy }) {
      const found = graded(text, chosen, note, policy)
      return 'refused' in found ? found : [{ type: 'SeverityProposed', ...found, note: note ?? '' }]
    },
  }),
  decideSeverity: act({
    title: 'Decide the severity',
    clause: 'V1',
    does: 'The committee’s final call. The class may differ from the score, with a reason.',
    duty: 'triage',
    fields: z.object({
      vector: vector.describe('Empty: a class by judgement alone'),
      class: chosenClass,
      reason: optionalProse('Reason', 4000).describe('Needed where the class differs from the score, or has none'),
    }),
    decide(_, { vector: text, class: chosen, reason: why }, { policy }) {
      const found = graded(text, chosen, why, policy)
      if ('refused' in found) return found
      const severity = { vector: found.vector, score: found.score, class: found.class, reason: why ?? '' }
      return [{ type: 'SeverityDecided', ...severity }]
    },
  }),
  decideSsvc: act({
    title: 'Decide by SSVC',
    clause: 'V1',
    does: 'Records what a table of SSVC says of your answers, or that the committee decided otherwise, with the reason.',
    duty: 'triage',
    fields: z.object({
      table: z.enum(ssvcTableNames).meta({ title: 'Table', input: 'select' }),
      answers: words('Answers', 300).meta({ example: 'E:P/U:E/TI:T/PSI:M' }),
      outcome: optionalWords('Outcome', 40).describe('Empty: what the table says'),
      reason,
    }),
    decide: (_, fields, { policy }) => ssvcDecision(fields, policy),
  }),
  requestCve: act({
    title: 'Request a CVE',
    clause: 'V2',
    does: 'Records that a CVE id was requested, where, and how one can see it.',
    duty: 'infra',
    fields: z.object({ from: z.enum(['cna', 'github', 'mitre']).meta({ title: 'Requested from' }), evidence }),
    decide(c, { from, evidence: told }, { policy }) {
      if (c.cve.id !== null) {
        return refuse('has_cve', 'V2', `The case has ${c.cve.id}.`, 'Record another id to replace it.')
      }
      if (!policy.development.cve.from.includes(from)) {
        return refuse(
          'not_in_policy',
          policy.development.cve.clause,
          'This policy does not request CVE ids there.',
          `Use one of: ${policy.development.cve.from.join(', ')}.`,
        )
      }
      return [{ type: 'CveRequested', from, evidence: told }]
    },
  }),
  recordCve: act({
    title: 'Record the CVE id',
    clause: 'V2',
    does: 'The id that was assigned. It goes into the advisory and the announcement.',
    duty: 'infra',
    fields: z.object({
      id: z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^CVE-\d{4}-\d{4,19}$/, { error: 'must look like CVE-2026-12345' })
        .meta({ title: 'CVE id', example: 'CVE-2026-12345' }),
      evidence,
    }),
    decide(c, { id, evidence: told }) {
      if (c.cve.id === id) return refuse('known_already', 'V2', 'This id is on record.', 'Nothing needs to be done.')
      return [{ type: 'CveRecorded', id, evidence: told }]
    },
  }),
  linkAdvisory: act({
    title: 'Link the repository’s advisory',
    clause: 'V3',
    does: 'Where the advisory stands in the affected repository.',
    duty: 'infra',
    fields: z.object({ url: link('Advisory') }),
    decide: (_, { url }) => [{ type: 'AdvisoryLinked', url }],
  }),
} satisfies Acts<'proposeSeverity' | 'decideSeverity' | 'decideSsvc' | 'requestCve' | 'recordCve' | 'linkAdvisory'>
