export type { Listed, OwnersProblem } from './listed.ts'
export { mentionedPaths } from './mentionedPaths.ts'
export { readOwners } from './read.ts'
export {
  ownersKinds,
  ownersPlaces,
  suggestedFrom,
  type Naming,
  type OwnersKind,
  type SuggestedPerson,
  type Suggestions,
  type Unread,
} from './suggest.ts'
export { maintainersList, ownersFile } from './write.ts'
