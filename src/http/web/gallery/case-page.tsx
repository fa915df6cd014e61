import {
  Badge,
  DeadlineBar,
  DeadlineList,
  Definitions,
  EmbargoBand,
  NextStep,
  NextSteps,
  People,
  Severity,
  Tabs,
  Timeline,
  When,
} from '../components/index.ts'
import { ClockStrip, PageHead, Workroom, type Theme } from '../shell/index.ts'
import { ada, ben, cleo, community, dmitri, esi, finn } from './people.ts'
import { disclosed, now, releaseAt, schedule } from './schedule.ts'

const everyone = [ada, ben, finn, cleo, dmitri, esi].map(({ name, role }) => ({ name, role: role ?? '' }))

/** A case as its overview shows it: the whole of the workroom on one page. */
export function CasePage({ theme }: { readonly theme: Theme | undefined }) {
  return (
    <Workroom
      title="Empty certificate chain is accepted"
      community={community}
      person={{ name: ada.name, href: '/me' }}
      signOut={{ action: '/sign-out' }}
      current="cases"
      search={{ action: '/cases' }}
      theme={theme}
      clock={<ClockStrip now={now} action="/demo/clock" />}
      flash={{ says: 'Dmitri Vale accepted the embargo terms and is on the fix team.' }}
      band={
        <EmbargoBand
          state="active"
          now={now}
          until={releaseAt}
          sees={everyone}
          clause={{ id: 'V8', href: '/policy#V8' }}
        />
      }
    >
      <PageHead
        title="Empty certificate chain is accepted"
        end={
          <span>
            <Badge tone="accent">Fix development</Badge> <Severity severity="high" score="8.1" />
          </span>
        }
      />
      <Tabs
        label="Case"
        items={['Overview', 'Thread', 'People', 'Severity', 'Advisory', 'Release', 'Retrospective', 'Record'].map(
          (label) => ({
            label,
            href: '#',
            current: label === 'Overview',
            ...(label === 'Thread' ? { count: 14 } : {}),
          }),
        )}
      />
      <div class="stack stack-loose">
        <section class="stack" aria-labelledby="steps">
          <h2 id="steps">Next steps</h2>
          <Steps />
        </section>
        <section class="stack" aria-labelledby="schedule">
          <h2 id="schedule">Schedule</h2>
          <DeadlineBar disclosed={disclosed} now={now} publicAt={releaseAt} windows={schedule} />
          <DeadlineList items={schedule} now={now} />
        </section>
        <div class="beside">
          <section class="stack" aria-labelledby="record">
            <h2 id="record">Record</h2>
            <Record />
          </section>
          <section class="stack" aria-labelledby="people">
            <h2 id="people">People</h2>
            <People label="On this case" people={[ada, ben, finn, cleo, esi]} />
            <Definitions
              items={[
                { term: 'Disclosed', value: <When at={disclosed} /> },
                { term: 'CVE', value: undefined },
                { term: 'Project', value: 'lanternfish/verify' },
              ]}
            />
          </section>
        </div>
      </div>
    </Workroom>
  )
}

function Steps() {
  return (
    <NextSteps>
      <NextStep
        what="Decide the severity"
        who={[ben.name]}
        mine
        due={{ due: '2026-03-11T09:12:00Z' }}
        now={now}
        clause={{ id: 'V1', href: '/policy#V1' }}
        why="Two vectors are proposed. The committee makes the final call; quickly beats perfectly."
        action={{ label: 'Compare and decide', href: '#' }}
      />
      <NextStep
        what="Say that the fix is complete"
        who={[cleo.name, dmitri.name]}
        due={{ due: '2026-03-12T18:00:00Z', original: '2026-03-09T09:12:00Z' }}
        now={now}
        clause={{ id: 'V7', href: '/policy#V7' }}
        why="Name the commit that carries it, and the committee is told."
        action={{ label: 'Open the workspace', href: '#' }}
      />
      <NextStep
        what="Write the communication plan"
        who={['whoever holds Disclosure']}
        now={now}
        clause={{ id: 'R1', href: '/policy#R1' }}
        waitsFor={['a fix or a mitigation']}
      />
    </NextSteps>
  )
}

function Record() {
  return (
    <Timeline
      entries={[
        {
          at: '2026-03-10T13:58:00Z',
          who: dmitri.name,
          what: 'accepted the embargo terms',
          clause: { id: 'F2', href: '#' },
        },
        {
          at: '2026-03-10T09:02:00Z',
          who: cleo.name,
          what: 'moved “Fix ready” to Thu 12 Mar',
          clause: { id: 'S1', href: '#' },
          detail: <p>The second branch needs the same change.</p>,
        },
        { at: '2026-03-09T09:12:00Z', who: 'Tocsin', what: 'reminded the fix team', kind: 'product' },
        {
          at: '2026-03-09T08:00:00Z',
          who: ada.name,
          what: 'asked for a CVE id',
          clause: { id: 'V2', href: '#' },
          kind: 'outward',
        },
        { at: disclosed, who: esi.name, what: 'reported it', clause: { id: 'D1', href: '#' } },
      ]}
    />
  )
}
