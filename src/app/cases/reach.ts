import { refuse, type Refused } from '../../core/kernel/index.ts'
import type { Together } from '../../core/release/index.ts'
import { loadPerson, theCommunity } from '../community/index.ts'
import type { World } from '../world.ts'

/** In production an invitation that no mail server carries would never arrive. */
export async function cannotInvite(world: World): Promise<Refused | undefined> {
  if (world.mode !== 'production' || (await theCommunity(world)).mail !== null) return undefined
  return refuse(
    'no_mail_server',
    'F2',
    'There is no mail server, so an invitation would reach nobody.',
    'Ask an administrator to set up mail in the settings.',
  )
}

/** An invitation must have somebody to go to, and a way there. */
export async function cannotReach(world: World, decided: Together): Promise<Refused | undefined> {
  for (const event of decided.flatMap(({ events }) => events)) {
    if (event.type !== 'FixTeamInvited') continue
    const person = await loadPerson(world, event.person)
    if (person === null || person.email === '') {
      return refuse(
        'no_such_person',
        'F2',
        'There is nobody with this id whom a mail could reach.',
        'Invite the engineer by name and e-mail address.',
      )
    }
    return cannotInvite(world)
  }
  return undefined
}
