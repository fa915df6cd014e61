import { joined, type Policy } from '../policy/index.ts'
import type { Warning } from './events.ts'

type Need = Policy['committee']['bootstrap']['needs'][number]

const words: Readonly<Record<Need, string>> = {
  name: 'name',
  email: 'mail address',
  openpgp: 'OpenPGP key',
}

/** C1: what the policy wants of each member and who has not given it. It warns; nothing is blocked by it. */
export function notGiven(
  { committee: { bootstrap } }: Policy,
  members: readonly Readonly<Record<Need, string>>[],
): readonly Warning[] {
  return bootstrap.needs.flatMap((need): Warning[] => {
    const without = members.filter((one) => one[need] === '').map(({ name }) => name)
    if (without.length === 0) return []
    const who = `${joined(without)} ${without.length === 1 ? 'has' : 'have'}`
    const says = `${who} given no ${words[need]}; the policy wants one of each member.`
    return [{ clause: bootstrap.clause, says }]
  })
}
