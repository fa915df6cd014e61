export {
  heldBytes,
  heldCount,
  heldMail,
  heldMails,
  heldMailsOf,
  type HeldMail,
  type HeldMails,
  type HeldView,
} from './held.ts'
export { settleFields as settleMailFields, settleHeld, type SettledMail } from './settle.ts'
export { settleMany, settleManyFields, type OneSettled } from './settleMany.ts'
export { heldWhy, type HeldWhy } from './hold.ts'
export { openPlacing } from './place.ts'
export { mostOfALetter, receiveMail, type Taken } from './receive.ts'
export { openWays } from './ways.ts'
export { waysState, type WayName } from './waysState.ts'
export { importArchive, importing, importRows, type ImportTally } from './import/index.ts'
