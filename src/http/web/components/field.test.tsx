import { describe, expect, it } from 'vitest'
import { instant } from '../../../core/kernel/index.ts'
import { linesFromField } from './answers.ts'
import { Field, utcFieldValue } from './field.tsx'
import { ErrorSummary, Form } from './form.tsx'

describe('Field', () => {
  it('ties hint and error to its control', () => {
    const html = String(<Field name="address" kind="email" label="E-mail" hint="Yours." error="Write one." required />)
    expect(html).toContain('for="field-address"')
    expect(html).toMatch(/<input[^>]+id="field-address"[^>]+aria-describedby="field-address-hint field-address-error"/)
    expect(html).toContain('aria-invalid="true"')
    expect(html).not.toContain('(optional)')
  })

  it('says when an answer is needed that another one calls for', () => {
    const labelOf = (html: string) => /<label.*<\/label>/.exec(html)?.[0].replaceAll(/<[^>]*>/g, '')
    expect(labelOf(String(<Field name="user" label="User" needed="for a mailbox" />))).toBe('User (for a mailbox)')
    expect(labelOf(String(<Field name="user" label="User" />))).toBe('User (optional)')
  })

  it('keeps what was written from becoming markup', () => {
    const html = String(<Field name="text" kind="multiline" label="Text" value={'</textarea><script>1</script>'} />)
    expect(html).not.toContain('<script>')
    expect(html).toContain('&lt;/textarea&gt;')
  })

  it('a summary leads to the fields it names', () => {
    const summary = String(<ErrorSummary problems={[{ field: 'people[0].name', says: 'Write a name.' }]} />)
    const field = String(<Field name="people[0].name" label="Name" />)
    const id = /href="#([^"]+)"/.exec(summary)?.[1]
    expect(id).toBe('field-people-0-name')
    expect(field).toContain(`id="${id}"`)
    expect(String(<ErrorSummary problems={[]} />)).toBe('')
  })
})

it('a form carries its hidden fields and acts by post', () => {
  const html = String(
    <Form action="/x" hidden={{ token: '"quoted"' }}>
      <></>
    </Form>,
  )
  expect(html).toContain('method="post"')
  expect(html).toContain('name="token" value="&quot;quoted&quot;"')
})

describe('answers', () => {
  it('a date-time field means UTC, both ways', () => {
    const at = Temporal.Instant.from('2026-03-17T16:00:00Z')
    expect(utcFieldValue(at)).toBe('2026-03-17T16:00')
    expect(instant('When').parse(utcFieldValue(at))).toBe('2026-03-17T16:00:00Z')
  })

  it('lines come without blanks', () => {
    expect(linesFromField(' a \r\n\r\nb\rc\n ')).toEqual(['a', 'b', 'c'])
  })
})
