import { argv, exit } from 'node:process'
import { actsBench } from './acts.ts'
import { logBench } from './log.ts'
import { committeeBench } from './committee.ts'
import { matchingBench } from './matching.ts'
import type { Row } from './measure.ts'
import { pagesBench } from './pages.ts'
import { publishingBench } from './publishing.ts'
import { scoringBench } from './scoring.ts'
import { searchBench } from './search.ts'
import { storeBench } from './store.ts'
import { threadBench } from './thread.ts'

/**
 * `npm run bench`: everything, in some minutes; `-- --quick`: in one or two. Figures are medians of several repeats. The
 * disk's own speed changes by the minute, so what it bounds is told as a ratio within the same repeat.
 */
const quick = argv.includes('--quick')
const sizes = quick ? [1_000] : [1_000, 10_000]

function tell(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`)
  for (const { what, median, unit, ofRaw, goal, reached } of rows) {
    const figure = median >= 100 ? median.toFixed(0) : median.toFixed(2)
    const ratio = ofRaw === null ? '' : `${ofRaw.toFixed(2)} × raw`
    const verdict = reached === null ? '' : `${reached ? 'reached' : 'MISSED'} (${goal})`
    console.log(`  ${what.padEnd(38)}${figure.padStart(9)} ${unit.padEnd(9)}${ratio.padEnd(13)}${verdict}`)
  }
}

for (const engine of ['sqlite', 'postgres'] as const) {
  tell(`Whole acts, ${engine}`, await actsBench(engine, quick ? { repeats: 3, seconds: 0.3 } : {}))
}
for (const size of sizes) tell(`Lists and pages, ${size} cases`, await pagesBench(size, quick ? 100 : 400))
for (const engine of ['sqlite', 'postgres'] as const) {
  const count = quick ? 1_000 : 10_000
  tell(`Search, ${count} cases, ${engine}`, await searchBench(count, engine, quick ? 60 : 200))
}
tell('A thread of 1,000 messages by 121 people', await threadBench(quick ? 60 : 200))
tell('Is it one we have?', await matchingBench(quick))
tell('Verifying the log', await logBench(quick ? 10_000 : 100_000))
tell('Publishing', await publishingBench(quick ? 200 : 2_000))
if (!quick) tell('The store alone', await storeBench())
tell('The committee', committeeBench())
tell(
  'Scoring, reading included',
  scoringBench().flatMap(({ name, unit, ours, theirs, goal }) => [
    { what: name, median: ours, unit, ofRaw: null, goal: `≥ ${goal}`, reached: ours >= goal },
    { what: '  by ae-cvss-calculator', median: theirs, unit, ofRaw: null, goal: '', reached: null },
  ]),
)
exit(0)
