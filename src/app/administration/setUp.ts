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

/** Everything that is wrong with it, at once; nothing is written. */
export function checkSetUp({ own, seated, foundation }: SetUp): BadInput['problems'] {
  const self = personFields.safeParse(own)
  const problems = self.success
    ? []
    : badInput(self.error).problems.map((one) => ({ ...one, field: `own.${one.field}` }))
  const checked = checkFoundation({ ...foundation, members: membersIn({ own, seated, foundation }) })
  return 'badInput' in checked ? [...problems, ...checked.problems] : problems
}

function membersIn({ own, seated, foundation }: SetUp): readonly unknown[] {
  return seated ? [own, ...foundation.members] : foundation.members
}

/**
 * C1: founds the community and gives the administrator, until then a person without a name, theirs. Everything is
 * checked before anything is written.
 */
export async function setUpCommunity(
  world: World,
  administrator: PersonId,
  setUp: SetUp,
): Promise<Founded | Refused | BadInput | Conflict> {
  if ((await loadCommunity(world)) !== null) {
    return refuse('set_up_already', 'C1', 'The community is set up.', 'Change it in the settings.')
  }
  const problems = checkSetUp(setUp)
  if (problems.length > 0) return { badInput: true, problems }
  const changed = await changePerson(world, administrator, administrator, setUp.own)
  if (!('done' in changed)) return changed
  return foundCommunity(world, { ...setUp.foundation, members: membersIn(setUp) }, administrator)
}
