import type { FC } from 'hono/jsx'
import { pendingRelease, type CaseActName } from '../../../core/process/index.ts'
import { ReleaseHour, When } from '../components/index.ts'
import { AboutSpam, answersWith } from './answers.tsx'
import { onlyAfter } from './onlyAfter.tsx'
import { OtherVersions } from './otherVersions.tsx'
import { PlanMoved, PlanSoFar } from './planTable.tsx'
import { AboutSharing } from './aboutSharing.tsx'
import { AboutMerging, AboutSplitting } from './regrouping.tsx'
import { typed, type Seen } from './seen.ts'

/** What an act is about, above its form: nobody agrees to something they don't see. */
export const abouts: Partial<Record<CaseActName, FC<{ seen: Seen }>>> = {
  adoptPlan: PlanSoFar,
  agreeRelease: ProposedDay,
  answerEmbargo: ProposedEmbargo,
  confirmEmbargo: ExtendedEmbargo,
  checkArtefact: onlyAfter('listArtefact', 'No artefact is listed yet.', (c) => c.artefacts.length > 0),
  carryOutMessage: onlyAfter('planMessage', 'No message is planned yet.', (c) => c.plan.length > 0),
  dropMessage: onlyAfter('planMessage', 'No message is planned yet.', (c) => c.plan.length > 0),
  moveMessages: PlanMoved,
  movePolicy: OtherVersions,
  rejectReport: answersWith('invalid'),
  markDuplicate: answersWith('duplicate'),
  askReproducer: answersWith('needs-reproducer'),
  notReproduced: answersWith('not-reproducible'),
  markSpam: AboutSpam,
  mergeCase: AboutMerging,
  shareAdvisory: AboutSharing,
  splitCase: AboutSplitting,
}

function ProposedDay({ seen: { view } }: { seen: Seen }) {
  const pending = pendingRelease(view.case)
  if (pending === null) return <p>No day is proposed.</p>
  const { showIn } = view.policy.development.releaseDay
  return (
    <div class="case-hours">
      <div>
        <h3>Opening: the first public merge</h3>
        <ReleaseHour at={pending.opening} showIn={showIn} />
      </div>
      <div>
        <h3>Announcement</h3>
        <ReleaseHour at={pending.announcement} showIn={showIn} />
      </div>
    </div>
  )
}

function ProposedEmbargo({ seen: { view } }: { seen: Seen }) {
  const { proposed, until } = view.case.embargo
  const shortest = [...proposed].sort()[0]
  if (shortest === undefined) return <p>No embargo date is proposed.</p>
  return (
    <p>
      Proposed: until <When at={shortest} />
      {until !== null && (
        <>
          ; in force: until <When at={until} />
        </>
      )}
      .
    </p>
  )
}

function ExtendedEmbargo({ seen: { view } }: { seen: Seen }) {
  const { until } = view.case.embargo
  return until === null ? (
    <p>There is no embargo.</p>
  ) : (
    <p>
      The embargo is to hold until <When at={until} />.
    </p>
  )
}

/** The message that an address names. */
export function postAsked(seen: Seen) {
  const { view, query } = seen
  const asked = query('post') ?? typed(seen, 'editPost', 'post')
  return view.case.posts.find(({ post }) => String(post) === asked)
}

/** Answers that are clear from where the reader stands; they are not asked. */
export function settled(seen: Seen, act: CaseActName): Readonly<Record<string, string>> {
  const { view, query } = seen
  if (act === 'proposeSeverity' || act === 'decideSeverity') {
    return view.policy.development.severity.versions.length === 0 ? { vector: '' } : {}
  }
  const table = act === 'decideSsvc' ? query('table') : undefined
  if (table !== undefined) return { table }
  const message = act === 'editPost' ? postAsked(seen) : undefined
  if (message !== undefined) return { post: String(message.post) }
  if (act !== 'agreeRelease' && act !== 'proposeRelease') return {}
  const pending = pendingRelease(view.case)
  const sides = [
    ...(view.roles.includes('member') ? ['committee'] : []),
    ...(view.roles.includes('fixer') ? ['fix-team'] : []),
  ]
  const only = sides.length === 1 ? sides[0] : undefined
  return {
    ...(only === undefined ? {} : { side: only }),
    ...(act === 'agreeRelease' && pending !== null ? { proposal: String(pending.proposal) } : {}),
  }
}
