export {
  checkFoundation,
  foundationFields,
  foundCommunity,
  unsafeMail,
  type FoundationFields,
  type Founded,
} from './found.ts'
export { loadCommunity, loadPeople, loadPerson, NotSetUp, policyOf, theCommunity } from './load.ts'
export { communityRoles, rolesTowardsCommittee } from './roles.ts'
