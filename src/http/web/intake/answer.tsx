import { answerMany, fittingWays, type CaseView, type Fitting } from '../../../app/index.ts'
import { formOf, problemOf, type AskedByPerson } from '../../gate/index.ts'
import { Button, Empty, Notice } from '../components/index.ts'
import { textOf } from '../fields.ts'
import { workroomFrame } from '../frame.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import { AnswerForm } from './answerForm.tsx'
import { beginningsOf, type Beginning, type Shown } from './beginnings.ts'
import { chosen } from './chosen.ts'
import { Results } from './results.tsx'

export async function askAnswer(asked: AskedByPerson): Promise<Response> {
  const { c } = asked
  const views = await chosen(asked, c.req.queries('case') ?? [])
  return page(asked, views, { with: c.req.query('with') ?? '' })
}

/** The form is looked at first, or sent: then every case says what came of it. */
export async function sendAnswer(asked: AskedByPerson): Promise<Response> {
  const { c, world, person } = asked
  const sent = await formOf(c)
  const ids = [sent['case'] ?? []].flat()
  const views = await chosen(asked, ids)
  if (textOf(sent, 'step') === 'look') return page(asked, views, { with: textOf(sent, 'with'), sent })
  const [as, text, of, close] = ['as', 'text', 'of', 'close'].map((name) => textOf(sent, name))
  const answers = await answerMany(world, person.id, { cases: ids, as, text, of, close: close ?? '' })
  const problem = problemOf(answers)
  if (problem !== undefined) return page(asked, views, { with: textOf(sent, 'with'), sent, problem })
  if ('badInput' in answers) throw new TypeError('bad input is a problem')
  return c.html(
    <Workroom {...await workroomFrame(asked)} title="Answered" current="cases">
      <Results answers={answers} views={views} again={textOf(sent, 'with')} back="/cases" />
    </Workroom>,
  )
}

async function page(asked: AskedByPerson, views: readonly CaseView[], shown: Shown): Promise<Response> {
  const [first] = views
  const count = views.length === 1 ? 'one report' : `${views.length} reports`
  const beginnings = first === undefined ? [] : beginningsOf(first)
  const { world, person } = asked
  const ids = views.map(({ case: one }) => one.id)
  const fitting = await fittingWays(world, person.id, ids)
  const offered = beginnings.filter(({ way }) => fitting[way].on.length > 0)
  const begun = beginnings.find(({ id }) => id === shown.with)
  const fits = begun === undefined ? [] : views.filter(({ case: one }) => fitting[begun.way].on.includes(one.id))
  return asked.c.html(
    <Workroom {...await workroomFrame(asked)} title={`Answer ${count}`} current="cases">
      <PageHead
        title={`Answer ${count}`}
        lead="Each case gets the answer and the decision on its own record, as if you had done it there."
      />
      {first === undefined ? (
        <Empty
          title="No report is chosen"
          says="Choose some in the list of cases, then answer them together."
          action={<Button href="/cases">The cases</Button>}
        />
      ) : (
        <div class="stack stack-loose">
          <Chosen views={views} />
          <Ways beginnings={offered} views={views} current={begun?.id} />
          {begun !== undefined && <NotOn fitting={fitting[begun.way]} views={views} />}
          {begun !== undefined && (fits.length > 0 || shown.sent !== undefined) && (
            <AnswerForm begun={begun} views={fits.length > 0 ? fits : views} shown={shown} />
          )}
        </div>
      )}
    </Workroom>,
    shown.problem?.status ?? 200,
  )
}

/** Those that the process would refuse it on, once for all of the same kind: they stay as they are. */
function NotOn({ fitting: { refused }, views }: { readonly fitting: Fitting; readonly views: readonly CaseView[] }) {
  return (
    <>
      {[...Map.groupBy(refused, ({ why }) => why.says)].map(([says, ones]) => (
        <section class="stack" aria-label={says}>
          <Notice tone="refusal" says={says} instead={ones[0]?.why.instead} />
          <Titles views={views.filter(({ case: c }) => ones.some((one) => one.case === c.id))} />
        </section>
      ))}
    </>
  )
}

function Chosen({ views }: { readonly views: readonly CaseView[] }) {
  return (
    <section class="stack" aria-labelledby="chosen">
      <h2 id="chosen">{views.length === 1 ? 'The report' : 'The reports'}</h2>
      <Titles views={views} />
    </section>
  )
}

function Titles({ views }: { readonly views: readonly CaseView[] }) {
  return (
    <ul class="case-instead" role="list">
      {views.map(({ case: c }) => (
        <li>
          <a href={`/cases/${c.id}`}>{c.report.title}</a>{' '}
          {c.report.project !== '' && <span class="soft">{c.report.project}</span>}
        </li>
      ))}
    </ul>
  )
}

interface WaysProps {
  readonly beginnings: readonly Beginning[]
  readonly views: readonly CaseView[]
  readonly current: string | undefined
}

function Ways({ beginnings, views, current }: WaysProps) {
  const cases = views.map(({ case: c }) => `case=${c.id}`).join('&')
  return (
    <nav class="stack" aria-label="What to answer">
      <h2>What to answer</h2>
      <ul class="case-instead" role="list">
        {beginnings.map(({ id, title }) => (
          <li>
            {id === current ? (
              <strong aria-current="page">{title}</strong>
            ) : (
              <a href={`/cases/answer?${cases}&with=${id}#answer`}>{title}</a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}
