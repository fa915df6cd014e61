export { blockables, isInForce, type Block, type Blockable } from './blocks.ts'
export { cnaAccount, cveServicesAddresses, type CnaAccount } from './cna.ts'
export {
  address,
  evolveCommunity,
  fromAddress,
  mailSettings,
  membersOf,
  project,
  upcastCommunity,
  type Community,
  type CommunityEvent,
  type MailSettings,
  type Project,
} from './community.ts'
export { mailIn, type Mailbox, type MailIn, type MailListener } from './mailIn.ts'
export {
  email,
  evolvePerson,
  mailWays,
  personFields,
  type KeySource,
  type MailWay,
  type Person,
  type PersonEvent,
  type PersonFields,
} from './person.ts'
export { maintainersList, ownersFile, readOwners, type Listed, type OwnersProblem } from './owners/index.ts'
