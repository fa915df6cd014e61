import type { AdvisoryDocument } from '../document.ts'
import { eventInWords, eventsIn, inOrder, type TimelineEntry } from '../timeline.ts'

/**
 * Fields that OSV and GitHub have no place of their own for become sections of the text, as readers know them from
 * GitHub's advisories; the headings are the announcement template's.
 */
export const sections = [
  ['impact', 'Impact'],
  ['vulnerableWhen', 'Am I vulnerable?'],
  ['mitigations', 'How do I mitigate the vulnerability?'],
  ['upgrade', 'How do I upgrade?'],
] as const

export const timelineHeading = 'Timeline'

/** The sections that are told apart again, in their order. */
const headings = [...sections, ['timeline', timelineHeading]] as const

type Texts = Pick<AdvisoryDocument, 'details' | 'timeline' | (typeof sections)[number][0]>

/** The details with the other texts below them, each under its heading; the timeline, as a list, is the last. */
export function joined(texts: Texts): string {
  const parts = texts.details === '' ? [] : [texts.details]
  for (const [field, heading] of sections) {
    if (texts[field] !== '') parts.push(`## ${heading}\n\n${texts[field]}`)
  }
  if (texts.timeline.length > 0) parts.push(`## ${timelineHeading}\n\n${timelineList(texts.timeline).join('\n')}`)
  return parts.join('\n\n')
}

/** As a list in Markdown. */
function timelineList(timeline: readonly TimelineEntry[]): string[] {
  return timeline.map((event) => `- ${eventInWords(event)}`)
}

/** The other way round; a text that would not be joined to the same again stays in the details whole. */
export function split(text: string): Texts {
  const parts = { details: '', impact: '', vulnerableWhen: '', mitigations: '', upgrade: '', timeline: '' }
  let field: keyof Texts = 'details'
  let from = 0
  const found = headings.flatMap(([name, heading]) => {
    const [match] = text.matchAll(new RegExp(`(?:^|\n\n)## ${heading.replace('?', '\\?')}\n\n`, 'g'))
    return match === undefined ? [] : [{ name, match }]
  })
  for (const { name, match } of found) {
    parts[field] = text.slice(from, match.index)
    field = name
    from = match.index + match[0].length
  }
  parts[field] = text.slice(from)
  const texts: Texts = { ...parts, timeline: listed(parts.timeline) }
  const clean = Object.values(parts).every((part) => part === part.trim())
  if (clean && joined(texts) === text) return texts
  return { details: text, impact: '', vulnerableWhen: '', mitigations: '', upgrade: '', timeline: [] }
}

/** Nothing where it is no list of events in their order: the text stays whole then. */
function listed(text: string): TimelineEntry[] {
  const events = eventsIn(text.split('\n').map((line) => line.replace(/^- /, ''))) ?? []
  const isDistinct = new Set(events.map(eventInWords)).size === events.length
  return isDistinct ? inOrder(events) : []
}
