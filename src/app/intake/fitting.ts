import type { CaseId, PersonId, Refused } from '../../core/kernel/index.ts'
import { wouldRefuse } from '../cases/index.ts'
import type { World } from '../world.ts'
import { commandFor, manyWays, type ManyWay } from './answerMany.ts'

/** Of some cases, those on which something could be done now, and why not on the others. */
export interface Fitting {
  readonly on: readonly CaseId[]
  readonly refused: readonly { readonly case: CaseId; readonly why: Refused }[]
}

/** For each thing that can be done to many: on which of these cases the process would let this person do it now. */
export async function fittingWays(
  world: World,
  person: PersonId,
  cases: readonly CaseId[],
): Promise<Readonly<Record<ManyWay, Fitting>>> {
  const found = await Promise.all(
    cases.map(async (id) => ({ id, answers: await wouldRefuse(world, person, id, manyWays.map(commandFor)) })),
  )
  const fitting = manyWays.map((way, at): [ManyWay, Fitting] => {
    const refused = found.flatMap(({ id, answers }) => {
      const why = answers[at] ?? null
      return why === null ? [] : [{ case: id, why }]
    })
    return [way, { on: cases.filter((id) => !refused.some((one) => one.case === id)), refused }]
  })
  return Object.fromEntries(fitting) as Record<ManyWay, Fitting>
}
