import { personFields } from '../../core/community/index.ts'
import { refuse, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { badInput, type BadInput, type Conflict } from '../answers.ts'
import { foundationFields, foundCommunity, loadCommunity, type Founded } from '../community/index.ts'
import { changePerson } from '../people/index.ts'
import { checkPolicy } from '../policy/index.ts'
import type { World } from '../world.ts'

/** The set-up on screen: whoever carries it out says who they are, and whether they take a seat themselves. */
export interface SetUp {
  readonly own: Readonly<Record<string, unknown>>
  readonly seated: boolean
  /** As `foundationFields` asks; its `members` are the others. */
  readonly foundation: Readonly<Record<string, unknown>> & { readonly members: readonly unknown[] }
}

/**
 * C1: founds the community and gives the administrator, until then a person without a name, theirs. Everything is
 * checked before anything is written.
 */
export async function setUpCommunity(
  world: World,
  administrator: PersonId,
  { own, seated, foundation }: SetUp,
): Promise<Founded | Refused | BadInput | Conflict> {
  if ((await loadCommunity(world)) !== null) {
    return refuse('set_up_already', 'C1', 'The community is set up.', 'Change it in the settings.')
  }
  const self = personFields.safeParse(own)
  const problems = self.success
    ? []
    : badInput(self.error).problems.map((one) => ({ ...one, field: `own.${one.field}` }))
  const members = seated ? [own, ...foundation.members] : foundation.members
  const whole = { ...foundation, members }
  const parsed = foundationFields.safeParse(whole)
  if (!parsed.success) problems.push(...badInput(parsed.error).problems)
  const policy = typeof foundation['policy'] === 'string' ? checkPolicy(foundation['policy']) : undefined
  const unusable = policy !== undefined && 'problems' in policy
  if (problems.length > 0 && !unusable) return { badInput: true, problems }
  if (problems.length === 0 && !unusable) {
    const changed = await changePerson(world, administrator, administrator, own)
    if (!('done' in changed)) return changed
  }
  // A policy with mistakes is told line by line by the founding itself, which then writes nothing.
  const founded = await foundCommunity(world, whole, administrator)
  return 'badInput' in founded ? { ...founded, problems: [...problems, ...founded.problems] } : founded
}
