import { mostWaiting, type IndexedCase, type SearchIndex, type TokenCount } from '../../../app/ports/index.ts'
import { spelledOrNull } from './instants.ts'
import { caseFrom, type CaseColumns } from './rows.ts'
import { searched } from './searched.ts'
import { unpacked } from './searchTerms.ts'
import type { Asked } from './statement.ts'

type Answer<Name extends keyof SearchIndex> = Awaited<ReturnType<SearchIndex[Name]>>

type CaseOf = { readonly stream: IndexedCase['case']; readonly ordinal: number }

/** Questions to the blind index, the same SQL on both engines. */
export const searchQuestions = {
  indexState: () => ({
    text: `select turn, position, holder, leased_until,
             (select count(*) from (select 1 from events where events.position > search_state.position limit ?) as tail)
               as waiting
           from search_state`,
    values: [mostWaiting],
    answer: ([row]) => {
      const { turn, position, holder, leased_until, waiting } = (row ?? noIndex) as typeof noIndex
      return { turn, position, holder, leasedUntil: spelledOrNull(leased_until), waiting }
    },
  }),
  indexedCases: (cases) => ({
    text: `select stream, ordinal, terms from streams left join search_cases on search_cases.case_id = streams.stream
           where ${cases.length === 0 ? '1 = 0' : `stream in (${cases.map(() => '?').join(', ')})`}`,
    values: cases,
    answer: (rows) =>
      (rows as (CaseOf & { readonly terms: Uint8Array | null })[]).map(({ stream, ordinal, terms }) => ({
        case: stream,
        place: ordinal,
        terms: unpacked(terms),
      })),
  }),
  casesWith: (token, after, limit) => ({
    text: `select stream, ordinal from search_tokens join streams on streams.ordinal = search_tokens.place
           where token = ? and place > ? order by place limit ?`,
    values: [token, after, limit],
    answer: (rows) => (rows as CaseOf[]).map(({ stream, ordinal }) => ({ case: stream, place: ordinal })),
  }),
  search: (query) => ({
    ...searched(query),
    answer: (rows) => {
      const all = rows as ({ looked: number; score: number | null } & CaseColumns)[]
      const found = all.flatMap((row) => (row.score === null ? [] : [{ ...caseFrom(row), score: row.score }]))
      return { found, looked: all[0]?.looked ?? 0 }
    },
  }),
  searchCounts: (person, tokens, most) => {
    const ofToken = (_: number, index: number) =>
      `select ${index} as nth, count(*) as count, max(place) as newest, min(place) as oldest
       from (select place from search_tokens where token = ? order by place desc limit ?) as of${index}`
    const mine = `select -1 as nth, count(*) as count, 0 as newest, 0 as oldest
       from (select 1 from case_list where person = ? and open = 1 limit ?) as mine`
    return {
      text: [...tokens.map(ofToken), mine].join(' union all '),
      values: [...tokens.flatMap((token) => [token, most]), person, most],
      answer: (rows) => {
        const counted = new Map((rows as (TokenCount & { readonly nth: number })[]).map((row) => [row.nth, row]))
        const ofTokens = tokens.map((_, index): TokenCount => {
          const { count = 0, newest, oldest } = counted.get(index) ?? {}
          return { count, newest: newest ?? 0, oldest: oldest ?? 0 }
        })
        return { tokens: ofTokens, open: counted.get(-1)?.count ?? 0 }
      },
    }
  },
} satisfies { [Name in keyof SearchIndex]: (...asked: Parameters<SearchIndex[Name]>) => Asked<Answer<Name>> }

/** Somebody took the row away: nothing is indexed on that. */
const noIndex = {
  turn: -1,
  position: 0,
  holder: null as string | null,
  leased_until: null as string | null,
  waiting: 0,
}
