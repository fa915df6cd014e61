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
