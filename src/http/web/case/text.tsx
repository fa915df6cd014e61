import type { Child } from 'hono/jsx'
import { When, type ClauseProps } from '../components/index.ts'

const instants = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z)/

/** A sentence of the process with its instants as times that people read. */
export function WithTimes({ children }: { readonly children: string }) {
  const parts: Child[] = children.split(instants).map((part, place) => (place % 2 === 1 ? <When at={part} /> : part))
  return <>{parts}</>
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
