import type { z } from 'zod'
import { pointerTo } from './losses.ts'

/** What is wrong in a record that somebody gave. */
export interface Problem {
  readonly code: ProblemCode
  /** RFC 6901; empty: the record as a whole. */
  readonly pointer: string
  readonly says: string
  /** What to do about it. */
  readonly instead: string
}

/** Every problem's way out. */
const ways = {
  too_large: 'Split it, or leave out what is not needed.',
  too_deep: 'Records of this kind are never nested like this: look for what wrote it.',
  malformed_json: 'Correct the JSON at this place.',
  duplicate_key: 'Keep one of them: readers disagree on which one counts.',
  half_character: 'Write the text again as whole Unicode characters.',
  unknown_format: 'Say which it is with --format.',
  unknown_version: 'Write it in a version of the format that is known here.',
  missing_field: 'Add it.',
  unknown_field: 'Check its spelling, or take it out.',
  wrong_type: 'Write it as the kind of value that is wanted.',
  wrong_value: 'Write one of the values that the format knows.',
  wrong_length: 'Bring it to the length that the format wants.',
  duplicate: 'Take one of them out.',
  duplicate_id: 'Give each product and group an id of its own.',
  unknown_id: 'Define the product or group, or correct its id.',
  cyclic: 'Take out the reference that leads back to where it came from.',
  bad_time: 'Write a time such as 2026-01-31T16:00:00Z.',
  bad_address: 'Write an absolute http or https address without a user name.',
  bad_purl: 'Write a package URL such as pkg:npm/%40example/anchor@1.2.3.',
  bad_cpe: 'Write a CPE name such as cpe:2.3:a:example:anchor:1.2.3:*:*:*:*:*:*:*.',
  bad_vector: 'Check the vector with tocsin cvss.',
  wrong_score: 'Write the score and class that the vector has: tocsin cvss tells them.',
  bad_id: 'Write the id as its database writes it.',
  contradiction: 'Keep one of the two.',
} as const
export type ProblemCode = keyof typeof ways

export function problem(code: ProblemCode, pointer: string, says: string): Problem {
  return { code, pointer, says, instead: ways[code] }
}

/** Makes what a schema found into problems, in the order of the record. */
export function problemsOf(issues: readonly z.core.$ZodIssue[]): Problem[] {
  const all = issues.flatMap((issue) => of(issue, []))
  const strange = new Set(all.flatMap(({ code, pointer }) => (code === 'unknown_field' ? [parentOf(pointer)] : [])))
  // What an object seems to lack may stand there under a name that the format does not know: that is told already.
  return all.filter(({ code, pointer }) => code === 'unknown_field' || !strange.has(pointer))
}

/** Where the object stands that a field is in. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'))
}

function of(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Problem[] {
  const path = [...above, ...issue.path]
  const pointer = path.reduce<string>((at, name) => pointerTo(at, String(name)), '')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      problem('unknown_field', pointerTo(pointer, key), `The format knows no field "${key.slice(0, 80)}" here.`),
    )
  }
  if (issue.code === 'invalid_union') {
    // Of several forms, the one that comes closest is the one that was meant.
    const [nearest] = issue.errors.toSorted((one, other) => one.length - other.length)
    if (nearest !== undefined && nearest.length > 0) return nearest.flatMap((inner) => of(inner, path))
  }
  return [problem(codeOf(issue), pointer, sentence(issue))]
}

function codeOf(issue: z.core.$ZodIssue): ProblemCode {
  if (issue.code === 'custom') return (issue.params?.['code'] as ProblemCode | undefined) ?? 'wrong_value'
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'missing_field' : 'wrong_type'
  if (issue.code === 'too_small' || issue.code === 'too_big') return 'wrong_length'
  return 'wrong_value'
}

function sentence(issue: z.core.$ZodIssue): string {
  if (codeOf(issue) === 'missing_field') return 'This field is missing.'
  const text = issue.message.replace(/^Invalid (?:input|option): /, '').replace(/\.$/, '')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
