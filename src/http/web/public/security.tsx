import {
  committeeOf,
  fingerprintOf,
  loadPerson,
  shownCommitteeKey,
  type CommitteeMembers,
  type ShownKey,
} from '../../../app/index.ts'
import { isId } from '../../../core/kernel/index.ts'
import { problems, type Asked, type Route } from '../../gate/index.ts'
import { Clause, Definitions, People } from '../components/index.ts'
import { EitherLook } from '../eitherLook.tsx'
import { PageHead } from '../shell/index.ts'
import { sayProblem } from '../voice.tsx'
import { EncryptedMail } from './committeeKey.tsx'

export const securityRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/security', act: 'readPublic', handle: showSecurity },
  { scope: 'public', method: 'get', path: '/security/keys/:id', act: 'readPublic', handle: giveKey },
]

/** Who looks after security here, what each duty is, how to reach them, and how to become one of them. */
async function showSecurity(asked: Asked) {
  const committee = await committeeOf(asked.world)
  const shown = await shownCommitteeKey(asked.world)
  const keys = await Promise.all(
    committee.members.map(async ({ person, openpgp }) => [person, await fingerprintOf(asked.world, openpgp)] as const),
  )
  return asked.c.html(
    await EitherLook(asked, {
      title: 'Security Response Committee',
      current: 'committee',
      children: (
        <>
          <PageHead
            title="The Security Response Committee"
            lead={`They look after security problems in ${committee.community.name}, from the report to the announcement.`}
          />
          <div class="stack stack-loose">
            <Members committee={committee} fingerprints={new Map(keys)} />
            <Contact committee={committee} shown={shown} />
            <Work committee={committee} />
            <Joining committee={committee} />
          </div>
        </>
      ),
    }),
  )
}

interface Props {
  readonly committee: CommitteeMembers
}

function Members({
  committee: { members },
  fingerprints,
}: Props & { readonly fingerprints: ReadonlyMap<string, string | undefined> }) {
  return (
    <section class="stack" aria-labelledby="members">
      <h2 id="members">Members</h2>
      <People
        label="Members"
        people={members.map(({ person, name, affiliation, openpgp }) => ({
          name,
          affiliation,
          ...(openpgp === '' || fingerprints.get(person) === undefined
            ? {}
            : {
                note: (
                  <>
                    <a href={`/security/keys/${person}`}>
                      OpenPGP key<span class="unseen"> of {name}</span>
                    </a>{' '}
                    <code class="fingerprint">{fingerprints.get(person)}</code>
                  </>
                ),
              }),
        }))}
      />
    </section>
  )
}

function Contact({ committee: { community }, shown }: Props & { readonly shown: ShownKey | undefined }) {
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
      <EncryptedMail shown={shown} from={community.from} />
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

const ways = {
  interest: 'Say that you are interested: write to the committee, and tell them what you know of the project.',
  'nomination-by-member': 'Have a member of the committee nominate you.',
  'nomination-by-maintainer': 'Have a maintainer of one of the projects nominate you.',
} as const

function Joining({ committee: { policy, community } }: Props) {
  const { joining, selection } = policy.committee
  return (
    <section class="prose" aria-labelledby="joining">
      <h2 id="joining">
        How to become a member <Clause id={joining.clause} href={`/policy#${joining.clause}`} />
      </h2>
      <ul>
        {joining.ways.map((way) => (
          <li>{ways[way]}</li>
        ))}
      </ul>
      <p>
        {selection.by === 'members' ? 'The members choose' : `${selection.body} chooses`}: nobody objecting is consent.
        Write to <a href={`mailto:${community.from}`}>{community.from}</a>.
      </p>
    </section>
  )
}

/** The public key of somebody who sits on the committee; nobody else's. */
async function giveKey(asked: Asked) {
  const { c, world } = asked
  const id = c.req.param('id') ?? ''
  const { members } = await committeeOf(world)
  const found = isId('p', id) && members.some(({ person }) => person === id) ? await loadPerson(world, id) : null
  if (found === null || found.openpgp === '') return sayProblem(asked, problems.notFound)
  return c.text(found.openpgp, 200, { 'content-type': 'application/pgp-keys; charset=utf-8' })
}
