import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkPolicy } from './index.ts'

const sigstore = readFileSync(new URL('../../../policies/sigstore.yaml', import.meta.url), 'utf8')

function told(text: string): string[] {
  const checked = checkPolicy(text)
  const problems = 'policy' in checked ? checked.warnings : checked.problems
  return problems.map(({ line, column, code, path }) => `${line}:${column} ${code} ${path}`)
}

/** Line and column of a piece of a text, as problems state them. */
function placeOf(text: string, piece: string): string {
  const before = text.slice(0, text.indexOf(piece))
  return `${before.split('\n').length}:${before.length - before.lastIndexOf('\n')}`
}

test('the sigstore policy passes the whole check', () => {
  expect(told(sigstore)).toEqual([])
})

test.each([
  ['{{oldVersion}}', '{{oldversion}}', 'template_unknown_name', 'body'],
  ['{{upgrade}}', '<!-- optional -->', 'template_html_comment', 'body'],
  ['{{version}} is now', '$VERSION is now', 'template_other_placeholder', 'subject'],
  ['{{version}} is now', '{{cves}} is now', 'template_wrong_use', 'subject'],
])('%s → %s', (from, to, code, part) => {
  const text = sigstore.replace(from, () => to)
  const [first] = told(text).filter((line) => line.includes(code))
  expect(first).toBe(`${placeOf(text, to)} ${code} release.template.${part}`)
})

test('an open section is shown where it was opened', () => {
  const text = sigstore.replace('{{/impact}}', '')
  expect(told(text)).toEqual([`${placeOf(text, '{{#impact}}')} template_syntax release.template.body`])
})

test('shape comes first, and problems of the template come with the warnings, in the order of the file', () => {
  expect(told(sigstore.replace('least: 2', 'least: x').replace('{{oldVersion}}', '{{x}}')).join()).not.toContain(
    'template',
  )
  const both = sigstore.replace('[monday,', '[friday, monday,').replace('{{oldVersion}}', '{{x}}')
  expect(told(both).map((line) => line.split(' ')[1])).toEqual(['weekend_release', 'template_unknown_name'])
})
