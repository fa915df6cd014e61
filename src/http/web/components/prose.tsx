import { raw } from 'hono/html'
import { markdownAsHtml } from './markdown.ts'

/**
 * Text that people wrote in Markdown. Nothing in it becomes HTML of the writer's choosing: tags stay text, an image is
 * its description, links lead out and nowhere else.
 */
export function Prose({ text, label }: { readonly text: string; readonly label: string }) {
  return <>{raw(markdownAsHtml(text, label))}</>
}
