import {
  Button,
  Buttons,
  Clause,
  Code,
  Definitions,
  EmbargoBand,
  Field,
  Form,
  Person,
  ReleaseHour,
  Severity,
  Thread,
  When,
} from '../components/index.ts'
import { PageHead, PublicPage, type Theme } from '../shell/index.ts'
import { ada, ben, community, esi, finn } from './people.ts'
import { now, releaseAt, showIn } from './schedule.ts'

const nav = [
  { id: 'report', label: 'Report', href: '/report' },
  { id: 'advisories', label: 'Advisories', href: '/advisories' },
  { id: 'committee', label: 'Committee', href: '/committee' },
]
const foot = [
  { label: 'security.txt', href: '/.well-known/security.txt' },
  { label: 'Advisories as Atom', href: '/feed' },
]

/** How a community presents itself, and an advisory: what is affected and what to do come first. */
export function AdvisoryPage({ theme }: { readonly theme: Theme | undefined }) {
  return (
    <PublicPage title="Advisory" community={community} nav={nav} foot={foot} theme={theme} current="advisories">
      <PageHead
        title="An empty certificate chain was accepted as valid"
        lead="Anyone could sign anything in the name of anyone, if the chain was left empty. Version 2.4.1 refuses such a chain."
      />
      <div class="stack stack-loose">
        <section class="prose">
          <h2>Am I affected?</h2>
          <p>
            You are if you run <code>verify</code> 2.0.0 to 2.4.0 and check signatures made without a hardware key. Run{' '}
            <code>verify --version</code> to see which one you have.
          </p>
          <h2>What do I do?</h2>
          <p>
            Upgrade to 2.4.1. If you can’t today, set a trusted root of your own: the check then happens in another
            place.
          </p>
          <Code label="Upgrade">npm install @lanternfish/verify@2.4.1</Code>
          <Buttons>
            <Button tone="primary" href="#">
              Get 2.4.1
            </Button>
            <Button href="#">All downloads</Button>
          </Buttons>
        </section>
        <Definitions
          items={[
            { term: 'Severity', value: <Severity severity="high" score="8.1" /> },
            { term: 'CVE', value: 'CVE-2026-00000' },
            { term: 'Published', value: <When at={releaseAt} /> },
            { term: 'Found by', value: 'Esi Larbi' },
          ]}
        />
        <section class="stack">
          <h2>Published for everybody at once</h2>
          <ReleaseHour at={releaseAt} showIn={showIn} />
        </section>
        <section class="stack">
          <h2>Who looks after this</h2>
          <Person {...ada} />
          <Person {...finn} note={<>Reads reports on weekdays.</>} end={<Button>Write</Button>} />
          <p class="soft">
            How we work is written down, <Clause id="R5" href="/policy#R5" says="announcing the fix" />.
          </p>
        </section>
      </div>
    </PublicPage>
  )
}

/** A reporter's own thread, behind their link. */
export function ReporterPage({ theme }: { readonly theme: Theme | undefined }) {
  const band = (
    <EmbargoBand state="active" now={now} until={releaseAt} sees={[ada, ben, esi].map(({ name }) => ({ name }))} />
  )
  return (
    <PublicPage title="Your report" community={community} nav={nav} foot={foot} theme={theme} band={band}>
      <PageHead
        title="Your report"
        lead="Ada Quill read it two hours after it came. A fix is being written; the release is agreed for Tue 17 Mar."
      />
      <Thread
        marksRooms={false}
        posts={[
          {
            id: '1',
            by: { name: esi.name, role: 'reporter' },
            at: '2026-03-02T09:12:00Z',
            room: 'everyone',
            text: 'verify accepts an empty chain.\n\nSteps: sign anything, drop the chain, verify. It says “verified: true”.',
            attachments: [{ name: 'steps.txt', href: '#', size: '2 kB' }],
          },
          {
            id: '3',
            by: { name: ada.name, role: 'committee' },
            at: '2026-03-02T11:31:00Z',
            room: 'everyone',
            text: 'Thank you. We see it too and are getting the right people in.',
          },
        ]}
        composer={
          <Form action="#" draft="answer" label="Answer">
            <Field name="answer" kind="multiline" label="Write to the committee" required rows={3} />
            <Button tone="primary">Send</Button>
          </Form>
        }
      />
    </PublicPage>
  )
}
