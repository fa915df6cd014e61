import { membersOf } from '../../core/community/index.ts'
import { refuse, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { noCnaAccount, notAllowed } from '../answers.ts'
import { theCommunity } from '../community/index.ts'
import { CveServicesFailed, type CnaAccount, type CveIdSeen, type CveQuota } from '../ports/index.ts'
import type { World } from '../world.ts'

/** How many ids the community may still reserve, as CVE Services says now. */
export function cveQuota(world: World, by: PersonId): Promise<CveQuota | Refused> {
  return asking(world, by, (account) => world.cve.quota(account))
}

/** An id as CVE Services has it now. */
export function cveIdSeen(world: World, by: PersonId, id: string): Promise<CveIdSeen | Refused> {
  return asking(world, by, (account) => world.cve.show(account, id))
}

async function asking<Answer>(
  world: World,
  by: PersonId,
  question: (account: CnaAccount) => Promise<Answer>,
): Promise<Answer | Refused> {
  const community = await theCommunity(world)
  const { cna, administrators } = community
  if (![...administrators, ...membersOf(community, world.machine.now())].includes(by)) return notAllowed()
  if (cna === null) return noCnaAccount()
  try {
    return await question(cna)
  } catch (error) {
    if (error instanceof CveServicesFailed) return unanswered(error.code)
    throw error
  }
}

/** What to do about a failure's code. */
const ways: readonly (readonly [RegExp, string])[] = [
  [/^http_40[13]/, 'Check the organisation’s short name, the user and the key in the settings.'],
  [/^no_org_id/, 'Enter the organisation’s id in the settings, under CVE Services.'],
  [/^http_404/, 'Check the id, and the address in the settings.'],
  [/^http_429/, 'Wait a few minutes, then ask again.'],
  [
    /^(?:redirected|not_json|strange_answer)/,
    'Check the address in the settings: what answers there is not CVE Services.',
  ],
  [/./, 'Try again in a few minutes; if it stays like this, check the address in the settings.'],
]

/** What to do about it, in a sentence. */
export function wayOut(code: string): string {
  return ways.find(([pattern]) => pattern.test(code))?.[1] ?? ''
}

function unanswered(code: string): Refused {
  return refuse('cve_services_failed', 'V2', `CVE Services did not answer as it should (${code}).`, wayOut(code))
}
