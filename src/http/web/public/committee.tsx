import { committeeOf, heldDuties, type CommitteeMembers as Committee, type HeldDuty } from '../../../app/index.ts'
import { can } from '../../../core/access/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import type { Asked, Route } from '../../gate/index.ts'
import { Clause, Definitions, Notice, People, Table, When } from '../components/index.ts'
import { EitherLook } from '../eitherLook.tsx'
import { PageHead } from '../shell/index.ts'

export const committeeRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/committee', act: 'readPublic', handle: showCommittee },
]

/** Who looks after security here and how to reach them; for people of the workroom, how the work is shared. */
async function showCommittee(asked: Asked) {
  const { c, world, caller } = asked
  const committee = await committeeOf(world)
  const inside = caller.person !== null && can(caller.roles, 'readCommittee')
  const held = inside && caller.roles.includes('member') && caller.person !== null
  const duties = held && caller.person !== null ? await heldDuties(world, caller.person.id) : undefined
  return c.html(
    await EitherLook(asked, {
      title: 'Committee',
      current: 'committee',
      children: (
        <>
          <PageHead
            title="The Security Response Committee"
            lead={`They look after security problems in ${committee.community.name}, from the report to the announcement.`}
          />
          <div class="stack stack-loose">
            {inside && <Warnings committee={committee} />}
            <Members committee={committee} inside={inside} />
            {duties !== undefined && <Duties committee={committee} held={duties} />}
            <Contact committee={committee} />
            <Work committee={committee} />
          </div>
        </>
      ),
    }),
  )
}

interface Props {
  readonly committee: Committee
}

function Warnings({ committee }: Props) {
  return (
    <>
      {committee.warnings.map(({ clause, says }) => (
        <Notice
          tone="warning"
          says={says}
          instead="Nothing is blocked by it. Growing the committee or mentoring a successor mends it."
          clause={{ id: clause, href: `/policy#${clause}` }}
        />
      ))}
    </>
  )
}

const sources = { bootstrapped: 'from the beginning', elected: 'chosen', 'stand-in': 'standing in' } as const

function Members({ committee: { members }, inside }: Props & { readonly inside: boolean }) {
  return (
    <section class="stack" aria-labelledby="members">
      <h2 id="members">Members</h2>
      <People
        label="Members"
        people={members.map(({ name, affiliation, since, source }) => ({
          name,
          affiliation,
          ...(inside
            ? {
                note: (
                  <>
                    since <When at={since} only="day" />, {sources[source]}
                  </>
                ),
              }
            : {}),
        }))}
      />
    </section>
  )
}

function Duties({ committee, held }: Props & { readonly held: ReadonlyMap<PersonId | null, readonly HeldDuty[]> }) {
  const titles = new Map(committee.policy.committee.duties.list.map(({ id, title }) => [id, title]))
  const rows = [...committee.members, { person: null, name: 'Nobody' }].flatMap(({ person, name }) => {
    const theirs = held.get(person) ?? []
    return theirs.length === 0 && person === null ? [] : [{ name, theirs }]
  })
  return (
    <section class="stack" aria-labelledby="duties">
      <h2 id="duties">
        Duties on open cases <Clause id="C2" href="/policy#C2" />
      </h2>
      <Table
        caption="Duties on open cases"
        columns={[{ label: 'Who', head: true }, { label: 'Holds' }]}
        rows={rows.map(({ name, theirs }) => [
          name,
          theirs.length === 0 ? (
            <span class="soft">no duty</span>
          ) : (
            <ul class="plain-list">
              {byCase(theirs).map(({ id, title, duties }) => (
                <li>
                  {duties.map((duty) => titles.get(duty) ?? duty).join(', ')}: <a href={`/cases/${id}`}>{title}</a>
                </li>
              ))}
            </ul>
          ),
        ])}
      />
    </section>
  )
}

function byCase(held: readonly HeldDuty[]) {
  return [...Map.groupBy(held, ({ case: id }) => id)].map(([id, those]) => ({
    id,
    title: those[0]?.title ?? id,
    duties: those.map(({ duty }) => duty),
  }))
}

function Contact({ committee: { community } }: Props) {
  return (
    <section class="prose" aria-labelledby="contact">
      <h2 id="contact">How to reach them</h2>
      <p>
        The best way is <a href="/report">the report form</a>: what you write is kept encrypted, and you get a thread of
        your own.
      </p>
      <p>
        Or write to <a href={`mailto:${community.from}`}>{community.from}</a>; it reaches all members.{' '}
        <Clause id="C3" href="/policy#C3" />
      </p>
    </section>
  )
}

function Work({ committee: { policy } }: Props) {
  return (
    <section class="stack" aria-labelledby="work">
      <h2 id="work">What they do</h2>
      <Definitions items={policy.committee.duties.list.map(({ title, does }) => ({ term: title, value: does }))} />
      <p class="prose soft">
        How they are chosen, how they decide and by when is written down in <a href="/policy">the policy</a>.
      </p>
    </section>
  )
}
