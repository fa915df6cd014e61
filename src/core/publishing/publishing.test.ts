import { describe, expect, test } from 'vitest'
import { atom, changedAt, csafName, csafPath, jsonFeed, providerMetadata, type Card, type Site } from './index.ts'

const site: Site = {
  name: 'Anchor & <Chain>',
  address: 'https://security.example.org',
  since: '2026-01-01T08:00:00.123Z',
}
const card = (nth: number, modified = '2026-03-17T16:00:00Z'): Card => ({
  id: `CVE-2026-${10_000 + nth}`,
  title: `A "title" & <b>\u{0}${nth}</b>`,
  summary: '',
  severity: 'high',
  score: 7.5,
  published: '2026-03-17T16:00:00Z',
  modified,
})

test.each([
  ['CVE-2026-10001', 'cve-2026-10001.json'],
  ['TOCSIN-2026-0ABC', 'tocsin-2026-0abc.json'],
  ['Example Company - 2019-YH3234', 'example_company_-_2019-yh3234.json'],
  ['RHBA-2019:0024', 'rhba-2019_0024.json'],
  ['2022 #1 +a', '2022_1_+a.json'],
])('%s is the file %s (CSAF 2.0, 5.1)', (id, name) => {
  expect(csafName(id)).toBe(name)
})

test('a document stays in the year of its first publication', () => {
  expect(csafPath(card(1, '2027-01-01T00:00:00Z'))).toBe('.well-known/csaf/white/2026/cve-2026-10001.json')
})

describe('feeds', () => {
  test('have the last changed first, and at most a hundred', () => {
    const cards = Array.from({ length: 150 }, (_, nth) => card(nth))
    const changed = card(7, '2026-04-01T00:00:00Z')
    const { items } = JSON.parse(jsonFeed(site, [...cards, changed])) as { items: readonly { id: string }[] }
    expect([items.length, items[0]?.id]).toEqual([100, 'https://security.example.org/advisories/CVE-2026-10007'])
  })

  test('escape what is no text in XML, and leave out what XML does not take', () => {
    const text = atom(site, [card(1)])
    expect(text).toContain('<title>Anchor &amp; &lt;Chain&gt; security advisories</title>')
    expect(text).toContain('A &quot;title&quot; &amp; &lt;b&gt;1&lt;/b&gt;')
    expect(text.includes('\u{0}')).toBe(false)
  })

  test('that are empty changed when the community began', () => {
    expect(changedAt(site, [])).toBe('2026-01-01T08:00:00Z')
    expect(atom(site, [])).toContain('<updated>2026-01-01T08:00:00Z</updated>')
  })
})

test('who has no key is no trusted provider', () => {
  const role = (keys: readonly string[]) => (JSON.parse(providerMetadata(site, [], keys)) as { role: string }).role
  expect([role([]), role(['A'.repeat(40)])]).toEqual(['csaf_provider', 'csaf_trusted_provider'])
})
