import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { questions } from '../shared/questions.ts'
import type { Statement } from '../shared/statement.ts'
import { migrate } from './migrate.ts'

const at = '2026-11-02T10:00:00Z'
const dueFirst = { order: 'due' } as const
const wanted = [
  { any: [1, 2, 3], times: 5, inARow: true },
  { any: [4], times: 0, inARow: false },
]
const after = { updated: at, case: 'c-1' } as const
const byDue = [
  {},
  { phase: 'fix' },
  { after: { ...after, nextDue: at } },
  { phase: 'fix', after: { ...after, nextDue: null } },
].map((more) => ({ ...dueFirst, ...more }))

/** Every question, in every form that changes its SQL. */
const asked: { [Name in keyof typeof questions]: () => Statement | readonly Statement[] } = {
  readStream: () => questions.readStream('c-1'),
  readStreams: () =>
    questions.readStreams([
      { stream: 'c-1', after: 0 },
      { stream: 'c-2', after: 3 },
    ]),
  streams: () => [questions.streams('case', undefined), questions.streams('case', 'k-1')],
  scan: () => questions.scan(0, 9),
  scanLinks: () => questions.scanLinks(0, 9),
  streamEnds: () => questions.streamEnds(0, 9),
  logState: () => questions.logState(),
  logBatches: () => questions.logBatches(0, 9),
  lastLogBatch: () => questions.lastLogBatch(),
  cases: () =>
    ([true, 'all'] as const).flatMap((open) =>
      [{}, { phase: 'fix' }, { after }, { phase: 'fix', after }, ...byDue].map((more) =>
        questions.cases({ person: 'p-1', open, limit: 9, ...more }),
      ),
    ),
  caseRow: () => questions.caseRow('p-1', 'c-1'),
  countCases: () => questions.countCases('p-1'),
  readsAny: () => questions.readsAny('p-1'),
  countOpenCases: () => questions.countOpenCases('p-1'),
  casesTiedTo: () => questions.casesTiedTo('p-1'),
  allCases: () => questions.allCases('k-1'),
  nextAlarm: () => questions.nextAlarm(),
  outbox: () => [
    questions.outbox({ limit: 9 }),
    questions.outbox({ stream: 'c-1', limit: 9 }),
    questions.outbox({ states: ['dead', 'unsure'], limit: 9 }),
    questions.outbox({ stream: 'c-1', states: ['dead'], not: 'news', limit: 9 }),
  ],
  outboxEntry: () => questions.outboxEntry('e'),
  secret: () => questions.secret('h'),
  secretsOf: () => questions.secretsOf('p-1', 'token'),
  lookup: () => questions.lookup('address', 'x'),
  published: () => questions.published('k-1', 9),
  publishedById: () => questions.publishedById('x'),
  setting: () => questions.setting('x'),
  reads: () => questions.reads('c-1'),
  letters: () => [
    questions.letters({ state: 'held', limit: 9 }),
    questions.letters({ state: 'held', limit: 9, after: { at, id: 'c-1' } }),
  ],
  letter: () => questions.letter('c-1'),
  countLetters: () => questions.countLetters('held', 9),
  seen: () => questions.seen('p-1', 'c-1'),
  visits: () => questions.visits('p-1', ['c-1', 'today']),
  indexState: () => questions.indexState(),
  indexedCases: () => questions.indexedCases(['c-1', 'c-2']),
  casesWith: () => questions.casesWith(7, 0, 9),
  searchCounts: () => questions.searchCounts('p-1', [7, 8, 9], 9),
  search: () =>
    [0, null].flatMap((first) =>
      ([true, 'all'] as const).flatMap((open) =>
        [{}, { phase: 'fix' }, { dueBefore: at }, { after: { ...after, score: 3 } }].map((more) =>
          questions.search({ person: 'p-1', open, wanted, first, within: 9, limit: 9, ...more }),
        ),
      ),
    ),
}

const sorts = 'USE TEMP B-TREE FOR ORDER BY'
/** What is looked at from the beginning, or sorted, and why that is no harm. */
const harmless: { readonly text: RegExp; readonly step: RegExp | string; readonly because: string }[] = [
  {
    text: /^select id.* from outbox\s+order by ordinal desc limit/,
    step: 'SCAN outbox',
    because: 'stops at the limit',
  },
  { text: /from log_state$/, step: 'SCAN log_state', because: 'has one row' },
  { text: /from log_batches order by size desc limit 1/, step: 'SCAN log_batches', because: 'stops at the first' },
  { text: /^select at from alarms order by at limit 1/, step: /^SCAN alarms/, because: 'stops at the first' },
  { text: /union all/, step: /^SCAN |^USE TEMP B-TREE/, because: 'two pages of a list, at most twice the limit' },
  { text: /^select cases/, step: /^SCAN (stretch0|page|\(subquery)/, because: 'one page of a list' },
  { text: /order by cases\.next_due is null/, step: sorts, because: 'the open cases of one person, once a page' },
  {
    text: /from search_state$/,
    step: /^SCAN (search_state|tail)$/,
    because: 'has one row; the tail is counted to an end',
  },
  {
    text: /from case_list where person = \?.* as mine/s,
    step: /^SCAN (CONSTANT ROW|of\d|mine)$/,
    because: 'counted to an end',
  },
  {
    text: /with candidate as materialized/,
    step: /^SCAN (part\d|candidate|met|counted|page LEFT-JOIN)$|^USE TEMP B-TREE/,
    because: 'so many candidates at most, and a few rows for each',
  },
  { text: /from letters where state = \? limit/, step: 'SCAN few', because: 'counted to an end' },
  { text: /^select stream, version/, step: sorts, because: 'the newest events of a page of streams' },
  { text: /where state in/, step: sorts, because: 'asked for the few that need a person' },
]

test.each(Object.entries(asked))('%s finds its rows by an index and sorts no table', (_, ask) => {
  const db = new DatabaseSync(':memory:')
  migrate(db)
  const texts = [ask()].flat().map(({ text }) => text)
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
