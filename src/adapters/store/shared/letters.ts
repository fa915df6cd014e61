import type { Batch, LetterQuery, LetterRow, Letters } from '../../../app/ports/index.ts'
import { spelled, stored } from './instants.ts'
import type { Asked } from './statement.ts'
import type { Step } from './step.ts'

type Answer<Name extends keyof Letters> = Awaited<ReturnType<Letters[Name]>>

const columns = 'id, community, at, state, why, sealed'

/** Letters come in, and go on from the state in which somebody has seen them. */
export function letterSteps({ letters = [], letterChanges = [] }: Batch): readonly Step[] {
  return [
    ...letters.map(({ id, community, at, state, why, sealed }) => ({
      text: `insert into letters (${columns}) values (?, ?, ?, ?, ?, ?)`,
      values: [id, community, stored(at), state, why, sealed],
      row: `letters ${id}`,
    })),
    ...letterChanges.map(({ id, from, to }): Step => {
      const row = `letters ${id}`
      const must = { rows: 1, otherwise: { stop: { ok: false, why: 'letter' } } } as const
      if (to === null) return { text: 'delete from letters where id = ? and state = ?', values: [id, from], row, must }
      const text = 'update letters set state = ?, why = ?, sealed = ? where id = ? and state = ?'
      return { text, values: [to.state, to.why, to.sealed, id, from], row, must }
    }),
  ]
}

export const letterQuestions = {
  letters: (query: LetterQuery): Asked<Answer<'letters'>> => ({
    ...page(query),
    answer: (rows) => rows.map(letterFrom),
  }),
  letter: (id: LetterRow['id']): Asked<Answer<'letter'>> => ({
    text: `select ${columns} from letters where id = ?`,
    values: [id],
    answer: ([row]) => (row === undefined ? undefined : letterFrom(row)),
  }),
  countLetters: (state: LetterRow['state'], most: number): Asked<Answer<'countLetters'>> => ({
    text: 'select count(*) as total from (select 1 from letters where state = ? limit ?) as few',
    values: [state, most],
    answer: ([row]) => (row as { total: number } | undefined)?.total ?? 0,
  }),
}

function page({ state, limit, after }: LetterQuery) {
  const text = `select ${columns} from letters where state = ? ${after === undefined ? '' : 'and (at, id) > (?, ?)'}
    order by at, id limit ?`
  return { text, values: [state, ...(after === undefined ? [] : [stored(after.at), after.id]), limit] }
}

function letterFrom(row: unknown): LetterRow {
  const { id, community, at, state, why, sealed } = row as LetterRow
  return { id, community, at: spelled(at), state, why, sealed }
}
