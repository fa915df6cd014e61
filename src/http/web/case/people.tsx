import type { EndTold } from '../../../app/index.ts'
import { reportersOf, unconsenting, type FixTeamMember } from '../../../core/process/index.ts'
import { duties } from '../../../core/policy/index.ts'
import { Button, Empty, People as Persons, When, type PersonProps } from '../components/index.ts'
import { Invite } from './invite.tsx'
import { titleOf } from './labels.ts'
import { may, nameOf, type Seen } from './seen.ts'
import { SuggestTeam } from './suggestTeam.tsx'
import { doing, StepsHere } from './steps.tsx'

/** Who is on the case, by name: committee, fix team, reporter; and how to bring somebody in. */
export function People({ seen }: { readonly seen: Seen }) {
  const { view } = seen
  const { case: c, members } = view
  return (
    <div class="stack stack-loose">
      <StepsHere seen={seen} page="people" />
      <section class="stack" aria-labelledby="committee">
        <h2 id="committee">Committee</h2>
        <Persons label="Committee" people={members.map((person) => asMember(seen, person))} />
      </section>
      <section class="stack" aria-labelledby="team">
        <h2 id="team">Fix team</h2>
        {c.fixTeam.length === 0 ? (
          <Empty
            title="Nobody has been invited yet"
            says="Engineers of the affected project, often from its MAINTAINERS. They see nothing before they accept the embargo terms."
          />
        ) : (
          <Persons label="Fix team" people={c.fixTeam.map((member) => asFixer(seen, member))} />
        )}
      </section>
      <section class="stack" aria-labelledby="reporter">
        <h2 id="reporter">{c.coReporters.length === 0 ? 'Reporter' : 'Reporters'}</h2>
        {reportersOf(c).length === 0 ? (
          <p class="soft">Nobody is known to have reported this.</p>
        ) : (
          <Persons label="Reporter" people={reportersOf(c).map((person) => asReporter(seen, person))} />
        )}
        <FormerReporters seen={seen} />
        {may(seen, 'nameCoReporter') && c.closed === null && (
          <p>
            <a href={doing(c.id, 'nameCoReporter', {}, 'people')}>Bring in a co-reporter</a>
          </p>
        )}
      </section>
      {may(seen, 'suggestFixTeam') && c.closed === null && <SuggestTeam seen={seen} />}
      {may(seen, 'inviteToFixTeam') && c.closed === null && <Invite seen={seen} />}
      {may(seen, 'chooseCredit') && (
        <p>
          <a href={doing(c.id, 'chooseCredit', {}, 'people')}>Choose how you are credited</a>
        </p>
      )}
    </div>
  )
}

function asMember(seen: Seen, person: Seen['me']): PersonProps {
  const { case: c, people, policy } = seen.view
  const held = duties.filter((duty) => c.duties[duty] === person)
  const affiliation = people.get(person)?.affiliation ?? ''
  return {
    name: nameOf(seen.view, person),
    ...(affiliation === '' ? {} : { affiliation }),
    role: held.length === 0 ? 'no duty here' : held.map((duty) => titleOf(duty, policy)).join(', '),
    ...creditNote(seen, person),
    end: may(seen, 'assignDuty') && c.closed === null && (
      <Button
        tone="quiet"
        href={doing(c.id, 'assignDuty', { to: person }, 'people')}
        label={`Give a duty: ${nameOf(seen.view, person)}`}
      >
        Give a duty
      </Button>
    ),
  }
}

const standings: Record<FixTeamMember['state'], string> = {
  invited: 'invited, has not answered yet',
  accepted: 'accepted the embargo terms',
  declined: 'declined',
  revoked: 'access ended',
}

function asFixer(seen: Seen, { person, state, at }: FixTeamMember): PersonProps {
  const { case: c, people, accessEnded } = seen.view
  const affiliation = people.get(person)?.affiliation ?? ''
  const here = state === 'accepted' || state === 'invited'
  return {
    name: nameOf(seen.view, person),
    ...(affiliation === '' ? {} : { affiliation }),
    role: `${standings[state]}${state === 'invited' ? whatTheySee(seen, person) : ''}`,
    note: (
      <>
        since <When at={at} />
        <WhetherTold told={accessEnded.get(person)} />
      </>
    ),
    end: here && may(seen, 'revokeAccess') && c.closed === null && (
      <Button
        tone="quiet"
        href={doing(c.id, 'revokeAccess', { person }, 'people')}
        label={`End access: ${nameOf(seen.view, person)}`}
      >
        End access
      </Button>
    ),
  }
}

/** F3: whoever ended somebody's access sees that they know it. */
function WhetherTold({ told }: { told: EndTold | undefined }) {
  if (told === undefined) return <></>
  const { state, at } = told
  if (state === 'told') {
    return (
      <>
        {' '}
        and told so by mail <When at={at} />
      </>
    )
  }
  if (state === 'waiting') return <>; the mail that tells them is on its way</>
  return state === 'unreachable' ? (
    <>; there is no address to tell them at: do it yourself</>
  ) : (
    <>
      ; the mail that tells them did not leave: <a href="/outbox">send it again</a>
    </>
  )
}

/** Co-reporters whose links ended: the case itself names them no more. */
function FormerReporters({ seen: { view } }: { seen: Seen }) {
  const { case: c, accessEnded } = view
  const former = [...accessEnded].filter(([person]) => !c.fixTeam.some((one) => one.person === person))
  if (former.length === 0) return <></>
  return (
    <Persons
      label="Former co-reporters"
      people={former.map(([person, told]) => ({
        name: nameOf(view, person),
        role: 'co-reporter, access ended',
        note: <WhetherTold told={told} />,
      }))}
    />
  )
}

/** F2: nothing before the terms are accepted, unless by another right: a seat, or having reported it. */
function whatTheySee({ view: { case: c, members } }: Seen, person: Seen['me']): string {
  if (members.includes(person)) return '; sees the case as a member of the committee'
  return reportersOf(c).includes(person) ? '; sees their own report' : ' and sees nothing'
}

function asReporter(seen: Seen, person: Seen['me']): PersonProps {
  const c = seen.view.case
  return {
    name: nameOf(seen.view, person),
    role: [
      ...(person === c.reporter ? [] : ['co-reporter']),
      c.acknowledged === null ? 'waits for an answer' : 'has been answered',
      ...(unconsenting(c).includes(person) ? ['has not accepted the embargo'] : []),
    ].join(', '),
    ...creditNote(seen, person),
    end: c.coReporters.includes(person) && may(seen, 'removeCoReporter') && c.closed === null && (
      <Button
        tone="quiet"
        href={doing(c.id, 'removeCoReporter', { person }, 'people')}
        label={`End access: ${nameOf(seen.view, person)}`}
      >
        End access
      </Button>
    ),
  }
}

/** T2: until somebody chose, they are not named. */
function creditNote({ view: { case: c } }: Seen, person: Seen['me']): Pick<PersonProps, 'note'> {
  const credit = c.credits[person]
  if (credit === undefined) return {}
  return { note: credit.named ? `wants to be named${credit.as === '' ? '' : ` as ${credit.as}`}` : 'not to be named' }
}
