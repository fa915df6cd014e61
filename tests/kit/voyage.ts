import { act, inviteEngineer, report, reporterOfLink, type Done } from '../../src/app/index.ts'
import type { CaseId, PersonId, ReleaseId } from '../../src/core/kernel/index.ts'
import type { CaseActName } from '../../src/core/process/index.ts'
import { vectors, whole } from './case.ts'
import type { TestWorld } from './world.ts'

const evidence = 'https://example.org/evidence'

export interface Reported {
  readonly id: CaseId
  readonly secret: string
  readonly reporter: PersonId
}

export async function reported({ world }: TestWorld, fields: object = {}): Promise<Reported> {
  const answer = await report(
    world,
    {
      title: 'Unsigned bundles pass',
      project: 'anchor',
      impact: 'forged artefacts look signed',
      name: 'Rey Reef',
      email: 'rey@example.org',
      terms: true,
      ...fields,
    },
    'form',
  )
  if (!('case' in answer)) throw new Error(`no report: ${JSON.stringify(answer)}`)
  const link = await reporterOfLink(world, answer.secret)
  if (link === undefined) throw new Error('the reporter has no link')
  return { id: answer.case, secret: answer.secret, reporter: link.person }
}

/** Acts, and throws when the product does not let them. */
export async function does(
  { world }: TestWorld,
  person: PersonId | undefined,
  id: CaseId,
  name: CaseActName,
  fields: object = {},
): Promise<Done> {
  const answer = await act(world, person ?? 'p-nobody000000', { case: id, act: name, fields: { ...fields } })
  if (!('events' in answer)) throw new Error(`${name}: ${JSON.stringify(answer)}`)
  return answer
}

export async function accepted(here: TestWorld, id: CaseId): Promise<void> {
  const [ada] = here.members
  await does(here, ada, id, 'assessReplication', { replicated: 'yes', how: 'ran the steps' })
  await does(here, ada, id, 'assessOrigin', { origin: 'ours' })
  await does(here, ada, id, 'acceptReport')
}

/** Someone invited; not yet with us. */
export async function invited(here: TestWorld, id: CaseId, email = 'max@example.org'): Promise<PersonId> {
  const [ada = 'p-nobody000000'] = here.members
  const done = await inviteEngineer(here.world, ada, id, { name: 'Max Mast', email, why: 'maintains anchor' })
  const event = 'events' in done ? done.events.find(({ type }) => type === 'FixTeamInvited') : undefined
  if (event?.type !== 'FixTeamInvited') throw new Error(`nobody was invited: ${JSON.stringify(done)}`)
  return event.person
}

export async function teamed(here: TestWorld, id: CaseId, email?: string): Promise<PersonId> {
  await accepted(here, id)
  const engineer = await invited(here, id, email)
  await does(here, engineer, id, 'acceptInvitation', { terms: true })
  return engineer
}

/** Everything but the announcement itself; joins `release` where one is given. Answers the release's id. */
export async function prepared(
  here: TestWorld,
  id: CaseId,
  { cve = 'CVE-2026-12345', release }: { cve?: string; release?: ReleaseId } = {},
): Promise<ReleaseId> {
  const [ada, ben, cleo] = here.members
  await accepted(here, id)
  await does(here, ada, id, 'decideSeverity', { vector: vectors.high })
  await does(here, ben, id, 'recordCve', { id: cve, evidence })
  await does(here, ben, id, 'reviseAdvisory', { basedOn: 0, document: whole })
  const named = { project: 'anchor', version: 'v1.2.4', newestVulnerable: 'v1.2.3' }
  const joined = await does(here, ben, id, 'joinRelease', { ...named, ...(release === undefined ? {} : { release }) })
  await does(here, cleo, id, 'linkWorkspace', { url: 'https://git.example.org/private' })
  const event = joined.events.find(({ type }) => type === 'ReleaseJoined')
  if (event?.type !== 'ReleaseJoined') throw new Error('no release was joined')
  return event.release
}

export async function announced(here: TestWorld, id: CaseId): Promise<void> {
  const [, , cleo] = here.members
  await does(here, cleo, id, 'draftAnnouncement')
  await does(here, cleo, id, 'sendAnnouncement', { despite: 'users are at risk now' })
}

export { evidence }
