import { personFields } from '../../core/community/index.ts'
import { refuse, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { badInput, type BadInput, type Conflict } from '../answers.ts'
import { checkFoundation, foundCommunity, loadCommunity, type Founded } from '../community/index.ts'
import { changePerson } from '../people/index.ts'
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
  const checked = checkFoundation({ ...foundation, members })
  if ('badInput' in checked) problems.push(...checked.problems)
  if (problems.length > 0) return { badInput: true, problems }
  const changed = await changePerson(world, administrator, administrator, own)
  if (!('done' in changed)) return changed
  return foundCommunity(world, { ...foundation, members }, administrator)
}
