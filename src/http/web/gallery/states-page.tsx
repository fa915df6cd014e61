import {
  Badge,
  Button,
  Code,
  DeadlineBar,
  DeadlineList,
  EmbargoBand,
  Empty,
  Evidence,
  Filter,
  NextStep,
  NextSteps,
  Notice,
  Pager,
  ReleaseHour,
  Severity,
  Table,
  Thread,
  Timeline,
  When,
  DeadlineMark,
  type SeverityClass,
} from '../components/index.ts'
import { Frame, type GalleryProps } from './frame.tsx'
import { ada, ben, cleo } from './people.ts'
import { asapSchedule, disclosed, doneSchedule, lateSchedule, now, releaseAt, showIn } from './schedule.ts'

const severities: readonly SeverityClass[] = ['critical', 'high', 'medium', 'low', 'none', 'undecided']
const sees = [ada, ben, cleo].map(({ name }) => ({ name }))

/** Each component where it is empty, late, blocked, refused or at its end. */
export function StatesPage(props: GalleryProps) {
  return (
    <Frame {...props} title="States" lead="Every component where it is empty, late, blocked, refused or done.">
      <section class="stack" aria-label="Embargo bands">
        <EmbargoBand state="none" now={now} sees={sees} />
        <EmbargoBand state="proposed" now={now} until={releaseAt} sees={sees} />
        <EmbargoBand state="revise" now="2026-03-18T10:00:00Z" until={releaseAt} sees={[]} />
        <EmbargoBand state="ended" now={now} publicSince="2026-03-08T16:00:00Z" sees={[]} />
      </section>
      <section class="stack" aria-label="Late">
        <h2>Late</h2>
        <DeadlineBar id="late" disclosed={disclosed} now={now} windows={lateSchedule} />
        <DeadlineList caption="Late deadlines" items={lateSchedule} now={now} />
      </section>
      <section class="stack" aria-label="As soon as possible">
        <h2>As soon as possible</h2>
        <DeadlineBar
          id="asap"
          disclosed="2026-03-09T18:00:00Z"
          publicAt="2026-03-09T18:00:00Z"
          now={now}
          windows={asapSchedule}
          asap
        />
        <DeadlineList caption="Deadlines after publication" items={asapSchedule} now={now} />
      </section>
      <section class="stack" aria-label="Done">
        <h2>Done</h2>
        <DeadlineBar
          id="done"
          disclosed={disclosed}
          now="2026-03-21T10:00:00Z"
          publicAt={releaseAt}
          windows={doneSchedule}
        />
        <ReleaseHour at={releaseAt} showIn={showIn} />
      </section>
      <section class="stack" aria-label="Just opened">
        <h2>Just opened</h2>
        <DeadlineBar id="new" disclosed={disclosed} now={disclosed} windows={[]} />
      </section>
      <StepStates />
      <Words />
      <Talk />
      <Lists />
    </Frame>
  )
}

function StepStates() {
  return (
    <NextSteps title="Steps over all cases">
      <NextStep
        what="Invite the fix team"
        who={[]}
        due={{ due: '2026-03-10T12:00:00Z' }}
        now={now}
        clause={{ id: 'S4', href: '#', says: 'within the first 24 hours' }}
        of={{ label: 'Log truncated on restart', href: '#' }}
        action={{ label: 'Choose people', href: '#' }}
      />
      <NextStep
        what="Release it"
        who={['you all']}
        mine
        due={{ asap: true }}
        now={now}
        clause={{ id: 'S2' }}
        action={{ label: 'Merge and announce', post: { action: '#', hidden: { version: '17' } } }}
      />
      <NextStep
        what="Close the case"
        who={['Committee']}
        now={now}
        clause={{ id: 'T1' }}
        waitsFor={['the retrospective', 'Cleo Marsh’s feedback']}
      />
    </NextSteps>
  )
}

function Words() {
  return (
    <section class="stack" aria-label="Words">
      <p>
        <Badge>Triage</Badge> <Badge tone="accent">Fix development</Badge> <Badge tone="late">Late</Badge>{' '}
        <Badge tone="veiled">Embargoed</Badge>
      </p>
      <p class="buttons">
        {severities.map((severity) => (
          <Severity severity={severity} {...(severity === 'high' ? { score: '8.1' } : {})} />
        ))}
      </p>
      <p>
        <DeadlineMark now={now} due="2026-03-10T20:00:00Z" /> ·{' '}
        <DeadlineMark now={now} due="2026-03-01T20:00:00Z" done="2026-03-03T20:00:00Z" />
      </p>
      <Notice
        tone="refusal"
        says="The announcement cannot go out before the agreed hour."
        instead="Wait until Tue 17 Mar, 16:00 UTC, or record a decision to go earlier."
        clause={{ id: 'R3', href: '#' }}
        action={<Button href="#">Record a decision</Button>}
      />
      <Notice
        tone="warning"
        says="Two of three members work for one vendor."
        instead="Going on needs a reason."
        clause={{ id: 'C6' }}
      />
      <Notice tone="note" says="Nothing leaves this installation before release day." />
      <Empty
        title="No case is open"
        says="When somebody reports something, it appears here first."
        action={<Button href="#">Open a case</Button>}
      />
      <p>
        <Evidence kind="hash" value="sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" />
      </p>
      <Code label="Proof of concept">
        {
          '$ verify --chain /dev/null artefact.sig\nverified: true   # should have been refused, whatever the artefact, whatever the key that signed it'
        }
      </Code>
      <Timeline
        entries={[
          { at: now, who: 'Tocsin', what: 'sent the announcement to announce@lists.example.org', kind: 'outward' },
        ]}
      />
    </section>
  )
}

function Talk() {
  return (
    <Thread
      posts={[
        {
          id: '1',
          by: { name: 'Esi Larbi', role: 'reporter' },
          at: disclosed,
          room: 'everyone',
          text: 'verify accepts an empty chain.\n\nSteps are attached.',
        },
        {
          id: '2',
          by: { name: ben.name, role: 'committee' },
          at: now,
          room: 'inside',
          text: 'Replicated on 2.4.0. Ours, not upstream’s.',
        },
        {
          id: '3',
          by: { name: cleo.name, role: 'fix team' },
          at: now,
          room: 'everyone',
          text: 'Thank you. We see it too.',
        },
      ]}
    />
  )
}

function Lists() {
  return (
    <section class="stack" aria-label="Lists">
      <Filter list="open-cases" label="Filter cases" />
      <Table
        id="open-cases"
        caption="Open cases"
        columns={[
          { label: 'Case', head: true },
          { label: 'Phase' },
          { label: 'Severity' },
          { label: 'Next due' },
          { label: 'Days', align: 'end' },
        ]}
        rows={[
          [
            <a href="#">Empty certificate chain is accepted</a>,
            'Fix development',
            <Severity severity="high" />,
            <When at={releaseAt} />,
            '9',
          ],
          [
            <a href="#">Log truncated on restart</a>,
            'Triage',
            <Severity severity="undecided" />,
            <DeadlineMark now={now} due="2026-03-10T12:00:00Z" brief />,
            '1',
          ],
        ]}
      />
      <Pager older="#" says="1 to 50 of 312" />
      <Table
        caption="Artefacts"
        titled
        narrow="scroll"
        columns={['Artefact', 'Listed', 'Signature', 'Fetched', 'Ran'].map((label, place) => ({
          label,
          head: place === 0,
        }))}
        rows={[['verify-2.4.1-linux-amd64.tar.gz', 'yes', 'sigstore', 'sha256:9f86…0a08', 'yes']]}
      />
    </section>
  )
}
