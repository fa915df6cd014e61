import { isDeepStrictEqual } from 'node:util'
import type { Store } from '../../src/app/ports/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'
import { act, effectOf } from './act.ts'
import type { Promised } from './process.ts'

/** What some runs of one fault came to. */
export interface Tally {
  readonly runs: number
  /** Acts that the store promised. */
  readonly acknowledged: number
  /** Promised acts that are not there, or not as they were promised. */
  readonly lost: number
  /** What stands half done, or is not sound, in words. */
  readonly halves: readonly string[]
}

export const nothing: Tally = { runs: 0, acknowledged: 0, lost: 0, halves: [] }

export function plus(one: Tally, other: Tally): Tally {
  return {
    runs: one.runs + other.runs,
    acknowledged: one.acknowledged + other.acknowledged,
    lost: one.lost + other.lost,
    halves: [...one.halves, ...other.halves],
  }
}

export function lineOf(fault: string, { runs, acknowledged, lost, halves }: Tally): string {
  const half = halves.length === 0 ? '' : `, NOT WHOLE: ${halves.slice(0, 3).join('; ')}`
  return `${fault}: ${runs} runs, ${acknowledged.toLocaleString('en')} acknowledged, ${lost} lost${half}`
}

/** Looks for everything that was promised, byte by byte, and for anything half done. */
export async function judged(store: Store, promised: Promised): Promise<Tally> {
  let tally: Tally = { ...nothing, runs: 1 }
  for (const [stream, version] of promised) {
    const found = await ofCase(store, stream, version)
    tally = plus(tally, { runs: 0, acknowledged: version, ...found })
  }
  return tally
}

async function ofCase(store: Store, stream: CaseId, promised: number): Promise<Pick<Tally, 'lost' | 'halves'>> {
  const events = await store.readStream(stream)
  const wrong = events.findIndex(
    (event, index) => !isDeepStrictEqual(event, act(stream, index + 1).appends?.[0]?.events[0]),
  )
  const whole = wrong === -1 ? events.length : wrong
  const halves = wrong === -1 ? [] : [`${stream}: event ${wrong + 1} is another one`]
  const row = await store.caseRow('p-000000000002', stream)
  if ((row?.version ?? 0) !== events.length)
    halves.push(`${stream}: the list says ${row?.version}, not ${events.length}`)
  const effects = await store.outbox({ stream, limit: events.length + 1 })
  const expected = events.map(({ version }) => effectOf(stream, version))
  if (!isDeepStrictEqual(effects.map(({ id }) => id).reverse(), expected))
    halves.push(`${stream}: mails are not its own`)
  return { lost: Math.max(0, promised - whole), halves }
}
