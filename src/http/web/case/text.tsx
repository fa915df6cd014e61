import type { ClauseProps } from '../components/index.ts'

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
