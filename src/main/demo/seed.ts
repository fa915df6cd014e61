import { readFile } from 'node:fs/promises'
import {
  foundCommunity,
  listCases,
  loadCommunity,
  mintSecret,
  personByEmail,
  signInSecret,
  viewCase,
  type World,
} from '../../app/index.ts'
import { before } from '../../core/clock/index.ts'
import { isRefused, type PersonId } from '../../core/kernel/index.ts'
import { facts } from './facts.ts'
import { committee, engineers, type MemberName } from './people.ts'
import { at, DemoRefused, tell } from './stage.ts'
import { stories } from './stories/index.ts'

export interface DemoLink {
  readonly name: string
  /** What they are here. */
  readonly role: string
  readonly address: string
}

/** The data folder holds something that is no demonstration; `code` says what. */
export class NotADemo extends Error {
  override readonly name = 'NotADemo'
  readonly code: 'another_community' | 'demo_unfinished'
  constructor(code: NotADemo['code'], message: string) {
    super(message)
    this.code = code
  }
}

const marker = 'demo'

/**
 * Makes the demonstration: a community under sigstore's policy with a case in every stage, whose past was carried out
 * by the product's own use cases. Nothing can reach the real list: announcements go to an address of example.org, and
 * there is no mail server. Where it is made already, only fresh sign-in links are. Throws `NotADemo`.
 */
export async function seedDemo(
  world: World,
  { address = 'http://127.0.0.1:8080' }: { readonly address?: string } = {},
): Promise<{ readonly links: readonly DemoLink[] }> {
  const state = await world.store.setting(marker)
  if (state === undefined && (await loadCommunity(world)) !== null) {
    throw new NotADemo('another_community', 'This data folder holds a community that is no demonstration.')
  }
  if (state === 'begun') {
    throw new NotADemo('demo_unfinished', 'Making this demonstration was interrupted: remove its data folder first.')
  }
  if (state === undefined) await make(world, address)
  return { links: await freshLinks(world, address) }
}

async function make(world: World, address: string): Promise<void> {
  await world.store.commit({ settings: [{ name: marker, value: 'begun' }] })
  const start = before(world.machine.now(), 'P60D').round('hour')
  const members = await found(
    at(world, () => start),
    address,
  )
  await tell(world, members, start, stories)
  await world.store.commit({ settings: [{ name: marker, value: 'made' }] })
}

async function found(world: World, address: string): Promise<Record<MemberName, PersonId>> {
  const names = Object.keys(committee) as MemberName[]
  const repositories = [...new Set(Object.values(facts).map(({ repository }) => repository))]
  const founded = await foundCommunity(
    world,
    {
      name: 'sigstore demo',
      address,
      from: 'security@example.org',
      announceTo: 'announce@example.org',
      policy: await readFile(new URL('../../../policies/sigstore.yaml', import.meta.url), 'utf8'),
      members: names.map((name) => ({ ...committee[name], administrator: name === 'nora' })),
      projects: [...repositories, 'https://github.com/sigstore/fulcio'].map((repository) => ({
        name: repository.split('/').at(-1),
        repository,
        ecosystem: 'Go',
        package: repository.replace('https://', ''),
      })),
      mail: null,
    },
    null,
  )
  if (!('members' in founded)) throw new DemoRefused(`foundCommunity: ${JSON.stringify(founded)}`)
  return Object.fromEntries(founded.members.map((person, index) => [names[index], person])) as Record<
    MemberName,
    PersonId
  >
}

/** Long enough to look around at leisure: each works once. */
const lasts = 'PT720H'

async function freshLinks(world: World, address: string): Promise<readonly DemoLink[]> {
  const cast = [
    { ...committee.nora, role: 'administrator and member of the committee' },
    { ...committee.otto, role: 'member of the committee' },
    { ...engineers.fenna, role: 'engineer on fix teams' },
  ]
  const links: DemoLink[] = []
  for (const { name, email, role } of cast) {
    const person = await personByEmail(world, email)
    if (person === undefined) throw new NotADemo('demo_unfinished', `${name} is missing: remove the data folder.`)
    links.push({ name, role, address: `${address}/sign-in/${await signInSecret(world, person, lasts)}` })
  }
  return [...links, ...(await reporterLink(world, address))]
}

/** A reporter's private link: of the newest open case with a named reporter that is being worked on. */
async function reporterLink(world: World, address: string): Promise<readonly DemoLink[]> {
  const member = await personByEmail(world, committee.nora.email)
  if (member === undefined) return []
  const { cases } = await listCases(world, member, { phase: 'development' })
  for (const { case: id } of cases) {
    const view = await viewCase(world, member, id)
    const reporter = isRefused(view) ? null : view.case.reporter
    const name = isRefused(view) || reporter === null ? undefined : view.people.get(reporter)?.name
    if (reporter === null || name === undefined) continue
    const now = world.machine.now()
    const secret = await mintSecret(world, { kind: 'reporter', subject: reporter, scope: id, lasts: null }, now)
    return [{ name, role: 'reporter, by a private link', address: `${address}/report/${secret}` }]
  }
  return []
}
