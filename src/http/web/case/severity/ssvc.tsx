import {
  evaluateSsvc,
  explainSsvc,
  ssvcAnswersInShort,
  ssvcNamed,
  ssvcTable,
  ssvcTableNames,
  ssvcTables,
  ssvcWould,
  ssvcWouldInWords,
  type SsvcEvaluation,
  type SsvcTable,
} from '../../../../core/scoring/index.ts'
import { Badge, Button, Clause, Definitions, When } from '../../components/index.ts'
import { addressOf } from '../areas.ts'
import { ActForm } from '../doPage.tsx'
import { may, nameOf, typed, type Seen } from '../seen.ts'
import { clauseOf } from '../text.tsx'

/** V1: what was decided by a table of SSVC; a table's questions, what the answers come to, and the decision. */
export function Ssvc({ seen }: { seen: Seen }) {
  const { case: c, policy } = seen.view
  const tables = policy.development.severity.ssvc ?? ssvcTableNames
  const open = c.closed === null && may(seen, 'decideSsvc')
  const here = addressOf(c.id, 'severity')
  const table = ssvcTable(typed(seen, 'decideSsvc', 'table') ?? seen.query('ssvc') ?? '')
  if (tables.length === 0 && c.ssvc.length === 0) return <></>
  return (
    <section class="stack" aria-labelledby="ssvc">
      <h2 id="ssvc">
        What to do about it <Clause {...clauseOf('V1')} />
      </h2>
      <p class="soft">SSVC asks a few questions and looks the answer up in a table: not how bad, but what to do.</p>
      {c.ssvc.map((decision) => (
        <DecidedBy seen={seen} decision={decision} />
      ))}
      <nav class="calc-versions" aria-label="Table of SSVC">
        {tables.map((name) => (
          <a href={`${here}?ssvc=${name}#ssvc`} {...(name === table?.name ? { 'aria-current': 'true' as const } : {})}>
            {ssvcTables[name].title}
          </a>
        ))}
      </nav>
      {table !== undefined && tables.includes(table.name) && (
        <LookUp seen={seen} table={table} here={here} open={open} />
      )}
    </section>
  )
}

type SsvcDecision = Seen['view']['case']['ssvc'][number]

function DecidedBy({ seen: { view }, decision }: { seen: Seen; decision: SsvcDecision }) {
  const { table, answers, found, outcome, reason, at, by } = decision
  const other = found === outcome ? '' : ` (the table says: ${ssvcNamed(table, found)})`
  return (
    <Definitions
      label={`Decided: ${ssvcTables[table].decides}`}
      items={[
        { term: 'Decided', value: ssvcTables[table].decides },
        {
          term: 'Outcome',
          value: (
            <>
              <Badge tone="accent">{ssvcNamed(table, outcome)}</Badge>
              {other}
            </>
          ),
        },
        { term: 'Answers', value: <code>{answers}</code> },
        { term: 'Reason', value: reason },
        {
          term: 'By',
          value: (
            <>
              {nameOf(view, by)}, <When at={at} />
            </>
          ),
        },
      ]}
    />
  )
}

interface LookUpProps {
  readonly seen: Seen
  readonly table: SsvcTable
  readonly here: string
  readonly open: boolean
}

function LookUp({ seen, table, here, open }: LookUpProps) {
  const found = evaluated(seen, table)
  const would = ssvcWould(found)
  const chosen = (key: string, value: string) =>
    found.answers.some((one) => one.point.key === key && one.value.key === value)
  return (
    <>
      <form class="calc" method="get" action={`${here}#ssvc`} aria-label={table.title} data-ssvc={table.name}>
        <input type="hidden" name="ssvc" value={table.name} />
        <div class="calc-metrics">
          {table.points.map(({ key, name, asks, values }) => (
            <fieldset class="calc-metric" aria-describedby={`ssvc-${key}`}>
              <legend>{name}</legend>
              <p class="hint" id={`ssvc-${key}`}>
                {asks}
              </p>
              {values.map((value) => (
                <label class="calc-choice">
                  <input type="radio" name={key} value={value.key} checked={chosen(key, value.key)} />{' '}
                  <span>
                    {value.name} <span class="hint">{value.claims}</span>{' '}
                    <span class="calc-would" data-would={`${key}:${value.key}`}>
                      {chosen(key, value.key) ? '' : ssvcWouldInWords(would.get(`${key}:${value.key}`) ?? [], found)}
                    </span>
                  </span>
                </label>
              ))}
            </fieldset>
          ))}
        </div>
        <p>
          <Button>Look it up</Button>
        </p>
      </form>
      <p class="calc-result" aria-live="polite" data-ssvc-result hidden={found.answers.length === 0}>
        {explainSsvc(found).at(-1)}
      </p>
      {open && (
        <div data-ssvc-decide hidden={found.outcome === null && seen.attempt?.act !== 'decideSsvc'}>
          <ActForm seen={withAnswers(seen, found)} act="decideSsvc" within />
        </div>
      )}
    </>
  )
}

function evaluated(seen: Seen, table: SsvcTable): SsvcEvaluation {
  const answers = table.points.flatMap((point) => {
    const value = point.values.find(({ key }) => key === seen.query(point.key))
    return value === undefined ? [] : [{ point, value }]
  })
  return evaluateSsvc(table, answers)
}

/** The form that records it begins with what was looked up. */
function withAnswers(seen: Seen, found: SsvcEvaluation): Seen {
  const known: Readonly<Record<string, string>> = { table: found.table.name, answers: ssvcAnswersInShort(found) }
  return { ...seen, query: (name) => known[name] ?? seen.query(name) }
}
