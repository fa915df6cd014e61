import type { Batch, IndexChange, IndexedTerm } from '../../../app/ports/index.ts'
import { stored } from './instants.ts'
import type { Dialect } from './statement.ts'
import type { Step } from './step.ts'
import { packed } from './searchTerms.ts'

/** The turn is what keeps two from changing the index at once, and an erased case from coming back. */
export function searchSteps({ index }: Batch, { rowsAtOnce }: Dialect): readonly Step[] {
  if (index === undefined) return []
  const { before, position, lease, anew, cases } = index
  return [
    {
      text: 'update search_state set turn = turn + 1, position = ?, holder = ?, leased_until = ? where turn = ?',
      values: [position, lease?.holder ?? null, lease === null ? null : stored(lease.until), before],
      row: 'search_state 1',
      must: { rows: 1, otherwise: { stop: { ok: false, why: 'search' } } },
    },
    ...(anew === undefined
      ? []
      : ['search_tokens', 'search_cases'].map((table) => ({ text: `delete from ${table}`, values: [], row: table }))),
    ...cases.flatMap((one) => changed(one, rowsAtOnce)),
  ]
}

function changed(
  { case: id, place, was, is }: IndexChange['cases'][number],
  rowsAtOnce: Dialect['rowsAtOnce'],
): readonly Step[] {
  const [before, after] = [weightsOf(was), weightsOf(is)]
  const gone = was.filter(({ token }) => !after.has(token))
  const fresh = is.filter(({ token, weight }) => before.get(token) !== weight)
  if (gone.length === 0 && fresh.length === 0) return []
  const row = `search_cases ${id}`
  return [
    ...gone.map(({ token }) => ({
      text: 'delete from search_tokens where token = ? and place = ?',
      values: [token, place],
      row: `search_tokens ${token} ${place}`,
    })),
    ...parts(fresh, rowsAtOnce).map((part) => ({
      text: `insert into search_tokens (token, place, weight) values ${part.map(() => '(?, ?, ?)').join(', ')}
             on conflict (token, place) do update set weight = excluded.weight`,
      values: part.flatMap(({ token, weight }) => [token, place, weight]),
      row: `search_tokens ${part.map(({ token }) => token).join('+')} ${place}`,
    })),
    is.length === 0
      ? { text: 'delete from search_cases where case_id = ?', values: [id], row }
      : {
          text: `insert into search_cases (case_id, terms) values (?, ?)
                 on conflict (case_id) do update set terms = excluded.terms`,
          values: [id, packed(is)],
          row,
        },
  ]
}

function weightsOf(terms: readonly IndexedTerm[]): ReadonlyMap<number, number> {
  return new Map(terms.map(({ token, weight }) => [token, weight]))
}

function parts(terms: readonly IndexedTerm[], sizes: Dialect['rowsAtOnce']): readonly (readonly IndexedTerm[])[] {
  const done: (readonly IndexedTerm[])[] = []
  for (let from = 0; from < terms.length; from += done.at(-1)?.length ?? 1) {
    const left = terms.length - from
    done.push(terms.slice(from, from + (sizes.find((size) => size <= left) ?? 1)))
  }
  return done
}
