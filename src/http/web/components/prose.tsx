import { raw } from 'hono/html'
import { markdownAsHtml, type Names } from './markdown.ts'

/**
 * Text that people wrote in Markdown. Nothing in it becomes HTML of the writer's choosing: tags stay text, an image is
 * its description, links lead out and nowhere else.
 */
export interface ProseProps {
  readonly text: string
  readonly label: string
  readonly names?: Names
}

export function Prose({ text, label, names }: ProseProps) {
  return <>{raw(markdownAsHtml(text, label, names))}</>
}
