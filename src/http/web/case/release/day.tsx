import { after, earlier, slots, stamp } from '../../../../core/clock/index.ts'
import {
  agreedRelease,
  earliestRelease,
  pendingRelease,
  releaseDeadline,
  type ReleaseProposal,
} from '../../../../core/process/index.ts'
import type { CaseView } from '../../../../app/index.ts'
import {
  Button,
  Clause,
  inUtc,
  inZone,
  Notice,
  ReleaseHour,
  Table,
  toInstant,
  When,
  zonesOf,
} from '../../components/index.ts'
import { may, nameOf, type Seen } from '../seen.ts'
import { doing } from '../steps.tsx'
import { clauseOf } from '../text.tsx'

/** V8: what is agreed or proposed, by both sides, and the slots that the policy recommends. */
export function ReleaseDay({ seen }: { readonly seen: Seen }) {
  const { case: c } = seen.view
  const agreed = agreedRelease(c)
  const pending = pendingRelease(c)
  const open = c.merged === null && c.closed === null
  return (
    <section class="stack" aria-labelledby="day">
      <h2 id="day">
        Release day <Clause {...clauseOf('V8')} />
      </h2>
      {agreed !== null && <Instants seen={seen} proposal={agreed} title="Agreed by both sides" />}
      {pending !== null && <Pending seen={seen} proposal={pending} />}
      {agreed === null && pending === null && <p class="soft">No day is proposed yet.</p>}
      {open && may(seen, 'proposeRelease') && <Slots seen={seen} />}
    </section>
  )
}

function Pending({ seen, proposal }: { seen: Seen; proposal: ReleaseProposal }) {
  const { case: c } = seen.view
  const waiting = proposal.agreed.committee === null ? ('committee' as const) : ('fix-team' as const)
  const mine = seen.view.roles.includes(waiting === 'committee' ? 'member' : 'fixer')
  return (
    <>
      <Instants seen={seen} proposal={proposal} title={`Proposal ${proposal.proposal}`} />
      {mine && c.closed === null && (
        <p>
          <Button
            tone="primary"
            href={doing(c.id, 'agreeRelease', { proposal: String(proposal.proposal), side: waiting }, 'release')}
          >
            Agree for the {waiting === 'committee' ? 'committee' : 'fix team'}
          </Button>
        </p>
      )}
    </>
  )
}

/** The two instants of a proposal, as those see them who wait for them, and how both sides stand to it. */
function Instants({ seen: { view }, proposal, title }: { seen: Seen; proposal: ReleaseProposal; title: string }) {
  const { opening, announcement, agreed, warnings, reason } = proposal
  const { showIn } = view.policy.development.releaseDay
  return (
    <section class="case-day stack" aria-label={title}>
      <h3>{title}</h3>
      <div class="case-hours">
        <div>
          <h4>Opening: the first public merge</h4>
          <ReleaseHour at={opening} showIn={showIn} />
        </div>
        <div>
          <h4>Announcement</h4>
          <ReleaseHour at={announcement} showIn={showIn} />
        </div>
      </div>
      <p>
        {side('The committee', agreed.committee)}. {side('The fix team', agreed['fix-team'])}.
      </p>
      {warnings.length > 0 && (
        <Notice
          tone="warning"
          says={`Unusual: ${warnings.join('; ')}.`}
          {...(reason === '' ? {} : { instead: `The reason: ${reason}` })}
        />
      )}
    </section>
  )

  function side(name: string, noted: ReleaseProposal['agreed']['committee']) {
    if (noted === null) return <strong>{name} has not agreed yet</strong>
    return (
      <>
        {name} agreed ({nameOf(view, noted.by)}, <When at={noted.at} />)
      </>
    )
  }
}

const offered = 6

/** The policy's slots inside the window, each with the hour elsewhere; one click from a proposal. */
function Slots({ seen: { view } }: { seen: Seen }) {
  const { id } = view.case
  const found = slotsAhead(view)
  const zones = zonesOf(view.policy.development.releaseDay.showIn)
  return (
    <section class="stack" aria-labelledby="slots">
      <h3 id="slots">Recommended slots</h3>
      <Table
        caption="Recommended slots for the announcement"
        columns={[{ label: 'UTC', head: true }, ...zones.map(({ name }) => ({ label: name })), { label: 'Choose' }]}
        rows={found.map((slot) => [
          inUtc(slot),
          ...zones.map(({ zone }) => at(slot, zone)),
          <a
            href={doing(id, 'proposeRelease', { announcement: stamp(slot) }, 'release')}
            aria-label={`Propose ${inUtc(slot)}`}
          >
            Propose
          </a>,
        ])}
        empty={<p class="soft">No recommended slot is left before the deadline.</p>}
      />
      <p>
        <a href={doing(id, 'proposeRelease', { announcement: '' }, 'release')}>Propose another day</a>
      </p>
    </section>
  )
}

/** From the earliest useful moment to the release's deadline; where that is past, the two weeks ahead. */
function slotsAhead({ case: c, policy, deadlines, now }: CaseView): Temporal.Instant[] {
  const from = earliestRelease(c, policy, now)
  const due = releaseDeadline(deadlines, policy)?.due
  const rule = policy.development.releaseDay
  const inside = due == null ? [] : slots(rule, from, earlier(toInstant(due), after(from, 'P28D')), offered)
  return inside.length > 0 ? inside : slots(rule, from, after(from, 'P14D'), offered)
}

function at(slot: Temporal.Instant, zone: string): string {
  const { day, hour } = inZone(slot, zone)
  return `${hour} ${day}`
}
