export type { CommitteeWarning } from './balance.ts'
export { committeeOf, heldDuties, warningsOf, type Committee, type HeldDuty, type SeatedMember } from './committee.ts'
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
export { checkSetUp, setUpCommunity, type SetUp } from './setUp.ts'
export { sendTestMail } from './testMail.ts'
