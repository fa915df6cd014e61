import type { Child } from 'hono/jsx'
import { Code } from './components/index.ts'

/**
 * Text as people write it in advisories: paragraphs, `-` lists, `#` headings, fenced and inline code. The rest of
 * Markdown stays as it was typed; nothing of it becomes HTML of the writer's choosing.
 */
export function Prose({ text, label }: { readonly text: string; readonly label: string }) {
  return <>{blocksOf(text).map((block) => blockOf(block, label))}</>
}

export type Block =
  | { readonly kind: 'paragraph' | 'heading' | 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }

const fence = /^ {0,3}```/

/** Pure; an unclosed fence runs to the end. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  let fenced = false
  const flush = (): void => {
    if (fenced) blocks.push({ kind: 'code', text: lines.join('\n') })
    else blocks.push(...plainBlocks(lines))
    lines = []
  }
  for (const line of text.split(/\r?\n/)) {
    if (!fence.test(line)) lines.push(line)
    else {
      flush()
      fenced = !fenced
    }
  }
  if (!fenced || lines.length > 0) flush()
  return blocks
}

function plainBlocks(lines: readonly string[]): Block[] {
  return lines
    .join('\n')
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part): Block => {
      const rows = part.split('\n')
      if (rows.every((row) => /^\s*[-*] /.test(row))) {
        return { kind: 'list', items: rows.map((row) => row.replace(/^\s*[-*] /, '')) }
      }
      const heading = rows.length === 1 ? /^#{1,6} (.*)$/.exec(part)?.[1] : undefined
      return heading === undefined ? { kind: 'paragraph', text: part } : { kind: 'heading', text: heading }
    })
}

function blockOf(block: Block, label: string): Child {
  if (block.kind === 'code') return <Code label={`${label}: code`}>{block.text}</Code>
  if (block.kind === 'heading') return <h3>{inline(block.text)}</h3>
  if (block.kind === 'list') {
    return (
      <ul>
        {block.items.map((item) => (
          <li>{inline(item)}</li>
        ))}
      </ul>
    )
  }
  return <p>{inline(block.text)}</p>
}

/** Odd pieces between back-ticks are code. */
function inline(text: string): Child[] {
  const pieces = text.split(/`([^`\n]+)`/)
  return pieces.map((piece, place) => (place % 2 === 1 ? <code>{piece}</code> : piece))
}
