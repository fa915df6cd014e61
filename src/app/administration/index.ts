export { configureAlerts } from './alerts.ts'
export { configureCna } from './cna.ts'
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
export { checkMailbox, configureMailIn } from './mailIn.ts'
export { checkSetUp, setUpCommunity, type SetUp } from './setUp.ts'
export { sendTestMail } from './testMail.ts'
