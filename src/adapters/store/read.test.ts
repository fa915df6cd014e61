import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { sqlOn, type Sql } from './connect.ts'
import { migrate } from './migrate.ts'
import { questions } from './read.ts'

const at = '2026-11-02T10:00:00Z'
const after = { updated: at, case: 'c-1' } as const

/** Every question, in every form that changes its SQL. */
const asked: { [Name in keyof typeof questions]: (sql: Sql) => void } = {
  readStream: (sql) => questions.readStream(sql, 'c-1'),
  streams: (sql) => [questions.streams(sql, 'case', undefined), questions.streams(sql, 'case', 'k-1')],
  scan: (sql) => questions.scan(sql, 0, 9),
  cases: (sql) => {
    for (const open of [true, 'all'] as const) {
      for (const more of [{}, { phase: 'fix' }, { after }, { phase: 'fix', after }]) {
        questions.cases(sql, { person: 'p-1', open, limit: 9, ...more })
      }
    }
  },
  caseRow: (sql) => questions.caseRow(sql, 'p-1', 'c-1'),
  countCases: (sql) => questions.countCases(sql, 'p-1'),
  allCases: (sql) => questions.allCases(sql, 'k-1'),
  dueAlarms: (sql) => questions.dueAlarms(sql, at, 9),
  nextAlarm: (sql) => questions.nextAlarm(sql),
  interruptedOutbox: (sql) => questions.interruptedOutbox(sql, at),
  outbox: (sql) => [
    questions.outbox(sql, { limit: 9 }),
    questions.outbox(sql, { stream: 'c-1', limit: 9 }),
    questions.outbox(sql, { states: ['dead', 'unsure'], limit: 9 }),
    questions.outbox(sql, { stream: 'c-1', states: ['dead'], limit: 9 }),
  ],
  outboxEntry: (sql) => questions.outboxEntry(sql, 'e'),
  secret: (sql) => questions.secret(sql, 'h'),
  secretsOf: (sql) => questions.secretsOf(sql, 'p-1', 'token'),
  lookup: (sql) => questions.lookup(sql, 'address', 'x'),
  published: (sql) => questions.published(sql, 'k-1', 9),
  publishedById: (sql) => questions.publishedById(sql, 'x'),
  setting: (sql) => questions.setting(sql, 'x'),
  reads: (sql) => questions.reads(sql, 'c-1'),
}

const sorts = 'USE TEMP B-TREE FOR ORDER BY'
/** What is looked at from the beginning, or sorted, and why that is no harm. */
const harmless: { readonly text: RegExp; readonly step: RegExp | string; readonly because: string }[] = [
  {
    text: /^select id.* from outbox\s+order by ordinal desc limit/,
    step: 'SCAN outbox',
    because: 'stops at the limit',
  },
  { text: /^select at from alarms order by at limit 1/, step: /^SCAN alarms/, because: 'stops at the first' },
  { text: /union all/, step: /^SCAN |^USE TEMP B-TREE/, because: 'two pages of a list, at most twice the limit' },
  { text: /^select cases/, step: /^SCAN (stretch0|page|\(subquery)/, because: 'one page of a list' },
  { text: /where state in/, step: sorts, because: 'asked for the few that need a person' },
]

test.each(Object.entries(asked))('%s finds its rows by an index and sorts no table', (_, ask) => {
  const db = new DatabaseSync(':memory:')
  migrate(db)
  const plain = sqlOn(db)
  const texts = new Set<string>()
  const all = (text: string, ...values: (string | number | Uint8Array | null)[]) => {
    texts.add(text)
    return plain.all(text, ...values)
  }
  ask({ ...plain, all, get: (text, ...values) => all(text, ...(values as string[]))[0] })
  expect(texts.size).toBeGreaterThan(0)
  for (const text of texts) {
    const plan = db.prepare(`explain query plan ${text}`).all() as { detail: string }[]
    const slow = plan
      .map(({ detail }) => detail)
      .filter((step) => step.startsWith('SCAN') || step.includes('TEMP B-TREE'))
      .filter((step) => !harmless.some((known) => known.text.test(text) && step.match(known.step)))
    expect(slow, text).toEqual([])
  }
  db.close()
})
