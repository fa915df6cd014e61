import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefused } from '../kernel/index.ts'
import { checkTemplate, placeholders, renderAnnouncement, type AnnouncementValues } from './index.ts'

/** The seed's template in our form; the sigstore policy file carries the same text. */
const sigstore = {
  subject: 'Security release of {{community}}/{{project}} {{version}} is now available',
  body: `Hello {{community}} Community,

The Security Response Committee and maintainers of {{community}}/{{project}} would like
to announce the availability of {{community}}/{{project}} {{version}}.

This addresses the following CVE(s):

{{#cves}}
* {{id}} ({{#score}}CVSS score {{score}}, {{/score}}{{class}}): {{summary}}
{{/cves}}

Upgrading to {{version}} is encouraged to fix these issues.

**Am I vulnerable?**

Run \`{{project}} --version\` and if it indicates a base version of {{oldVersion}} or
older that means it is a vulnerable version.

{{! Features, extensions and configuration that make it likely that a system is vulnerable in practice. }}
{{#vulnerableWhen}}
{{vulnerableWhen}}

{{/vulnerableWhen}}
{{! Optional: falls away when there are no mitigations. }}
{{#mitigations}}
**How do I mitigate the vulnerability?**

{{mitigations}}

{{/mitigations}}
**How do I upgrade?**

{{upgrade}}

{{#hasBinaries}}
The release is available at:

{{#binaries}}
* {{name}}: {{url}}
{{/binaries}}

{{/hasBinaries}}
**Vulnerability Details**

{{#cves}}
{{id}}

{{details}}

{{/cves}}
{{#hasReferences}}
Further reading:

{{#references}}
* {{url}}
{{/references}}
{{/hasReferences}}
`,
}

const values: AnnouncementValues = {
  community: 'lighthouse',
  project: 'anchor',
  repository: 'harbour/anchor',
  version: '1.5.2',
  oldVersion: '1.5.1',
  list: 'lighthouse-dev@lists.example.org',
  cves: [
    {
      id: 'CVE-2026-10001',
      score: 7,
      class: 'high',
      summary: 'A signature passes without its log entry',
      details: 'The entry & its "proof" are looked up, <but> not looked at.\n',
    },
    { id: 'CVE-2026-10002', class: 'low', summary: 'A long list never ends', details: 'Every page is fetched.' },
  ],
  upgrade: 'Install anchor 1.5.2.',
  binaries: [],
  references: [],
  credits: [],
}

const render = (more: Partial<AnnouncementValues> = {}, template = sigstore) =>
  renderAnnouncement(template, { ...values, ...more })
const codeOf = (answer: unknown) => (isRefused(answer) ? `${answer.code} ${answer.clause}` : 'rendered')
const bodyOf = (answer: ReturnType<typeof render>) => (isRefused(answer) ? answer.says : answer.body)

