import { Definitions, FileList, type Fact } from '../components/index.ts'
import { filesOfPost } from '../files.ts'
import { factsOf } from './facts.tsx'
import type { Seen } from './seen.ts'
import { Written } from './text.tsx'

/** What is known, and in one line what isn't yet. */
export function Facts({ seen: { view } }: { seen: Seen }) {
  const facts = factsOf(view)
  const open = facts
    .filter(({ value }) => value === undefined)
    .map(({ term }) => (term === 'CVE' ? term : term.toLowerCase()))
  return (
    <section class="stack" aria-labelledby="facts">
      <h2 id="facts">Facts so far</h2>
      <Definitions label="Facts so far" items={facts.filter(({ value }) => value !== undefined)} />
      {open.length > 0 && <p class="soft">Not known yet: {open.join(', ')}.</p>}
    </section>
  )
}

/** The report, as it was received. */
export function ReportText({ seen }: { seen: Seen }) {
  const { accepted, closed } = seen.view.case
  return (
    <section class="stack" aria-labelledby="report">
      <h2 id="report">The report</h2>
      {accepted === null && closed === null ? (
        <Received seen={seen} />
      ) : (
        <details class="case-more">
          <summary>As it was received</summary>
          <Received seen={seen} />
        </details>
      )}
    </section>
  )
}

/** Beside the questions that only the report answers. */
export function ReportAgain({ seen }: { seen: Seen }) {
  return (
    <details class="case-more">
      <summary>Read the report again</summary>
      <Received seen={seen} />
    </details>
  )
}

function Received({ seen: { view } }: { seen: Seen }) {
  const { id, report, attachments } = view.case
  const where = publicFrom(view)
  const inside = cameEncrypted(view)
  const files = filesOfPost(attachments, 0, `/cases/${id}`)
  const items: Fact[] = [
    { term: 'Title', value: report.title },
    ...(report.project === '' ? [] : [{ term: 'Project', value: report.project }]),
    ...(report.versions === '' ? [] : [{ term: 'Versions', value: report.versions }]),
    { term: 'Impact', value: <Written>{report.impact}</Written> },
    ...(inside === undefined
      ? []
      : [
          {
            term: 'What came encrypted',
            value: (
              <>
                <Written>{inside.text}</Written>
                <p>
                  <a href={`/cases/${id}/thread#post-${inside.post}`}>In the thread, for committee and fix team</a>
                </p>
              </>
            ),
          },
        ]),
    ...(report.steps === '' ? [] : [{ term: 'Steps', value: <Written>{report.steps}</Written> }]),
    ...(where === '' ? [] : [{ term: 'Public at', value: <Written>{where}</Written> }]),
    ...(files.length === 0 ? [] : [{ term: 'Files', value: <FileList files={files} /> }]),
  ]
  return <Definitions label="The report" items={items} />
}

/** What the report said where no signature shows that its sender wrote it: for committee and fix team alone. */
function cameEncrypted({ case: { posts }, records }: Seen['view']) {
  const opened = records[0]?.at
  return posts.find(({ room, at }) => room === 'team' && at === opened)
}

/** D2: where a reporter said that it stands in public; empty where they did not. It came with the report itself. */
function publicFrom({ records }: Seen['view']): string {
  const opened = records[0]?.at
  const first = records.find(({ event }) => event.type === 'BecamePublic')
  return first?.event.type === 'BecamePublic' && first.at === opened ? first.event.evidence : ''
}
