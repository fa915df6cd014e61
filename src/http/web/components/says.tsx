import type { Child } from 'hono/jsx'
import { durationInWords } from '../../../core/policy/index.ts'
import { When } from './when.tsx'

/** An instant or a length of time (ISO 8601) inside a sentence; after “such as” it is what somebody has to type. */
const machine =
  /(?<!such as )(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z|\bP(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?\b)/

/**
 * A sentence of the process as people read it: its instants as times with their zone, its lengths of time in words. It
 * may quote what people wrote, so that what only looks like one stays as it is.
 */
export function Says({ children }: { readonly children: string }) {
  const parts: Child[] = children.split(machine).map((part, place) => (place % 2 === 1 ? inWords(part) : part))
  return <>{parts}</>
}

function inWords(text: string): Child {
  if (text.startsWith('P')) return isLength(text) ? durationInWords(text) : text
  return isInstant(text) ? <When at={text} /> : text
}

/** A bare `P`, or `PT`, is a letter. */
function isLength(text: string): boolean {
  return /\d/.test(text)
}

/** `2026-13-45T99:99Z` looks like one. */
function isInstant(text: string): boolean {
  try {
    return Temporal.Instant.from(text).epochMilliseconds > 0
  } catch (thrown) {
    if (thrown instanceof RangeError) return false
    throw thrown
  }
}
