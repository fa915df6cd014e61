import type { Json } from '../../../kernel/index.ts'
import { pointerTo } from '../losses.ts'
import { problem, type Problem } from '../problems.ts'
import { scanJson } from './scan.ts'

/** A JSON text from anywhere, as a value or as the problem with it. The one place where formats read text. */
export function readJson(text: string): { readonly value: Json } | { readonly problem: Problem } {
  const wrong = scanJson(text)
  if (wrong !== undefined) return { problem: wrong }
  const value = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) as Json
  const half = halfCharacter(value, '')
  return half === undefined ? { value } : { problem: half }
}

/** Half of a surrogate pair has no place in UTF-8: whoever writes the text again would write something else. */
function halfCharacter(value: Json | undefined, at: string): Problem | undefined {
  if (typeof value === 'string') {
    return value.isWellFormed() ? undefined : problem('half_character', at, 'The text holds half a character.')
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, member] of Object.entries(value)) {
    const found = name.isWellFormed()
      ? halfCharacter(member, pointerTo(at, name))
      : problem('half_character', at, 'A name holds half a character.')
    if (found !== undefined) return found
  }
  return undefined
}
