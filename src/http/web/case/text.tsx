import type { Child } from 'hono/jsx'
import { When, type ClauseProps } from '../components/index.ts'

const instants = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z)/

/** A sentence of the process with its instants as times that people read. It may quote what people wrote. */
export function WithTimes({ children }: { readonly children: string }) {
  const parts: Child[] = children.split(instants).map((part) => (isInstant(part) ? <When at={part} /> : part))
  return <>{parts}</>
}

/** `2026-13-45T99:99Z` looks like one. */
function isInstant(text: string): boolean {
  if (!/^\d{4}-/.test(text) || !text.endsWith('Z')) return false
  try {
    return Temporal.Instant.from(text).epochMilliseconds > 0
  } catch (thrown) {
    if (thrown instanceof RangeError) return false
    throw thrown
  }
}

/** A clause with the place in the policy page that says it. */
export function clauseOf(id: string): ClauseProps {
  return { id, href: `/policy#${id}` }
}

/** Only what was checked to be http or https becomes a link (STYLE: attacker-made bytes). */
export function Address({ url }: { readonly url: string }) {
  return /^https?:\/\//.test(url) ? (
    <a href={url} rel="noreferrer">
      {url.replace(/^https?:\/\//, '')}
    </a>
  ) : (
    <>{url}</>
  )
}

/** People's text as they wrote it: blank lines part paragraphs. */
export function Written({ children }: { readonly children: string }) {
  const paragraphs = children.split(/\n\s*\n/).filter((part) => part.trim() !== '')
  return (
    <div class="written">
      {paragraphs.map((part) => (
        <p>{part}</p>
      ))}
    </div>
  )
}
