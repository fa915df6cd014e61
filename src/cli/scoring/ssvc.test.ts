import { expect, test } from 'vitest'
import { runLine } from '../../../tests/kit/io.ts'
import { ssvcCommand } from './ssvc.ts'

const run = (...words: readonly string[]) => runLine([ssvcCommand], ['ssvc', ...words])

test('a whole set of answers is one outcome, explained', async () => {
  const { exit, out, err } = await run('supplier', 'exploitation=active', 'U=laborious', 'TI=T', 'PSI=M')
  expect([exit, err]).toEqual([0, ''])
  const [first, ...why] = out.trimEnd().split('\n')
  expect(first).toBe('Out-of-Cycle\tE:A/U:L/TI:T/PSI:M')
  expect(why).toHaveLength(5)
  expect(why[0]).toBe('  Is it exploited already? Active: there is good evidence that attackers use it.')
})

test('what is missing leaves several', async () => {
  const { exit, out } = await run('DT_SP', 'E=N')
  expect(exit).toBe(0)
  expect(out).toMatch(/^Defer or Scheduled or Out-of-Cycle\tE:N\n/)
  expect(out).toContain('Still possible: Defer (1 way), Scheduled (5 ways), Out-of-Cycle (6 ways).')
  const json = JSON.parse((await run('supplier', 'E=N', '--json')).out)
  expect(json).toMatchObject({ table: 'supplier', outcome: null, possible: [{ key: 'D', rows: 1 }, {}, {}] })
  expect(json.missing.map(({ key }: { key: string }) => key)).toEqual(['U', 'TI', 'PSI'])
})

test('without answers it lists the questions', async () => {
  const { out } = await run('publish')
  expect(out).toContain('SINV\tSupplier Involvement: ')
  expect(out).toContain('\tDo Not Publish: ')
})

test.each([
  [['suplier'], 'did you mean supplier'],
  [['supplier', 'explotation=A'], 'Did you mean: Exploitation'],
  [['supplier', 'E=actve'], 'Did you mean: Active'],
  [['supplier', 'E'], 'malformed_answer'],
  [['supplier', 'E=A', 'E=N'], 'answered_twice'],
  [[], 'TABLE is missing'],
])('%j is misused, and says how', async (words, says) => {
  const { exit, out, err } = await run(...words)
  expect([exit, out]).toEqual([2, ''])
  expect(err).toContain(says)
})
