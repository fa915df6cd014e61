import { eventInWords } from '../../timeline.ts'
import type { Advisory } from '../advisory.ts'
import type { TextFormat } from '../format.ts'
import { creditInWords } from '../names/index.ts'
import { sections, timelineHeading } from '../sections.ts'
import { factsOf, linksInWords, packageInWords } from '../words.ts'

/** In one line of Markdown, nothing of a title or a name is markup. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|~]/g, String.raw`\$&`)
}

/** The advisory as a page in Markdown; its longer texts are Markdown already. */
function write(advisory: Advisory): string {
  const { document } = advisory
  const part = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`## ${heading}\n\n${lines.join('\n')}`]
  const items = (lines: readonly string[]) => lines.map((line) => `- ${line}`)
  const credited = document.credits.filter(({ consent }) => consent)
  return `${[
    `# ${plain(document.title)}`,
    ...(document.summary === '' || document.summary === document.title ? [] : [plain(document.summary)]),
    items(factsOf(advisory).map(({ name, value }) => `${name}: ${plain(value)}`)).join('\n'),
    ...part('Affected', items(document.affected.map((one) => plain(packageInWords(one))))),
    ...part('Details', document.details === '' ? [] : [document.details]),
    ...sections.flatMap(([field, heading]) => part(heading, document[field] === '' ? [] : [document[field]])),
    ...part(timelineHeading, items(document.timeline.map((event) => plain(eventInWords(event))))),
    ...part('References', items(linksInWords(document).map((line) => line.replace(/https?:\S+/, '<$&>')))),
    ...part(
      'Credits',
      items(credited.map(({ name, type }) => `${plain(name)} (${creditInWords(type).toLowerCase()})`)),
    ),
  ].join('\n\n')}\n`
}

export const markdown: TextFormat = {
  name: 'markdown',
  title: 'Markdown',
  specification: 'https://spec.commonmark.org/',
  mediaType: 'text/markdown; charset=utf-8',
  write,
  reasons: {
    '/cna': 'the page is for people, who need no numbering authority',
    '/document/credits': 'who did not agree to be named is left out',
  },
}
