export {
  address,
  evolveCommunity,
  fromAddress,
  mailSettings,
  membersOf,
  project,
  type Community,
  type CommunityEvent,
  type MailSettings,
  type Project,
  type Seat,
} from './community.ts'
export { email, evolvePerson, personFields, type Person, type PersonEvent, type PersonFields } from './person.ts'
