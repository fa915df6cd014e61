export { blockables, isInForce, type Block, type Blockable } from './blocks.ts'
export {
  channelFields,
  channelKinds,
  mostChannels,
  shownChannel,
  tellingFields,
  type Channel,
  type ChannelId,
  type ChannelKind,
  type Telling,
} from './channels.ts'
export { cnaAccount, cveServicesAddresses, type CnaAccount } from './cna.ts'
export {
  address,
  alertSettings,
  evolveCommunity,
  fromAddress,
  mailSettings,
  membersOf,
  project,
  upcastCommunity,
  type AlertSettings,
  type Community,
  type CommunityEvent,
  type MailSettings,
  type Project,
} from './community.ts'
export { email } from './email.ts'
export { mailIn, type Mailbox, type MailIn, type MailListener } from './mailIn.ts'
export { isThisMachine } from './thisMachine.ts'
export {
  evolvePerson,
  mailWays,
  personFields,
  type KeySource,
  type MailWay,
  type Person,
  type PersonEvent,
  type PersonFields,
} from './person.ts'
export {
  maintainersList,
  mentionedPaths,
  ownersFile,
  ownersKinds,
  ownersPlaces,
  readOwners,
  suggestedFrom,
  type Listed,
  type Naming,
  type OwnersKind,
  type OwnersProblem,
  type SuggestedPerson,
  type Unread,
} from './owners/index.ts'