describe('the announcement', () => {
  test('reads as the process has it', () => {
    expect(render()).toEqual({
      subject: 'Security release of lighthouse/anchor 1.5.2 is now available',
      body: `Hello lighthouse Community,

The Security Response Committee and maintainers of lighthouse/anchor would like
to announce the availability of lighthouse/anchor 1.5.2.

This addresses the following CVE(s):

* CVE-2026-10001 (CVSS score 7.0, high): A signature passes without its log entry
* CVE-2026-10002 (low): A long list never ends

Upgrading to 1.5.2 is encouraged to fix these issues.

**Am I vulnerable?**

Run \`anchor --version\` and if it indicates a base version of 1.5.1 or
older that means it is a vulnerable version.

**How do I upgrade?**

Install anchor 1.5.2.

**Vulnerability Details**

CVE-2026-10001

The entry & its "proof" are looked up, <but> not looked at.

CVE-2026-10002

Every page is fetched.
`,
    })
  })

  test('shows the optional sections when there is something to say', () => {
    const body = bodyOf(
      render({
        mitigations: 'Refuse unlogged signatures.',
        vulnerableWhen: 'Keyless mode is on.',
        binaries: [{ name: 'anchor-linux-amd64', url: 'https://example.org/anchor-linux-amd64' }],
        references: [{ type: 'FIX', url: 'https://git.example.org/anchor/pull/40' }],
      }),
    )
    expect(body).toContain('vulnerable version.\n\nKeyless mode is on.\n\n**How do I mitigate')
    expect(body).toContain('**How do I mitigate the vulnerability?**\n\nRefuse unlogged signatures.\n\n**How')
    expect(body).toContain(
      'Install anchor 1.5.2.\n\nThe release is available at:\n\n' +
        '* anchor-linux-amd64: https://example.org/anchor-linux-amd64\n\n**Vulnerability Details**',
    )
    expect(body.endsWith('Further reading:\n\n* https://git.example.org/anchor/pull/40\n')).toBe(true)
  })

  test('a score of nought is a score', () => {
    const [cve] = values.cves
    expect(cve).toBeDefined()
    if (cve !== undefined) expect(bodyOf(render({ cves: [{ ...cve, score: 0 }] }))).toContain('(CVSS score 0.0, high)')
  })

  test('takes values as they are: braces in them are no template', () => {
    expect(bodyOf(render({ upgrade: 'Set {{version}} and {{! this }} {{#cves}}' }))).toContain(
      'Set {{version}} and {{! this }} {{#cves}}',
    )
  })

  test.each([
    ['upgrade', { upgrade: ' \n' }, 'how users upgrade (upgrade)'],
    ['version', { version: '' }, 'the released version (version)'],
    ['cves', { cves: [] }, 'the vulnerabilities that the release fixes, one entry each (cves)'],
    [
      'a CVE’s summary',
      { cves: [{ id: 'CVE-2026-10001', class: 'high', summary: '', details: 'd' }] },
      'what is wrong, in one sentence of CVE-2026-10001 (summary)',
    ],
    ['a file’s address', { binaries: [{ name: 'anchor.exe', url: '' }] }, 'its address of anchor.exe (url)'],
  ])('is blocked while a required placeholder has no value: %s', (_, more, says) => {
    const answer = render(more)
    expect(codeOf(answer)).toBe('announcement_incomplete R8')
    expect(isRefused(answer) && answer.says).toBe(`The announcement still lacks ${says}.`)
  })

  test('names everything that is missing at once', () => {
    const answer = render({ upgrade: '', version: '', oldVersion: '' })
    expect(isRefused(answer) ? answer.says.split(';').length : 0).toBe(3)
  })

  test('a section around a required placeholder does not make it optional, one around an optional does', () => {
    const upgrade = { subject: 's', body: '{{#upgrade}}{{upgrade}}{{/upgrade}}' }
    const impact = { subject: 's', body: 'a{{#impact}}{{impact}}{{/impact}}{{^impact}}b{{/impact}}' }
    expect(codeOf(render({ upgrade: '' }, upgrade))).toBe('announcement_incomplete R8')
    expect(render({ impact: ' ' }, impact)).toEqual({ subject: 's', body: 'ab\n' })
    expect(codeOf(render({}, { subject: 's', body: '{{impact}}' }))).toBe('announcement_incomplete R8')
  })

  test.each([
    ['a line break in the subject', { project: 'anchor\r\nBcc: all@example.org' }, 'announcement_subject R8'],
    ['a subject without end', { project: 'a'.repeat(300) }, 'announcement_subject R8'],
    ['a reversed reading direction', { upgrade: 'a\u202eb' }, 'announcement_text R8'],
    ['a control character', { mitigations: 'a\u0007b' }, 'announcement_text R8'],
    ['a CVE twice', { cves: [...values.cves, ...values.cves] }, 'announcement_duplicate R8'],
  ])('is refused with %s', (_, more, code) => {
    expect(codeOf(render(more))).toBe(code)
  })

  test('is refused under a template with a problem', () => {
    expect(codeOf(render({}, { subject: 'x', body: '{{nothing}}' }))).toBe('announcement_template R8')
    expect(codeOf(render({}, { subject: '{{#cves}}', body: 'x' }))).toBe('announcement_template R8')
    expect(codeOf(render({}, { subject: '{{! nothing else }}', body: 'x' }))).toBe('announcement_subject R8')
    expect(codeOf(render({}, { subject: 'x', body: '{{#impact}}x{{/impact}}' }))).toBe('announcement_text R8')
  })

  test('never lets a comment or a brace of the template out, whatever is filled in', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc \n'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, word, fc.array(word, { maxLength: 3 }), (upgrade, mitigations, vulnerableWhen, names) => {
        const binaries = names.map((name) => ({ name, url: 'https://example.org' }))
        const answer = render({ upgrade, mitigations, vulnerableWhen, binaries })
        const whole = upgrade.trim() !== '' && names.every((name) => name.trim() !== '')
        expect(codeOf(answer)).toBe(whole ? 'rendered' : 'announcement_incomplete R8')
        if (isRefused(answer)) return
        expect(answer.body).not.toMatch(/\{\{|\}\}|Optional|Features/)
        expect(answer.body.includes('How do I mitigate')).toBe(mitigations.trim() !== '')
      }),
    )
  })
})

