/** Why a text is not a vector. Programs switch on these. */
export type BadVectorCode =
  | 'empty'
  | 'too_long'
  | 'version_missing'
  | 'unknown_version'
  | 'unexpected_character'
  | 'empty_metric'
  | 'malformed_metric'
  | 'unknown_metric'
  | 'unknown_value'
  | 'duplicate_metric'
  | 'out_of_order'
  | 'missing_metric'
  | 'incomplete_group'

/** A text that is not a vector: what is wrong, where, and what to write instead. */
export interface BadVector {
  readonly bad: true
  readonly code: BadVectorCode
  /** Where it goes wrong: offset into the text as given, in UTF-16 units, from 0; its length where something is missing. */
  readonly position: number
  readonly says: string
  readonly instead: string
}

export function bad(code: BadVectorCode, position: number, says: string, instead: string): BadVector {
  return { bad: true, code, position, says, instead }
}

export function isBadVector(answer: unknown): answer is BadVector {
  return typeof answer === 'object' && answer !== null && (answer as { bad?: unknown }).bad === true
}

/** A piece of a hostile text that is safe to show: short, and nothing in it that can hide or turn the line around. */
export function quoted(piece: string): string {
  const short = piece.length > 20 ? `${piece.slice(0, 20)}…` : piece
  const plain = short.replace(/[^ -~…]/gu, (odd) => `\\u{${(odd.codePointAt(0) ?? 0).toString(16)}}`)
  return `“${plain}”`
}
