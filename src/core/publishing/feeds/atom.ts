import { changedAt, lastChangedFirst, type Card, type Site } from '../card.ts'
import { paths } from '../paths.ts'
import { mostInFeed } from './most.ts'

/** The advisories that changed last, as Atom (RFC 4287). An entry's id is its address: it names the advisory for good. */
export function atom(site: Site, cards: readonly Card[]): string {
  const { name, address } = site
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <id>${xml(`${address}/${paths.atom}`)}</id>`,
    `  <title>${xml(`${name} security advisories`)}</title>`,
    `  <updated>${changedAt(site, cards)}</updated>`,
    `  <author><name>${xml(name)}</name><uri>${xml(address)}</uri></author>`,
    '  <generator>Tocsin</generator>',
    `  <link rel="self" type="application/atom+xml" href="${xml(`${address}/${paths.atom}`)}"/>`,
    `  <link rel="alternate" type="text/html" href="${xml(`${address}/advisories`)}"/>`,
    ...lastChangedFirst(cards)
      .slice(0, mostInFeed)
      .flatMap((card) => entry(card, address)),
    '</feed>',
    '',
  ].join('\n')
}

function entry({ id, title, summary, severity, published, modified }: Card, address: string): string[] {
  const page = xml(`${address}/advisories/${id}`)
  return [
    '  <entry>',
    `    <id>${page}</id>`,
    `    <title>${xml(`${id}: ${title}`)}</title>`,
    `    <published>${published}</published>`,
    `    <updated>${modified}</updated>`,
    `    <link rel="alternate" type="text/html" href="${page}"/>`,
    ...(severity === null ? [] : [`    <category term="${xml(severity)}" label="${xml(`Severity: ${severity}`)}"/>`]),
    `    <summary>${xml(summary === '' ? title : summary)}</summary>`,
    '  </entry>',
  ]
}

/** Characters that XML 1.0 (2.2) does not take at all cannot be escaped either: they are left out. */
function xml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
