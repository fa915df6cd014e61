import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peopleFromLines } from './people.ts'

describe('peopleFromLines', () => {
  it('reads names, addresses, affiliations', () => {
    const text =
      'Ada Anchor <ada@example.org> Harbour Works\r\n\r\n"Ben Buoy" < ben@example.org >\n Cleo <c@example.org>, Pier\n'
    expect(peopleFromLines(text)).toEqual({
      people: [
        { name: 'Ada Anchor', email: 'ada@example.org', affiliation: 'Harbour Works' },
        { name: 'Ben Buoy', email: 'ben@example.org', affiliation: '' },
        { name: 'Cleo', email: 'c@example.org', affiliation: 'Pier' },
      ],
      problems: [],
    })
  })

  it.each(['ada@example.org', 'Ada <ada>', '<ada@example.org>', 'Ada <a@b> <c@d>', 'Ada ada@example.org Harbour'])(
    'says which line it cannot read: %s',
    (line) => {
      const { people, problems } = peopleFromLines(`\nBen <ben@example.org>\n${line}`)
      expect(people).toHaveLength(1)
      expect(problems.map((one) => one.line)).toEqual([3])
    },
  )

  it('reads back what was written', () => {
    const word = fc.stringMatching(/^[A-Za-z][A-Za-z .'-]{0,15}[A-Za-z]$/)
    const person = fc.record({
      name: word,
      email: fc.constant('a@example.org'),
      affiliation: fc.oneof(word, fc.constant('')),
    })
    fc.assert(
      fc.property(fc.array(person, { maxLength: 5 }), (people) => {
        const text = people.map(({ name, email, affiliation }) => `${name} <${email}> ${affiliation}`).join('\n')
        expect(peopleFromLines(text)).toEqual({ people, problems: [] })
      }),
    )
  })

  it('loses no line: each is a person or a problem', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (lines) => {
        const rows = lines.flatMap((line) => line.split(/\r\n|\r|\n/)).filter((line) => line.trim() !== '')
        const { people, problems } = peopleFromLines(lines.join('\n'))
        expect(people.length + problems.length).toBe(rows.length)
      }),
    )
  })
})
