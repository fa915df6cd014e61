import type { FormatName } from './format.ts'
import type { Problem, ProblemCode } from './problems.ts'

interface Stricter {
  readonly code: ProblemCode
  /** Left out: every format. */
  readonly formats?: readonly FormatName[]
  /** What the pointer ends with; left out: anywhere. */
  readonly at?: RegExp
  readonly reason: string
}

/**
 * Where our schemas refuse what the official ones let pass, with the reason. The tests hold both against each other
 * on mutated records: every other difference is a bug, and accepting what the official schema refuses always is.
 */
export const stricter: readonly Stricter[] = [
  {
    code: 'unknown_version',
    reason: 'a version that this product does not know may mean something else by the same words',
  },
  {
    code: 'bad_address',
    reason: 'javascript:, data: and file: addresses, user names and odd characters lead readers astray',
  },
  { code: 'bad_time', reason: 'a time without seconds or with a leap second is no instant that all compute alike' },
  { code: 'bad_purl', reason: 'a package URL that its own specification cannot read names nothing' },
  { code: 'bad_cpe', reason: 'where the official pattern is not anchored, a part of a name passes for a name' },
  {
    code: 'bad_vector',
    reason: 'a vector is whole and of its version: the official patterns let metrics be missing or stand twice',
  },
  { code: 'wrong_score', reason: 'a class that does not belong to its score contradicts it' },
  { code: 'bad_id', formats: ['ghsa'], reason: 'GitHub’s description calls its ids any text' },
  {
    code: 'wrong_type',
    formats: ['cve'],
    at: /\/(?:cpeApplicability|nodes)\/\d+$/,
    reason: 'the official schema forgets to say that these are objects',
  },
  {
    code: 'wrong_type',
    formats: ['cve'],
    at: /\/packageURL$/,
    reason: 'the field came with CVE JSON 5.2, and 5.1 lets any value stand there',
  },
  {
    code: 'wrong_length',
    formats: ['csaf'],
    at: /\/(?:distribution|product_tree|product_identification_helper|product_status|(?:acknowledgments|vulnerabilities)\/\d+)$/,
    reason: 'what has to say something says nothing by a field that nobody knows',
  },
  {
    code: 'duplicate_id',
    formats: ['csaf', 'csaf-2.1'],
    reason: 'CSAF 6.1.2 and 6.1.5: two of one id cannot be told apart',
  },
  { code: 'unknown_id', formats: ['csaf', 'csaf-2.1'], reason: 'CSAF 6.1.1: an id that is not defined means nothing' },
  { code: 'cyclic', formats: ['csaf'], reason: 'CSAF 6.1.3: a product made out of itself sends readers in circles' },
]

export function isStricter(format: FormatName, { code, pointer }: Problem): boolean {
  return stricter.some((one) => {
    if (one.code !== code || !(one.formats?.includes(format) ?? true)) return false
    return one.at?.test(pointer) ?? true
  })
}
