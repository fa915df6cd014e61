import MarkdownIt, { type Env, type RendererRule } from 'markdown-it'
import { bounded } from './markdownWork.ts'

const markdown = new MarkdownIt({ html: false, linkify: false })
const rendered = bounded(markdown)
const { rules } = markdown.renderer
const { escapeHtml } = markdown.utils

// A relative link would speak with our own address's voice.
markdown.validateLink = (url) => /^(?:https?:\/\/|mailto:)/i.test(url.trim())

// What cannot be shown without asking somebody else's server is described instead.
rules['image'] = (tokens, place) => escapeHtml(tokens[place]?.content ?? '')

rules['link_open'] = (tokens, place, options, _, self) => {
  tokens[place]?.attrSet('rel', 'noopener nofollow ugc')
  return self.renderToken(tokens, place, options)
}

// The page has its own outline; what is written on it hangs below.
rules['heading_open'] = () => '<h3>'
rules['heading_close'] = () => '</h3>\n'

/** What scrolls inside itself is reached by keyboard and has a name. */
const region = (env: Env | undefined, of: string) =>
  `role="region" tabindex="0" aria-label="${escapeHtml(`${String(env?.['label'])}: ${of}`)}"`

const code: RendererRule = (tokens, place, _, env) =>
  `<pre class="code" ${region(env, 'code')}><code>${escapeHtml(tokens[place]?.content ?? '')}</code></pre>\n`
rules['fence'] = code
rules['code_block'] = code

rules['table_open'] = (_, __, ___, env) => `<div class="prose-table" ${region(env, 'table')}><table>\n`
rules['table_close'] = () => '</table></div>\n'
// Columns are aligned by `style`, which the pages' security policy forbids.
for (const cell of ['td', 'th']) rules[`${cell}_open`] = () => `<${cell}>`

/** What `@p-…` is shown as; `undefined`: nobody is known by it. */
export type Names = (person: string) => string | undefined

/**
 * CommonMark with tables as HTML that is safe on our pages: no tag, attribute or address of the writer's choosing but
 * links by https, http and mailto. `label` names code and tables for those who hear the page. A text that takes too long
 * to read stands there as it was written. Pure.
 */
export function markdownAsHtml(text: string, label: string, names?: Names): string {
  const html = rendered(text, label) ?? asWritten(text, label)
  return names === undefined ? html : withMentions(html, names)
}

function asWritten(text: string, label: string): string {
  return `<pre class="code" ${region({ label }, 'text')}><code>${escapeHtml(text)}</code></pre>\n`
}

/** Names go in after the Markdown was read: an asterisk in somebody's name is no emphasis. What stands in tags stays. */
function withMentions(html: string, names: Names): string {
  return html.replace(/<[^>]*>|@(p-[0-9a-z]{12})\b/g, (whole, person?: string) => {
    const name = person === undefined ? undefined : names(person)
    return name === undefined ? whole : `<b class="mention">@${escapeHtml(name)}</b>`
  })
}
