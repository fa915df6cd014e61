import fc from 'fast-check'
import { expect, it } from 'vitest'
import { markdownAsHtml } from './markdown.ts'

const html = (text: string) => markdownAsHtml(text, 'Details')

it('parts paragraphs, lists, headings and code', () => {
  expect(html('# Why\n\nOne\n**two**.\n\n- a\n- `b`\n\n```sh\nif <x>\n```\nafter')).toBe(
    [
      '<h3>Why</h3>',
      '<p>One\n<strong>two</strong>.</p>',
      '<ul>',
      '<li>a</li>',
      '<li><code>b</code></li>',
      '</ul>',
      '<pre class="code" role="region" tabindex="0" aria-label="Details: code"><code>if &lt;x&gt;\n</code></pre>',
      '<p>after</p>',
      '',
    ].join('\n'),
  )
})

it('keeps what follows a fence that was never closed, and finds nothing in nothing', () => {
  expect(html('a\n```\nb')).toContain('<code>b</code>')
  expect(html(' \n\n ')).toBe('')
})

it('leads out of the site only by http, https and mail, and vouches for nothing', () => {
  expect(html('[fix](https://example.org/1)')).toBe(
    '<p><a href="https://example.org/1" rel="noopener nofollow ugc">fix</a></p>\n',
  )
  for (const url of ['javascript:alert(1)', 'JaVaScript:alert(1)', 'data:text/html,x', '/settings', '//evil.example']) {
    expect(html(`[here](${url})`)).not.toContain('<a')
    expect(html(`<${url}>`)).not.toContain('<a')
  }
  // What is only mentioned is no link.
  expect(html('see https://example.org/1')).not.toContain('<a')
})

it('asks no server for a picture', () => {
  expect(html('![a <diagram>](https://tracker.example/p.png)')).toBe('<p>a &lt;diagram&gt;</p>\n')
})

it('sets tables without style', () => {
  expect(html('| a | b |\n|--:|---|\n| 1 | 2 |')).not.toContain('style')
  expect(html('| a |\n|---|\n| 1 |')).toContain('<td>1</td>')
})

it('shows a text that is made to be read for seconds as it was written', () => {
  const longest = 50_000
  const texts = ['![', '[[', '[a][', '*_[', '> [a\n', '***_', '[a](b "', 'a|b\n-|-\n'].map((piece) =>
    piece.repeat(longest / piece.length),
  )
  for (const text of texts) {
    expect(html(text)).toMatch(/^<pre class="code" role="region" tabindex="0" aria-label="Details: text"><code>/)
  }
  expect(html('[<b>'.repeat(12_000))).toContain('[&lt;b&gt;[')
})

it('reads whatever people write to each other, however long', () => {
  const section = [
    '## What happens\n\n1. Ask for `/x[0]`, see [the log](https://example.org/a_(b) "log") and *wait*.\n2. Look.\n',
    '```\n==1==ERROR: [0x1, 0x2) [heap] **\n```\n\n| version | state |\n|---|---|\n| 1.2 | [x] |\n\n> quoted _twice_\n\n',
  ].join('\n')
  const text = section.repeat(Math.floor(50_000 / section.length))
  expect(html(text)).not.toContain('Details: text')
  expect(html(text).match(/<h3>/g)?.length).toBe(Math.floor(50_000 / section.length))
})

const elements = /^\/?(?:p|h3|ul|ol|li|em|strong|s|code|pre|blockquote|hr|br|a|div|table|thead|tbody|tr|td|th)$/
const attributes = /^(?:href|rel|title|class|role|tabindex|aria-label|start)$/

it('makes no element and no attribute that is not on the list, whatever is written', () => {
  const pieces = fc.constantFrom(
    '<script>', '</p>', '<img src=x onerror=y>', '![', '](', 'javascript:', 'https://a.example', ')', '"', "'", '`',
    '\n', '\n\n', '- ', '> ', '# ', '|', '---', '<', '>', '&', '[a]: ', '[a]', '**', '~~~', '    ', '&#106;', 'onclick=',
  ) // prettier-ignore
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), (parts) => {
      for (const [, name = '', rest = ''] of html(parts.join('')).matchAll(/<(\/?[^\s>]*)((?:\s[^<>]*)?)>/g)) {
        expect(name).toMatch(elements)
        for (const [, attribute = ''] of rest.matchAll(/\s([^\s="]+)="[^"]*"/g)) expect(attribute).toMatch(attributes)
      }
    }),
    { numRuns: 500 },
  )
})
