import { eventInWords } from '../../timeline.ts'
import type { Advisory } from '../advisory.ts'
import type { TextFormat } from '../format.ts'
import { creditInWords } from '../names/index.ts'
import { sections, timelineHeading } from '../sections.ts'
import { factsOf, linksInWords, packageInWords } from '../words.ts'

/**
 * The advisory as the text of a mail to oss-security: a subject line, then plain text with the facts first
 * (https://oss-security.openwall.org/wiki/mailing-lists/oss-security). Nothing is wrapped, so that addresses and
 * vectors stay whole.
 */
function write(advisory: Advisory): string {
  const { document, cve, id } = advisory
  const credited = document.credits.filter(({ consent }) => consent)
  const part = (heading: string, text: string) =>
    text === '' ? [] : [`${heading}\n${'-'.repeat(heading.length)}\n\n${text}`]
  const lines = (all: readonly string[]) => all.map((line) => `  ${line}`).join('\n')
  return `${[
    `Subject: ${cve ?? id}: ${document.title}`,
    factsOf(advisory)
      .map(({ name, value }) => `${name}: ${value}`)
      .join('\n'),
    ...(document.summary === '' || document.summary === document.title ? [] : [document.summary]),
    ...part('Affected', lines(document.affected.map(packageInWords))),
    ...part('Details', document.details),
    ...sections.flatMap(([field, heading]) => part(heading, document[field])),
    ...part(timelineHeading, lines(document.timeline.map(eventInWords))),
    ...part('References', lines(linksInWords(document))),
    ...part('Credits', lines(credited.map(({ name, type }) => `${name} (${creditInWords(type).toLowerCase()})`))),
  ].join('\n\n')}\n`
}

export const ossSecurity: TextFormat = {
  name: 'oss-security',
  title: 'Mail to oss-security',
  specification: 'https://oss-security.openwall.org/wiki/mailing-lists/oss-security',
  mediaType: 'text/plain; charset=utf-8',
  write,
  reasons: {
    '/cna': 'the mail is for people, who need no numbering authority',
    '/document/credits': 'who did not agree to be named is left out',
  },
}
