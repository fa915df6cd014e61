import { findCases, theCommunity, type Found, type SearchRequest } from '../../../app/index.ts'
import { isRefused, type Refused } from '../../../core/kernel/index.ts'
import { classes, phases, phaseTitles } from '../../../core/process/index.ts'
import { mostText } from '../../../core/search/index.ts'
import type { AskedByPerson, Route } from '../../gate/index.ts'
import { Button, Definitions, Empty, Field, Form, Notice, Pager, Table } from '../components/index.ts'
import { workroomFrame } from '../frame.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import { caseCells, caseColumns } from './caseTable.tsx'

export const searchRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/search', act: 'listCases', handle: showSearch },
]

/** What the address asks for, as it came; what makes no sense is left out, or answered kindly. */
type Asking = Readonly<Record<'q' | 'severity' | 'project' | 'person' | 'phase' | 'state' | 'after', string>>

function askingOf(query: (name: string) => string | undefined): Asking {
  const given = (name: string) => (query(name) ?? '').trim()
  return {
    q: given('q'),
    severity: given('severity'),
    project: given('project'),
    person: given('person'),
    phase: given('phase'),
    state: given('state'),
    after: given('after'),
  }
}

function requestOf({ q, severity, project, person, phase, state, after }: Asking): SearchRequest {
  const knownPhase = phases.find((one) => one === phase)
  return {
    text: q,
    filters: {
      ...(classes.some((one) => one === severity) ? { severity } : {}),
      ...(project === '' ? {} : { project }),
      ...(person === '' ? {} : { person }),
      ...(knownPhase === undefined ? {} : { phase: knownPhase }),
      ...(state === 'overdue' ? { overdue: true } : {}),
      ...(state === 'open' || state === 'closed' ? { open: state === 'open' } : {}),
    },
    ...(after === '' ? {} : { after }),
  }
}

function addressOf(asking: Asking): string {
  const given = Object.entries(asking).filter(([, value]) => value !== '')
  return `/search?${new URLSearchParams(given).toString()}`
}

async function showSearch(asked: AskedByPerson) {
  const { c, world, person } = asked
  const asking = askingOf((name) => c.req.query(name))
  const isEmpty = Object.values(asking).every((value) => value === '')
  const [frame, { projects }, answer] = await Promise.all([
    workroomFrame(asked),
    theCommunity(world),
    isEmpty ? undefined : findCases(world, person.id, requestOf(asking)),
  ])
  return c.html(
    <Workroom {...frame} title="Search" current="cases" search={{ action: '/search', value: asking.q }}>
      <PageHead
        title="Search"
        lead="In every case that you may read: its advisory, report, messages, ids and people."
      />
      <div class="stack">
        <SearchForm asking={asking} projects={projects.map(({ name }) => name)} />
        {answer !== undefined && <Answer answer={answer} asking={asking} now={world.machine.now()} />}
        <HowTo open={answer === undefined || isRefused(answer) || answer.cases.length === 0} />
      </div>
    </Workroom>,
  )
}

const any = { value: '', label: 'Any' }

function SearchForm({ asking, projects }: { readonly asking: Asking; readonly projects: readonly string[] }) {
  const same = (value: string) => ({ value, label: value })
  // A project that the community no longer lists was asked for all the same.
  const named = asking.project === '' || projects.includes(asking.project) ? projects : [...projects, asking.project]
  return (
    <Form action="/search" method="get" layout="row" label="Search cases">
      <Field name="q" kind="search" label="Words, ids, packages, names" value={asking.q} maxlength={mostText} />
      <Field name="project" kind="select" label="Project" value={asking.project} options={[any, ...named.map(same)]} />
      <Field
        name="severity"
        kind="select"
        label="Severity"
        value={asking.severity}
        options={[any, ...classes.toReversed().map(same)]}
      />
      <Field
        name="phase"
        kind="select"
        label="Phase"
        value={asking.phase}
        options={[any, ...phases.map((value) => ({ value, label: phaseTitles[value] }))]}
      />
      <Field
        name="state"
        kind="select"
        label="State"
        value={asking.state}
        options={[
          any,
          { value: 'open', label: 'Open' },
          { value: 'overdue', label: 'Overdue' },
          { value: 'closed', label: 'Closed' },
        ]}
      />
      <Field name="person" label="Person" value={asking.person} maxlength={200} />
      <Button tone="primary">Search</Button>
    </Form>
  )
}

interface Answered {
  readonly answer: Found | Refused
  readonly asking: Asking
  readonly now: Temporal.Instant
}

function Answer({ answer, asking, now }: Answered) {
  if (isRefused(answer)) return <Notice tone="warning" says={answer.says} instead={answer.instead} />
  const { cases, next, cut, waiting } = answer
  return (
    <>
      {waiting > 0 && (
        <p class="soft" role="status">
          {waiting === 1 ? 'One change is' : `${waiting} changes are`} not searchable yet. This takes a moment; look
          again soon.
        </p>
      )}
      {cut && (
        <Notice
          tone="note"
          says="Very many cases have this. Only the newest of them were looked at."
          instead="Add a word or a filter to find older ones."
        />
      )}
      <Table
        id="found"
        caption="Found cases, the best first"
        columns={caseColumns}
        rows={cases.map((one) => caseCells(one, now))}
        empty={<Empty title="Nothing was found" says="No case that you may read has all of this." />}
      />
      <Pager
        newer={asking.after === '' ? undefined : addressOf({ ...asking, after: '' })}
        older={next === null ? undefined : addressOf({ ...asking, after: next })}
        words={{ newer: 'First page', older: 'Further down' }}
      />
    </>
  )
}

const ways = [
  ['verified', 'a word, in whichever form: verify, verifies, verifying'],
  ['sig', 'the beginning of a word, from three letters'],
  ['CVE-2026-1234', 'an id, a version or a package, whole'],
  ['severity:high', 'the severity that was decided: none, low, medium, high, critical'],
  ['project:oar', 'the project of the report or the release; with spaces: project:"long oar"'],
  ['person:ada', 'reporter, duty, fix team, or who wrote: a word of the name'],
  ['phase:triage', phases.join(', ')],
  ['is:overdue', 'a deadline has passed; also is:open, is:closed'],
] as const

/** What may be typed, here and in the field above every page. */
function HowTo({ open }: { readonly open: boolean }) {
  return (
    <details class="folded" open={open}>
      <summary>What can be searched</summary>
      <div class="stack">
        <p>
          A case is found when it has all of what you ask for. What is rare, and what stands in a title, comes first.
        </p>
        <Definitions items={ways.map(([term, value]) => ({ term, value }))} />
        <p class="soft">
          The text of cases is not stored in readable form, so it cannot be quoted here. A case has up to 256 terms,
          those of its title and summary first.
        </p>
      </div>
    </details>
  )
}
