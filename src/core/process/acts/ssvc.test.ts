import { expect, test } from 'vitest'
import { ada, policyNamed, teamed } from '../../../../tests/kit/case.ts'

const reason = 'an exploit was posted this morning'
const answers = 'E:A/U:L/TI:T/PSI:M'

test('V1: what the table says goes on record, in short and with the reason', () => {
  const { c } = teamed().does(ada, 'decideSsvc', {
    table: 'supplier',
    answers: 'psi=minimal, exploitation=active utility=L TI:total',
    reason,
  })
  expect(c.ssvc).toMatchObject([{ table: 'supplier', answers, found: 'O', outcome: 'O', reason, by: ada }])
})

test('V1: the committee may decide otherwise; the newest of each table counts', () => {
  const story = teamed()
    .does(ada, 'decideSsvc', { table: 'publish', answers: 'SINV:FR E:N PVA:L', reason })
    .does(ada, 'decideSsvc', { table: 'supplier', answers, reason })
    .does(ada, 'decideSsvc', { table: 'supplier', answers, outcome: 'immediate', reason })
  expect(story.c.ssvc.map(({ table, found, outcome }) => [table, found, outcome])).toEqual([
    ['publish', 'N', 'N'],
    ['supplier', 'O', 'I'],
  ])
})

test('V1: answers that settle it need no others', () => {
  const { c } = teamed().does(ada, 'decideSsvc', { table: 'supplier', answers: 'E:A/U:S', reason })
  expect(c.ssvc).toMatchObject([{ answers: 'E:A/U:S', outcome: 'I' }])
})

test.each([
  [{ answers: 'E:A/U:L/TI:T' }, 'answers_open', 'Answer these, too.'],
  [{ answers: 'Explotation:A' }, 'bad_answers', 'Did you mean Exploitation?'],
  [{ answers: 'E:A/E:N' }, 'bad_answers', 'Keep one of the answers.'],
  [{ answers, outcome: 'Track' }, 'unknown_outcome', 'Use one of: D (Defer), '],
])('%j is refused: %s', (fields, code, instead) => {
  const refused = teamed().tries(ada, 'decideSsvc', { table: 'supplier', reason, ...fields })
  expect(refused).toMatchObject({ code, clause: 'V1', instead: expect.stringContaining(instead) })
})

test('V1: a policy may name the tables that it uses', () => {
  const sigstore = policyNamed('sigstore')
  const { development } = sigstore
  const using = (ssvc: readonly ('supplier' | 'publish')[]) => {
    const severity = { ...development.severity, ssvc: [...ssvc] }
    return teamed({ policy: { ...sigstore, development: { ...development, severity } } })
  }
  expect(using(['supplier']).tries(ada, 'decideSsvc', { table: 'supplier', answers, reason })).toMatchObject([
    { outcome: 'O' },
  ])
  expect(using(['publish']).tries(ada, 'decideSsvc', { table: 'supplier', answers, reason })).toMatchObject({
    code: 'table_not_used',
    instead: 'Use one of: publish.',
  })
  expect(using([]).tries(ada, 'decideSsvc', { table: 'supplier', answers, reason })).toMatchObject({
    code: 'table_not_used',
  })
})
