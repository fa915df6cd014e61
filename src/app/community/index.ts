export { foundationFields, foundCommunity, type FoundationFields, type Founded } from './found.ts'
export { loadCommunity, loadPeople, loadPerson, NotSetUp, policyOf, theCommunity } from './load.ts'
export {
  addProject,
  configureMail,
  firstAdministrator,
  mailFields,
  memberFields,
  projectFields,
  seatMember,
  unseatFields,
  unseatMember,
} from './settings.ts'
