import type { CaseId } from '../../../core/kernel/index.ts'
import { phaseTitles } from '../../../core/process/index.ts'
import { Definitions, Thread as Posts, When, type Fact } from '../components/index.ts'
import { addressOf } from './areas.ts'
import { namesIn } from './mentions.ts'
import { nameOf, type Seen } from './seen.ts'

/** What a merge does, before anybody does it: it is not undone. */
export function AboutMerging({ seen: { view } }: { seen: Seen }) {
  const { case: c, phase } = view
  const { until } = c.embargo
  return (
    <div class="stack">
      <Definitions
        label="This case"
        items={[
          { term: 'This case closes', value: `${c.report.title} (${c.id}, ${phaseTitles[phase].toLowerCase()})` },
          { term: 'Its embargo', value: until === null ? 'none' : <When at={until} /> },
        ]}
      />
      <ul>
        <li>The earlier embargo date of the two counts in both; deadlines count from the earlier disclosure.</li>
        <li>
          Its fix team is invited to the other case and sees nothing of it before accepting that embargo. Each reporter
          keeps their own page and room, and learns nothing of the other report.
        </li>
        <li>
          What the other case lacks (advisory, severity, workspace, CVE id) it takes over; all else stays on record
          here.
        </li>
        <li>It cannot be undone. What turns out to be a vulnerability of its own is split off again.</li>
      </ul>
    </div>
  )
}

/** What a split-off case has from this one. */
export function AboutSplitting({ seen: { view } }: { seen: Seen }) {
  const { posts, embargo } = view.case
  return (
    <div class="stack">
      <p>
        The new case has this one’s embargo{embargo.until !== null && ' until '}
        {embargo.until !== null && <When at={embargo.until} />}, its fix team with their consent as it stands, the
        holders of its duties, and clocks that count from the same disclosure. It can be merged back.
      </p>
      {posts.length > 0 && (
        <details>
          <summary>The messages of the thread, by number</summary>
          <ul role="list">
            {posts.map(({ post, by, text }) => (
              <li>
                {post}: {nameOf(view, by)}, “{beginning(text)}”
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function beginning(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`
}

/** The cases that this one was one with, or is now. */
export function relatedFacts({ related }: Seen['view']['case']): Fact[] {
  const one = (term: string, id: CaseId | undefined): Fact[] => (id === undefined ? [] : [{ term, value: linked(id) }])
  const { mergedInto, absorbed, splitFrom, splitInto } = related
  return [
    ...one('Goes on as', mergedInto ?? undefined),
    ...absorbed.flatMap((id) => one('Took in', id)),
    ...one('Split off from', splitFrom?.case),
    ...splitInto.flatMap((id) => one('Split off as', id)),
  ]
}

function linked(id: CaseId) {
  return <a href={addressOf(id)}>{id}</a>
}

/** Messages that were written in the case that this one was split from. */
export function CarriedPosts({ seen: { view } }: { seen: Seen }) {
  const { splitFrom } = view.case.related
  if (splitFrom === null || view.carried.length === 0) return <></>
  return (
    <section class="stack" aria-labelledby="carried">
      <h2 id="carried">From {linked(splitFrom.case)}, where this case was split off</h2>
      <Posts
        label="Messages of the first case"
        names={namesIn(view)}
        posts={view.carried.map(({ post, by, at, room, text }) => ({
          id: `from-${post}`,
          by: { name: nameOf(view, by) },
          at,
          text,
          room: room === 'team' ? ('inside' as const) : ('everyone' as const),
        }))}
      />
    </section>
  )
}
