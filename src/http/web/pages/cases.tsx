import type { Child } from 'hono/jsx'
import { countListed, listCases, mostCounted, type Listed, type ListOrder } from '../../../app/index.ts'
import { phases, phaseTitles, type Phase } from '../../../core/process/index.ts'
import { can } from '../../../core/access/index.ts'
import type { AskedByPerson, Route } from '../../gate/index.ts'
import { Button, Buttons, Empty, Field, Filter, Form, Pager, Table, Tabs } from '../components/index.ts'
import { workroomFrame } from '../frame.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import { caseCells, caseColumns } from './caseTable.tsx'

export const casesRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/cases', act: 'listCases', handle: showCases },
]

/** What the address asks for; anything that makes no sense is left out. */
interface Looking {
  readonly open: boolean
  readonly phase?: Phase
  /** Of closed cases nothing is due. */
  readonly by?: ListOrder
  readonly after?: string
}

function lookingOf(query: Readonly<Record<string, string>>): Looking {
  const { show, phase, by, after } = query
  const open = show !== 'closed'
  return {
    open,
    ...(open && by === 'due' ? { by } : {}),
    ...(phases.includes(phase as Phase) ? { phase: phase as Phase } : {}),
    ...(after !== undefined && after.length < 150 ? { after } : {}),
  }
}

function addressOf({ open, phase, by, after }: Looking): string {
  const query = new URLSearchParams()
  if (!open) query.set('show', 'closed')
  if (phase !== undefined) query.set('phase', phase)
  if (by === 'due') query.set('by', by)
  if (after !== undefined) query.set('after', after)
  return query.size === 0 ? '/cases' : `/cases?${query.toString()}`
}

async function showCases(asked: AskedByPerson) {
  const { c, world, person, caller } = asked
  const looking = lookingOf(c.req.query())
  const [list, count] = await Promise.all([listCases(world, person.id, looking), countListed(world, person.id)])
  const { open, after, phase, by } = looking
  const { after: _, ...fromTheStart } = looking
  const now = world.machine.now()
  const choosing = list.cases.length > 0 && can(caller.roles, 'answerMany')
  const table = (
    <Table
      id="cases"
      caption={open ? 'Open cases' : 'Closed cases'}
      columns={choosing ? [...caseColumns, { label: 'Choose' }] : caseColumns}
      rows={list.cases.map((one) => (choosing ? [...caseCells(one, now), <Choose one={one} />] : caseCells(one, now)))}
      empty={<NoCases looking={looking} />}
    />
  )
  return c.html(
    <Workroom {...await workroomFrame(asked)} title="Cases" current="cases">
      <PageHead
        title="Cases"
        end={
          <Buttons>
            <Button href="/search" tone="quiet">
              Search
            </Button>
            {can(caller.roles, 'openCase') && <Button href="/cases/new">Open a case</Button>}
          </Buttons>
        }
      />
      <div class="stack">
        <Tabs
          label="Cases"
          items={[
            { label: 'Open', href: addressOf({ open: true }), current: open, count: count.open },
            { label: 'Closed', href: addressOf({ open: false }), current: !open, count: counted(count.closed) },
          ]}
        />
        {open && <PhaseFilter phase={phase} by={by} />}
        {open && list.cases.length > 1 && <Order looking={fromTheStart} />}
        {list.cases.length > 5 && <Filter list="cases" label="Filter this page" />}
        {choosing ? <Several open={open} cases={list.cases} table={table} /> : table}
        <Pager
          newer={after === undefined ? undefined : addressOf(fromTheStart)}
          older={list.next === null ? undefined : addressOf({ ...looking, after: list.next })}
          says={after !== undefined ? 'Further down' : by === 'due' ? 'Due first' : 'The newest'}
          {...(by === 'due' ? { words: { newer: 'From the start', older: 'Due later' } } : {})}
        />
      </div>
    </Workroom>,
  )
}

const orders = [
  { by: 'changed', words: 'Changed last' },
  { by: 'due', words: 'Due first' },
] as const

/** In which order the cases stand, and the other one as a link. */
function Order({ looking }: { readonly looking: Looking }) {
  const { by: chosen = 'changed', ...others } = looking
  return (
    <nav class="order" aria-label="Order">
      <span class="soft small">Order:</span>
      <ul role="list">
        {orders.map(({ by, words }) => (
          <li>
            <a href={addressOf({ ...others, by })} aria-current={by === chosen ? 'true' : undefined}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface SeveralProps {
  readonly open: boolean
  readonly cases: readonly Listed[]
  readonly table: Child
}

/** Open cases are answered together, closed ones that came to nothing are erased together. */
function Several({ open, cases, table }: SeveralProps) {
  const action = open ? '/cases/answer' : '/cases/erase'
  const all = cases.filter(({ erased }) => !erased).map((one) => `case=${one.case}`)
  return (
    <Form action={action} method="get" label={open ? 'Answer several at once' : 'Erase several at once'}>
      {table}
      <Buttons>
        <Button>{open ? 'Answer the chosen' : 'Erase the chosen'}</Button>
        {open && (
          <Button href={`${action}?${all.join('&')}`}>
            {all.length === 1 ? 'Answer this one' : `Answer all ${all.length} of this page`}
          </Button>
        )}
        <Button tone="quiet" href="/blocks">
          Blocked senders
        </Button>
      </Buttons>
    </Form>
  )
}

function Choose({ one: { case: id, summary, erased } }: { readonly one: Listed }) {
  if (erased) return <></>
  return (
    <label class="choose">
      <input type="checkbox" name="case" value={id} aria-label={`Choose ${summary?.title ?? id}`} />
    </label>
  )
}

interface PhaseFilterProps {
  readonly phase: Phase | undefined
  readonly by: ListOrder | undefined
}

function PhaseFilter({ phase, by }: PhaseFilterProps) {
  const options = phases.filter((one) => one !== 'closed').map((value) => ({ value, label: phaseTitles[value] }))
  return (
    <Form
      action="/cases"
      method="get"
      layout="row"
      label="Cases by phase"
      {...(by === undefined ? {} : { hidden: { by } })}
    >
      <Field
        name="phase"
        kind="select"
        label="Phase"
        value={phase}
        options={[{ value: '', label: 'Any' }, ...options]}
      />
      <Button>Show</Button>
    </Form>
  )
}

function NoCases({ looking: { open, phase } }: { readonly looking: Looking }) {
  if (phase !== undefined) {
    return <Empty title="No case is in this phase" action={<Button href="/cases">All open cases</Button>} />
  }
  return open ? (
    <Empty
      title="No case is open"
      says="When somebody reports something, it appears here and every member is told."
      action={<Button href="/report">The report form</Button>}
    />
  ) : (
    <Empty title="No case is closed yet" says="Closed cases stay here, with their whole record." />
  )
}

/** No more are counted than anybody reads. */
function counted(closed: number): number | string {
  return closed < mostCounted ? closed : `${mostCounted.toLocaleString('en')}+`
}
