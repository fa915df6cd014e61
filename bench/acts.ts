import { join } from 'node:path'
import { act, type ActRequest } from '../src/app/index.ts'
import type { CaseId } from '../src/core/kernel/index.ts'
import { startPostgres } from '../tests/peers/postgres/index.ts'
import { median, rawWrites, type Row } from './measure.ts'
import { freshCases, installation } from './world.ts'

/** So many acts are done on one case; with the report's own events it then has at most 20. */
const perCase = 16

const requests: Record<string, (nth: number) => Pick<ActRequest, 'act' | 'fields'>> = {
  // A message in the team's room: two other members get a notice each.
  post: (nth) => ({ act: 'post', fields: { room: 'team', text: `Looked at it once more, round ${nth}.` } }),
  // A decision: a vector is parsed and scored.
  proposeSeverity: (nth) => ({
    act: 'proposeSeverity',
    fields: { vector: `CVSS:3.1/AV:${nth % 2 === 0 ? 'N' : 'A'}/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N`, note: `round ${nth}` },
  }),
}

/**
 * Whole acts a second: access, decision, sealing, chain, case row, deadlines, outbox, on disk. In each repeat the
 * disk's own limit is measured in turn with them, because it changes by the minute; only ratios are compared. With
 * PostgreSQL the server's processes share the machine.
 */
export async function actsBench(engine: 'sqlite' | 'postgres', { repeats = 5, seconds = 1 } = {}): Promise<Row[]> {
  const server = engine === 'postgres' ? await startPostgres() : undefined
  const { world, folder, members, close } = await installation(await server?.database())
  const goals = engine === 'sqlite' ? { alone: 0.25, together: 0.8 } : { alone: null, together: null }
  const [member = 'p-'] = members
  try {
    const acts = async (name: keyof typeof requests, callers: number) => {
      const cases = await freshCases(world, Math.ceil((seconds * (callers === 1 ? 4_000 : 12_000)) / perCase))
      let done = 0
      const start = performance.now()
      const end = start + seconds * 1_000
      const call = async () => {
        for (let id = cases.pop(); id !== undefined && performance.now() < end; id = cases.pop()) await fill(id)
      }
      const fill = async (id: CaseId) => {
        for (let nth = 0; nth < perCase && performance.now() < end; nth += 1, done += 1) {
          const answer = await act(world, member, { case: id, ...requests[name]!(nth) })
          if (!('events' in answer)) throw new Error(`refused: ${JSON.stringify(answer)}`)
        }
      }
      await Promise.all(Array.from({ length: callers }, call))
      return (done * 1_000) / (performance.now() - start)
    }
    const measures: [what: string, goal: number | null, measure: () => number | Promise<number>][] = [
      ['write(1 kB) + fdatasync', null, () => rawWrites(join(folder, 'raw'), seconds)],
      ['act "post", 1 caller', goals.alone, () => acts('post', 1)],
      ['act "post", 16 callers', goals.together, () => acts('post', 16)],
      ['act "proposeSeverity", 1 caller', goals.alone, () => acts('proposeSeverity', 1)],
      ['act "proposeSeverity", 16 callers', goals.together, () => acts('proposeSeverity', 16)],
    ]
    await acts('post', 16)
    const runs: number[][] = []
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const run: number[] = []
      for (const [, , measure] of measures) run.push(await measure())
      runs.push(run)
    }
    return measures.map(([what, goal], index) => {
      const ofRaw = median(runs.map((run) => run[index]! / run[0]!))
      const value = median(runs.map((run) => run[index]!))
      if (goal === null) return { what, median: value, unit: 'a second', ofRaw, goal: '', reached: null }
      return { what, median: value, unit: 'a second', ofRaw, goal: `≥ ${goal} × raw`, reached: ofRaw >= goal }
    })
  } finally {
    await close()
    await server?.stop()
  }
}
