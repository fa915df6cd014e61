export {
  heldBytes,
  heldCount,
  heldMail,
  heldMails,
  settleFields as settleMailFields,
  settleHeld,
  type HeldMail,
  type HeldMails,
  type HeldView,
  type SettledMail,
} from './held.ts'
export { heldWhy, type HeldWhy } from './hold.ts'
export { openPlacing } from './place.ts'
export { mostOfALetter, receiveMail, type Taken } from './receive.ts'
export { openWays, waysState, type WayName } from './ways.ts'
export { importArchive, importing, importRows, type ImportTally } from './import/index.ts'
