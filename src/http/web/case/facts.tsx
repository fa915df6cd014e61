import { agreedRelease, approvalsOfHead, publicId } from '../../../core/process/index.ts'
import type { CaseView } from '../../../app/index.ts'
import { Severity, When, type Fact } from '../components/index.ts'
import { addressOf } from './areas.ts'
import { labelOf } from './labels.ts'
import { relatedFacts } from './regrouping.tsx'
import { nameOf } from './seen.ts'
import { Address } from './text.tsx'

/** What is known of a case, each with where it stands in full; what isn't known yet says so. */
export function factsOf(view: CaseView): readonly Fact[] {
  const { case: c } = view
  const agreed = agreedRelease(c)
  const newest = c.advisory.at(-1)
  const { reporter, replication, origin, severity, cve, workspace, release } = c
  return [
    { term: 'Case', value: c.id },
    { term: 'Disclosed', value: <When at={c.disclosed} /> },
    {
      term: 'Reported by',
      value: reporter === null ? 'nobody known' : `${nameOf(view, reporter)}${c.via === 'form' ? ', by the form' : ''}`,
    },
    ...intentOf(view),
    ...(c.reopens === null ? [] : [{ term: 'Reopens', value: <a href={addressOf(c.reopens)}>{c.reopens}</a> }]),
    ...relatedFacts(c),
    ...c.followUps.map((id) => ({ term: 'Reopened as', value: <a href={addressOf(id)}>{id}</a> })),
    {
      term: 'Replicated',
      value: replication === null ? undefined : `${labelOf(replication.replicated)}: ${replication.how}`,
    },
    { term: 'Vulnerable code', value: origin === null ? undefined : withNote(labelOf(origin.origin), origin.note) },
    ...upstreamOf(view),
    {
      term: 'Severity',
      value:
        severity === null ? undefined : (
          <>
            <Severity
              severity={severity.class}
              {...(severity.score === null ? {} : { score: severity.score.toFixed(1) })}
            />{' '}
            {severity.vector !== null && <code>{severity.vector}</code>}
          </>
        ),
    },
    {
      term: 'CVE',
      value: cve.id ?? (cve.requested === null ? undefined : `requested from ${labelOf(cve.requested.from)}`),
    },
    {
      term: 'Advisory',
      value:
        newest === undefined ? undefined : (
          <>
            <a href={addressOf(c.id, 'advisory')}>revision {newest.revision}</a> by {nameOf(view, newest.by)}
          </>
        ),
    },
    { term: 'Workspace', value: workspace === null ? undefined : <Address url={workspace.url} /> },
    { term: 'Fix', value: fixOf(view) },
    {
      term: 'Release day',
      value:
        agreed === null ? undefined : (
          <>
            opening <When at={agreed.opening} />, announcement <When at={agreed.announcement} />
          </>
        ),
    },
    {
      term: 'Release',
      value: release === null ? undefined : `${release.project} ${release.version}, after ${release.newestVulnerable}`,
    },
    ...(view.mates.length === 0
      ? []
      : [{ term: 'In one release with', value: view.mates.map((id) => <a href={addressOf(id)}>{id} </a>) }]),
    ...(c.announced === null
      ? []
      : [{ term: 'Public advisory', value: <a href={`/advisories/${publicId(c)}`}>{publicId(c)}</a> }]),
  ]
}

function withNote(says: string, note: string): string {
  return note === '' ? says : `${says}: ${note}`
}

/** D3: what the reporter means to do, what they were asked, and what they answered. */
function intentOf({ case: { intent, privateHandling } }: CaseView): Fact[] {
  if (intent === null) return []
  const { requested, answered } = privateHandling
  const answer = answered?.agreed === true ? 'they keep it private' : 'they do not wait'
  return [
    {
      term: 'Means to publish',
      value: (
        <>
          {intent.publishOn === null ? 'before there is a fix' : <When at={intent.publishOn} />}
          {requested !== null && answered === null && ', asked to wait, no answer yet'}
          {answered !== null && (
            <>
              ; asked to wait, {answer}
              {answered.until !== null && (
                <>
                  {' '}
                  until <When at={answered.until} />
                </>
              )}
            </>
          )}
        </>
      ),
    },
  ]
}

function upstreamOf({ case: { upstream } }: CaseView): Fact[] {
  if (upstream === null) return []
  const { project, contact, date } = upstream
  const value = (
    <>
      {project} ({contact}), {date === null ? 'no date yet' : <When at={date} />}
    </>
  )
  return [{ term: 'Upstream', value }]
}

function fixOf({ case: c, policy }: CaseView): string | undefined {
  if (c.merged !== null) return `merged at ${c.merged.commit}`
  if (c.fixComplete !== null) {
    return `complete at ${c.fixComplete.commit}, ${approvalsOfHead(c).length} of ${policy.release.approval.least} approvals`
  }
  if (c.fixNoted !== null) return `a ${c.fixNoted.kind} is available`
  return c.head === null ? undefined : `work at ${c.head}`
}
