import { lengthInWords } from '../../../../core/clock/index.ts'
import { approvalsOfHead, gapsBeforeMerge, voidedApprovals } from '../../../../core/process/index.ts'
import { Button, Definitions, Notice, When } from '../../components/index.ts'
import { Missing } from '../missing.tsx'
import { may, nameOf, type Seen } from '../seen.ts'
import { doing, StepsHere } from '../steps.tsx'
import { Address, clauseOf } from '../text.tsx'
import { Artefacts } from './artefacts.tsx'
import { ReleaseDay } from './day.tsx'
import { Plan } from './plan.tsx'

/** From the fix to a release that users can install: V5, V7, V8, R1 to R4. */
export function Release({ seen }: { readonly seen: Seen }) {
  return (
    <div class="stack stack-loose">
      <StepsHere seen={seen} page="release" />
      <ReleaseDay seen={seen} />
      <Fix seen={seen} />
      <Named seen={seen} />
      <Plan seen={seen} />
      <Merge seen={seen} />
      <Artefacts seen={seen} />
    </div>
  )
}

function Fix({ seen }: { seen: Seen }) {
  const { view } = seen
  const { case: c, policy } = view
  const approvals = approvalsOfHead(c)
  const voided = voidedApprovals(c)
  const open = c.merged === null && c.closed === null
  return (
    <section class="stack" aria-labelledby="fix">
      <h2 id="fix">The fix</h2>
      <Definitions
        label="The fix"
        items={[
          { term: 'Workspace', value: c.workspace === null ? undefined : <Address url={c.workspace.url} /> },
          { term: 'Newest commit', value: c.head === null ? undefined : <code>{c.head}</code> },
          {
            term: 'Available',
            value:
              c.fixNoted === null ? undefined : (
                <>
                  a {c.fixNoted.kind}, <When at={c.fixNoted.at} />
                </>
              ),
          },
          {
            term: 'Complete',
            value:
              c.fixComplete === null ? undefined : (
                <>
                  at <code>{c.fixComplete.commit}</code>, {nameOf(view, c.fixComplete.by)},{' '}
                  <When at={c.fixComplete.at} />
                </>
              ),
          },
          {
            term: 'Approved',
            value: `${approvals.length} of ${policy.release.approval.least}${approvals.length === 0 ? '' : `: ${approvals.map(({ by }) => nameOf(view, by)).join(', ')}`}`,
          },
          ...(voided.length === 0
            ? []
            : [
                {
                  term: 'Counts no longer',
                  value: `the approval of ${voided.map(({ by }) => nameOf(view, by)).join(', ')}, whose access has ended since`,
                },
              ]),
        ]}
      />
      {open && (
        <p class="buttons">
          {may(seen, 'linkWorkspace') && <Button href={doing(c.id, 'linkWorkspace')}>Link the workspace</Button>}
          {may(seen, 'notePush') && <Button href={doing(c.id, 'notePush')}>Note a push</Button>}
          {may(seen, 'completeFix') && <Button href={doing(c.id, 'completeFix')}>The fix is complete</Button>}
          {may(seen, 'approveFix') && <Button href={doing(c.id, 'approveFix')}>Approve the fix</Button>}
        </p>
      )}
    </section>
  )
}

function Named({ seen }: { seen: Seen }) {
  const { case: c, mates } = seen.view
  return (
    <section class="stack" aria-labelledby="named">
      <h2 id="named">The release</h2>
      {c.release === null ? (
        <p class="soft">Not named yet.</p>
      ) : (
        <Definitions
          label="The release"
          items={[
            { term: 'Project', value: c.release.project },
            { term: 'Version', value: c.release.version },
            { term: 'Newest vulnerable', value: c.release.newestVulnerable },
            { term: 'Release id', value: <code>{c.release.id}</code> },
            ...(mates.length === 0
              ? []
              : [{ term: 'Also fixes', value: `${mates.length} more of the committee’s cases` }]),
          ]}
        />
      )}
      {may(seen, 'joinRelease') && c.announced === null && c.closed === null && (
        <p class="buttons">
          <Button href={doing(c.id, 'joinRelease')}>{c.release === null ? 'Name the release' : 'Change it'}</Button>
          {c.release !== null && c.merged === null && (
            <Button tone="quiet" href={doing(c.id, 'leaveRelease')}>
              Take the case out
            </Button>
          )}
        </p>
      )}
    </section>
  )
}

function Merge({ seen }: { seen: Seen }) {
  const { view } = seen
  const { case: c, policy, now } = view
  return (
    <section class="stack" aria-labelledby="merge">
      <h2 id="merge">Merge: the opening</h2>
      {c.merged === null ? (
        <>
          <Missing tone="note" gaps={gapsBeforeMerge(c, policy, now)} />
          {may(seen, 'recordMerge') && c.closed === null && (
            <p>
              <Button href={doing(c.id, 'recordMerge')}>Record the merge</Button>
            </p>
          )}
        </>
      ) : (
        <>
          <p>
            {nameOf(view, c.merged.by)} merged <code>{c.merged.commit}</code> into <Address url={c.merged.repository} />
            , <When at={c.merged.at} />.
          </p>
          {c.fixReleased === null && (
            <Notice
              tone="warning"
              says={`Users are exposed: ${lengthInWords(view.figures.exposure)} and counting.`}
              instead="It ends when every artefact is verified: then they can install the fix."
              clause={clauseOf(policy.release.merge.clause)}
            />
          )}
        </>
      )}
    </section>
  )
}
