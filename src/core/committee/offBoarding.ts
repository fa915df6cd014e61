import type { PersonId } from '../kernel/index.ts'
import type { Policy } from '../policy/index.ts'
import type { At } from './events.ts'
import type { Committee } from './state.ts'

/** A system outside in which only a person’s hand can end somebody’s access. */
export interface OutsideSystem {
  readonly id: string
  readonly says: string
}

/** What the policy names, and what every committee has. */
export function systemsOf({ development, release }: Policy): readonly OutsideSystem[] {
  const systems: OutsideSystem[] = [
    { id: 'forge', says: 'Security advisories, private forks and teams where the code is hosted' },
    { id: 'committee-address', says: 'The committee’s mail address, where a mail server elsewhere spreads it' },
    { id: 'openpgp', says: 'A shared OpenPGP key of the committee: make a new one' },
    { id: 'list', says: `Moderation of ${release.list.address}` },
    ...release.chat.channels.map(({ workspace, channel }) => ({
      id: `chat-${workspace}-${channel}`.slice(0, 100),
      says: `Private rooms beside ${channel} in ${workspace}`,
    })),
    { id: 'signing', says: 'Keys and accounts that sign and publish releases' },
  ]
  if (development.cve.from.includes('cna')) systems.push({ id: 'cna', says: 'The CVE numbering authority’s accounts' })
  return systems
}

export interface OffBoarding {
  readonly person: PersonId
  readonly since: At
  readonly systems: readonly (OutsideSystem & { readonly done: { readonly at: At; readonly note: string } | null })[]
}

/** Whose rights have ended and not begun again, and when. */
export function whoLeft(committee: Committee): ReadonlyMap<PersonId, At> {
  const left = committee.left.flat().map(({ person, at }) => [person, at] as const)
  return new Map(left.filter(([person]) => !committee.holding.includes(person)))
}

/** C13: whoever left, and what still needs a person’s hand; those with nothing open are left out. */
export function offBoarding(committee: Committee, policy: Policy): readonly OffBoarding[] {
  return [...whoLeft(committee)].flatMap(([person, since]) => {
    const done = committee.elsewhere[person] ?? []
    const systems = systemsOf(policy).map((system) => {
      const found = done.find((one) => one.system === system.id)
      return { ...system, done: found === undefined ? null : { at: found.at, note: found.note } }
    })
    if (systems.every((one) => one.done !== null)) return []
    return [{ person, since, systems }]
  })
}
