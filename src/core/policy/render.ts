import { explainPolicy } from './explain.ts'
import type { Chapter } from './clauses.ts'
import type { Clock, Policy } from './schema.ts'
import { durationInWords, joined, milestoneWords } from './words.ts'

/** In the order in which a reader needs them; `letter` names the chapter of the clauses. */
const parts: readonly (readonly [letter: Chapter, heading: string])[] = [
  ['D', 'Reporting a vulnerability'],
  ['S', 'By when'],
  ['F', 'Who makes the fix'],
  ['V', 'How the fix is made'],
  ['R', 'How it is released and announced'],
  ['T', 'Looking back'],
  ['C', 'The committee'],
]

/**
 * The SECURITY.md that a policy means, as Markdown: every parameter shows in it, so that what a community writes and
 * what it does cannot drift apart. Made from the same sentences that the product explains the policy with.
 */
export function renderPolicy(policy: Policy): string {
  const chapters = new Map(explainPolicy(policy).map((chapter) => [chapter.letter, chapter.sentences]))
  const told = parts.map(([letter, heading]) => {
    const lines = (chapters.get(letter) ?? []).map(({ clause, says }) => `- ${says} (${clause})`)
    const table = letter === 'S' ? `\n\n${deadlineTable(policy.schedule.clocks)}` : ''
    return `## ${heading}\n\n${lines.join('\n')}${table}`
  })
  const source = policy.source === undefined ? '' : `\n\nThe written process: <${policy.source}>`
  const intro = `# Security policy: ${policy.name.trim()}\n\n${policy.purpose.trim()}${source}`
  return `${[intro, ...told, ...templates(policy)].join('\n\n')}\n`
}

function deadlineTable(clocks: readonly Clock[]): string {
  const rows = clocks.map(({ id, clause, title, countsFrom, opens, due, counts, bySeverity = [], done }) => {
    const length = (first: string | undefined, last: string) => {
      const text = first === undefined ? durationInWords(last) : `${durationInWords(first)} to ${durationInWords(last)}`
      return counts === 'business-days' ? text.replaceAll(/days?/g, 'business $&') : text
    }
    const others = bySeverity.map((one) => `${joined(one.classes, 'or')}: ${length(one.opens ?? opens, one.due)}`)
    const [from] = milestoneWords[countsFrom]
    const [, reached] = milestoneWords[done]
    return [`${title} (\`${id}\`)`, from, [length(opens, due), ...others].join('; '), reached, clause]
  })
  return [['deadline', 'counts from', 'within', 'met when', 'clause'], ['---', '---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}

function templates({ disclosure, release }: Policy): string[] {
  const { template, preAnnouncement } = release
  const fenced = (text: string) => {
    // A fence longer than any in the text.
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
    const fence = '`'.repeat(longest + 1)
    return `${fence}text\n${text.replace(/\n+$/, '')}\n${fence}`
  }
  const written = (heading: string, text: { subject: string; body: string }) =>
    `### ${heading}\n\n${fenced(`Subject: ${text.subject.trim()}\n\n${text.body}`)}`
  const answers = (disclosure.floods?.answers ?? []).map(({ title, text }) => `### ${title}\n\n${fenced(text)}`)
  const before = preAnnouncement === undefined ? [] : [written('The pre-announcement', preAnnouncement)]
  return ['## Texts', ...before, written('The announcement', template), ...answers]
}