describe('checking a template', () => {
  test('finds nothing wrong with the process’s own', () => {
    expect([...checkTemplate(sigstore.subject), ...checkTemplate(sigstore.body)]).toEqual([])
  })

  test.each([
    ['an unknown name', 'a\n  {{foo}}', 'unknown_name', 2, 3],
    ['what every object has', '{{constructor}}', 'unknown_name', 1, 1],
    ['an entry’s name outside its list', '{{summary}}', 'unknown_name', 1, 1],
    ['an entry’s name in another list', '{{#binaries}}{{summary}}{{/binaries}}', 'unknown_name', 1, 14],
    ['the current entry', '{{#cves}}{{.}}{{/cves}}', 'unknown_name', 1, 10],
    ['a section nobody knows', '{{#foo}}a{{/foo}}', 'unknown_name', 1, 1],
    ['an open section', 'a\nb {{#cves}}\nc', 'syntax', 2, 3],
    ['a section closed by another name', '{{#cves}}\n{{/binaries}}', 'syntax', 1, 1],
    ['an end without a beginning', 'a\n{{/cves}}', 'syntax', 2, 1],
    ['an open tag', 'a\n b {{version', 'syntax', 2, 4],
    ['a list as text', '{{cves}}', 'wrong_use', 1, 1],
    ['a yes or no as text', '{{hasBinaries}}', 'wrong_use', 1, 1],
    ['a partial', '{{> footer}}', 'not_allowed', 1, 1],
    ['other delimiters', 'a {{=<% %>=}}', 'not_allowed', 1, 3],
    ['a tag inside a comment', '{{! set {{version}} here }}', 'stray_braces', 1, 26],
    ['an HTML comment', 'a\n\n<!-- optional -->', 'html_comment', 3, 1],
    ['the older placeholders', 'Upgrade to $VERSION.', 'other_placeholder', 1, 12],
    ['a template without end', 'a'.repeat(20_001), 'too_long', 1, 1],
  ])('finds %s', (_, template, code, line, column) => {
    expect(checkTemplate(template).map((problem) => [problem.code, problem.line, problem.column])).toEqual([
      [code, line, column],
    ])
  })

  test('finds every problem, in order', () => {
    expect(checkTemplate('{{a}}\n{{b}} <!-- -->').map(({ code }) => code)).toEqual([
      'unknown_name',
      'unknown_name',
      'html_comment',
    ])
  })

  test('says where a name is known', () => {
    expect(checkTemplate('{{url}}')[0]?.says).toContain('{{#binaries}} … {{/binaries}} or {{#references}}')
  })

  test('answers on any text, and what it accepts renders', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '#cves',
      '/cves',
      'version',
      '!',
      ' ',
      '\n',
      '{{version}}',
      '{{#cves}}x{{/cves}}',
      'a',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const body = `x${parts.join('')}`
        const answer = render({}, { subject: 's', body })
        expect(codeOf(answer)).toBe(checkTemplate(body).length === 0 ? 'rendered' : 'announcement_template R8')
      }),
      { numRuns: 500 },
    )
  })

  test('no name inside a list is a name outside: a hole would be filled from there', () => {
    const inner = Object.values(placeholders).flatMap((known) => ('of' in known ? Object.keys(known.of ?? {}) : []))
    expect(inner.length).toBeGreaterThan(8)
    expect(inner.filter((name) => Object.hasOwn(placeholders, name))).toEqual([])
  })
})
