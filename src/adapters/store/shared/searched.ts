import type { SearchQuery, WantedTokens } from '../../../app/ports/index.ts'
import { stored } from './instants.ts'
import { caseColumns } from './rows.ts'
import type { Statement, Value } from './statement.ts'

/**
 * One page of what somebody searches. Who may read a case is decided in `candidate`, before anything is counted or cut:
 * what one may not read takes nobody's place, and cannot be told from what is not there.
 *
 *   candidate    the newest `within` cases that may be read, out of one word's rows or out of the person's list
 *   weighedN     each with its best weight for wanted number N; who lacks one is not asked for the next
 *   page         the best, with their rows
 */
export function searched(query: SearchQuery): Statement {
  const { limit, after } = query
  const candidate = candidates(query)
  const weighed = weighedFrom(query)
  const text = `
    with candidate as materialized (${candidate.text}),
    ${weighed.text}
    page as (
      select case_id, updated, score from hit
      ${after === undefined ? '' : 'where (score, updated, case_id) < (?, ?, ?)'}
      order by score desc, updated desc, case_id desc limit ?
    )
    select counted.looked, page.score, ${caseColumns}
    from (select count(*) as looked from candidate) as counted
      left join page on 1 = 1 left join cases on cases.case_id = page.case_id
    order by page.score desc, page.updated desc, page.case_id desc`
  const place = after === undefined ? [] : [after.score, stored(after.updated), after.case]
  return { text, values: [...candidate.values, ...weighed.values, ...place, limit] }
}

/** Candidates whose weight for the one before is known, if there was one, and their score with it. */
interface Before {
  readonly from: string
  readonly score: string
}

/** A step for each that is wanted, and `hit`: who has all of it, with the sum. */
function weighedFrom(query: SearchQuery): Statement {
  let before: Before = { from: 'candidate', score: '0' }
  const steps = inTurn(query).map(({ index, ...one }): Statement => {
    const isKnown = index === query.first
    const { text, values } = isKnown ? known(before) : one.inARow ? readInARow(before, one) : lookedUp(before, one)
    const score = one.times === 0 ? 'score' : `score + weight * ${Math.trunc(one.times)}`
    before = { from: `weighed${index} as candidate where weight is not null`, score }
    return { text: `weighed${index} as materialized (${text}),`, values }
  })
  return {
    text: `${steps.map((step) => step.text).join(' ')}
    hit as (select case_id, updated, ${before.score} as score from ${before.from}),`,
    values: steps.flatMap((step) => step.values),
  }
}

/** Of the word that the candidates were found by. */
function known({ from, score }: Before): Statement {
  return { text: `select case_id, updated, place, ${score} as score, weight from ${from}`, values: [] }
}

/** The best weight that a candidate has for one of these; it has none where it has none of them. */
function lookedUp({ from, score }: Before, { any }: WantedTokens): Statement {
  return {
    text: `select case_id, updated, place, ${score} as score,
             (select max(weight) from search_tokens where search_tokens.place = candidate.place and token in (${marks(any)}))
               as weight
           from ${from}`,
    values: any,
  }
}

/** The same without a join, which PostgreSQL is told to make row by row: by place, a candidate meets what it has. */
function readInARow({ from, score }: Before, { any }: WantedTokens): Statement {
  return {
    text: `select max(case_id) as case_id, max(updated) as updated, place, max(score) as score, max(best) as weight
           from (
             select case_id, updated, place, ${score} as score, null as best from ${from}
             union all
             select null, null, place, null, weight from search_tokens
             where token in (${marks(any)}) and place >= (select min(place) from candidate)
           ) as met
           group by place having count(case_id) > 0`,
    values: any,
  }
}

/** What the candidates were found by, whose weight they have; what only has to be there; then the rarest. */
function inTurn({ wanted, first }: SearchQuery) {
  const turn = (index: number, times: number) => (index === first ? -2 : times === 0 ? -1 : 0)
  return wanted
    .map((one, index) => ({ ...one, index, turn: turn(index, one.times) }))
    .toSorted((one, other) => one.turn - other.turn || other.times - one.times)
}

function candidates(query: SearchQuery): Statement {
  return query.first === null ? together(fromList(query)) : fromWord(query, query.wanted[query.first]?.any ?? [])
}

function together(parts: readonly Statement[]): Statement {
  const text = parts.map((one, index) => `select * from (${one.text}) as part${index}`).join(' union all ')
  return { text, values: parts.flatMap(({ values }) => values) }
}

/**
 * A word is found by several tokens, and a case by more than one of them. Of the newest `within` cases each row is there:
 * what a token's own limit cuts off is older.
 */
function fromWord(query: SearchQuery, any: readonly number[]): Statement {
  const parts = fromTokens(query, any)
  const rows = together(parts)
  if (parts.length === 1) return rows
  return {
    text: `select case_id, updated, place, max(weight) as weight from (${rows.text}) as found
           group by case_id, updated, place order by place desc limit ?`,
    values: [...rows.values, query.within],
  }
}

/** The person's list, open and closed: two stretches of one index. */
function fromList(query: SearchQuery): readonly Statement[] {
  const open = query.open === 'all' ? [1, 0] : [query.open ? 1 : 0]
  return open.map((one) => {
    const { joined, where, values } = conditions(query)
    return {
      text: `select list.case_id, list.updated, streams.ordinal as place
             from case_list as list cross join streams ${joined}
             where list.person = ? and list.open = ? and streams.stream = list.case_id ${where}
             order by list.updated desc, list.case_id desc limit ?`,
      values: [query.person, one, ...values, query.within],
    }
  })
}

/** Each token's rows, the newest case first; `cross join` keeps SQLite at that order. */
function fromTokens(query: SearchQuery, any: readonly number[]): readonly Statement[] {
  const { joined, where, values } = conditions(query)
  const [open, state] = query.open === 'all' ? ['', []] : ['and list.open = ?', [query.open ? 1 : 0]]
  return any.map((token) => ({
    text: `select list.case_id, list.updated, found.place, found.weight
           from search_tokens as found cross join streams cross join case_list as list ${joined}
           where found.token = ? and streams.ordinal = found.place
             and list.case_id = streams.stream and list.person = ? ${open} ${where}
           order by found.place desc limit ?`,
    values: [token, query.person, ...state, ...values, query.within],
  }))
}

/** Plain columns, and that the person may read the case at all. */
function conditions({ phase, dueBefore }: SearchQuery): { joined: string; where: string; values: readonly Value[] } {
  const due = dueBefore === undefined ? [] : [stored(dueBefore)]
  return {
    joined: dueBefore === undefined ? '' : 'cross join cases as due',
    where: `and list.reader = 1 ${phase === undefined ? '' : 'and list.phase = ?'}
            ${dueBefore === undefined ? '' : 'and due.case_id = list.case_id and due.next_due < ?'}`,
    values: [...(phase === undefined ? [] : [phase]), ...due],
  }
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ')
}
