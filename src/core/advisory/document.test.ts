import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { advisoryDocument } from '../../../tests/arbitraries/advisory.ts'
import { AdvisoryDocument, missing } from './index.ts'

function complaints(more: Record<string, unknown>): string[] {
  const parsed = AdvisoryDocument.safeParse({ title: 'anchor', ...more })
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
}

const range = (more: Record<string, unknown>) => ({
  affected: [{ package: { ecosystem: 'Go', name: 'example.org/anchor' }, ranges: [more] }],
})

describe('an advisory document', () => {
  test('needs only its title while people draft', () => {
    expect(AdvisoryDocument.parse({ title: 'anchor' })).toEqual({
      title: 'anchor',
      summary: '',
      details: '',
      impact: '',
      affected: [],
      cwes: [],
      references: [],
      credits: [],
      mitigations: '',
      upgrade: '',
      vulnerableWhen: '',
      aliases: [],
      introducedBy: [],
      timeline: [],
    })
    expect(complaints({ title: ' ' })).toEqual(['title: must not be empty'])
  })

  test('may lack a text, and has none in which nothing can be seen', () => {
    const nothing = '\u200b\u2060'
    expect(complaints({ summary: nothing })).toEqual(['summary: has nothing in it that can be seen'])
    expect(complaints({ details: `${nothing}\n${nothing}` })).toEqual(['details: has nothing in it that can be seen'])
    expect(complaints({ summary: ' ', details: '\n' })).toEqual([])
  })

  test('is the same after another parse', () => {
    fc.assert(
      fc.property(advisoryDocument, (document) => {
        expect(AdvisoryDocument.parse(document)).toEqual(document)
      }),
    )
  })

  test('takes what a web form sends: CRLF becomes LF', () => {
    expect(AdvisoryDocument.parse({ title: 'a', details: ' one\r\ntwo\r\n' }).details).toBe('one\ntwo')
  })

  test.each([
    ['reversing direction', { details: 'if (admin\u202e) {' }, /^details: .*reading direction/],
    ['reversing direction by isolates', { summary: '\u2066access\u2069' }, /^summary: .*reading direction/],
    ['a null byte', { details: 'a\u0000b' }, /^details: .*control characters/],
    ['a terminal escape', { upgrade: 'a\u001b[2Jb' }, /^upgrade: .*control characters/],
    ['two lines in a title', { title: 'a\nBcc: b' }, /^title: must be one line/],
    ['half a character', { impact: 'a\ud800b' }, /^impact: .*lone surrogate/],
    ['a name with a line separator', credit('a\u2028b'), /^credits\.0\.name: must be one line/],
    ['another scheme', { introducedBy: ['javascript:alert(1)'] }, /^introducedBy\.0: an http or https address/],
    ['a user name in an address', { introducedBy: ['https://example.org@evil.example/'] }, /^introducedBy\.0: /],
    ['an address in two lines', { introducedBy: ['https://example.org/\nx'] }, /^introducedBy\.0: /],
    ['an INTRODUCED reference', { references: [{ type: 'INTRODUCED', url: 'https://example.org' }] }, /introducedBy$/],
    ['a leading v', range({ type: 'SEMVER', introduced: 'v1.2.0' }), /introduced: a semantic version/],
    ['half a commit', range({ type: 'GIT', repo: 'https://example.org/a', introduced: 'abc123' }), /whole commit id/],
    ['git without a repository', range({ type: 'GIT', introduced: '0' }), /ranges\.0\.repo: /],
    ['two ends', range({ type: 'ECOSYSTEM', introduced: '0', fixed: '2', lastAffected: '1' }), /not with both/],
    ['a CWE without a number', { cwes: ['CWE-x'] }, /^cwes\.0: a CWE id/],
    ['an alias twice', { aliases: ['GHSA-1-1-1', 'GHSA-1-1-1'] }, /^aliases: .*twice/],
    ['more than fits', { details: 'x'.repeat(60_001) }, /^details: at most 60000/],
    ['a field nobody knows', { severity: 'high' }, /severity/],
  ])('refuses %s', (_, more, says) => {
    const found = complaints(more)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(says)
  })

  test('keeps what is right in other scripts and in Markdown', () => {
    const details = 'שלום `<script>` 👩‍🚀\n\n\tcode\u200f'
    expect(AdvisoryDocument.parse({ title: 'عنوان', details }).details).toBe(details)
  })

  test('describes itself for OpenAPI, every field with a title', () => {
    const described = z.toJSONSchema(AdvisoryDocument, { io: 'input' })
    const fields = Object.entries(described.properties ?? {})
    expect(described.required).toEqual(['title'])
    expect(fields).toHaveLength(14)
    for (const [name, field] of fields)
      expect([name, typeof (field as { title?: unknown }).title]).toEqual([name, 'string'])
  })
})

function credit(name: string) {
  return { credits: [{ name, type: 'FINDER', consent: true }] }
}

describe('what is still missing', () => {
  const fields = (more: Record<string, unknown>, use: 'announcement' | 'publication') =>
    missing(AdvisoryDocument.parse({ title: 'anchor', ...more }), use).map((gap) => gap.field)

  const told = { summary: 's', details: 'd', impact: 'i', upgrade: 'u' }

  test('from a title alone', () => {
    expect(fields({}, 'announcement')).toEqual(['summary', 'details', 'impact', 'upgrade', 'affected'])
    expect(fields({}, 'publication')).toEqual([
      'summary',
      'details',
      'impact',
      'upgrade',
      'affected',
      'cwes',
      'references',
    ])
  })

  test('inside a package', () => {
    expect(fields({ ...told, affected: [{ package: {} }] }, 'announcement')).toEqual([
      'affected[0].package.ecosystem',
      'affected[0].package.name',
      'affected[0].ranges',
    ])
  })

  test('an announcement tells of a fixed version, a publication need not', () => {
    const open = { ...told, ...range({ type: 'SEMVER', introduced: '0' }) }
    const fixed = { ...told, ...range({ type: 'SEMVER', introduced: '0', fixed: '1.5.2' }) }
    expect(fields(open, 'announcement')).toEqual(['affected[0].ranges'])
    expect(fields(fixed, 'announcement')).toEqual([])
    expect(fields(open, 'publication')).toEqual(['cwes', 'references'])
  })
})
