import type { Duty, Policy } from '../policy/index.ts'
import type { Case } from './state.ts'

/** C2: the policy's duties that nobody holds on a case. One that the policy does not list is nobody's to hold. */
export function unheldDuties(c: Case, { committee: { duties } }: Policy): readonly Duty[] {
  return duties.list.flatMap(({ id }) => (c.duties[id] === undefined ? [id] : []))
}
