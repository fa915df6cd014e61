import type { Step } from '../shared/step.ts'
import { numbered } from './dialect.ts'
import type { Statement } from '../shared/statement.ts'

/**
 * Steps that touch different rows run as one statement. All its parts see the table as it was before, and none sees
 * what another one wrote; so steps on one row go to statements of their own, in order.
 */
export function waves(steps: readonly Step[]): readonly (readonly Step[])[] {
  const done: Step[][] = []
  let rows: string[] = []
  for (const step of steps) {
    const wave = done.at(-1)
    if (wave === undefined || wave.length === most || rows.some((row) => meet(row, step.row))) {
      done.push([step])
      rows = [step.row]
    } else {
      wave.push(step)
      rows.push(step.row)
    }
  }
  return done
}

/** So many parts in one statement at most: one with hundreds takes long to plan, and values end at 65,535. */
const most = 64

/** The same row, or one of a table of which the other may have any. */
function meet(one: string, other: string): boolean {
  return one === other || `${one} `.startsWith(`${other} `) || `${other} `.startsWith(`${one} `)
}

/**
 * One statement for a wave: `with s0 as (…), s1 as (…) select must_be(…), …`. The parts run in the order in which the
 * counts are asked for. `must_be` raises when a part did not reach the rows that it must, which undoes all of them; the
 * error's message is the part's number in the whole commit, where this wave begins at `first`.
 */
export function oneStatement(wave: readonly Step[], first: number): Statement {
  const values: Step['values'][number][] = []
  const parts = wave.map(({ text, values: own, reads }, index) => {
    const part = `s${index} as (${numbered(text, values.length + 1)}${reads ? '' : ' returning 1'})`
    values.push(...own)
    return part
  })
  const counts = wave.map(({ must }, index) => {
    const count = `(select count(*) from s${index})`
    return must === undefined ? count : `must_be(${first + index}, ${must.rows}, ${count})`
  })
  return { text: `with ${parts.join(',\n')}\nselect ${counts.join(', ')}`, values }
}
