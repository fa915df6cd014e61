export {
  answerFor,
  answerMany,
  answerManyFields,
  isAnswered,
  manyWays,
  mayClose,
  type ManyWay,
  type OneOfMany,
} from './answerMany.ts'
export { askedOfStrangers, type Asked } from './asked.ts'
export {
  appealBlock,
  appealFields,
  blockFields,
  blockOn,
  blockSender,
  blocksOf,
  decideBlock,
  decideFields,
  openAppeals,
} from './blocks.ts'
export { cannotBeAsked, screenedByMail } from './byMail.ts'
export { fittingWays, type Fitting } from './fitting.ts'
export { tooOften } from './often.ts'
export { receive, type Held, type Sender } from './receive.ts'
export { roomOf } from './room.ts'
export type { Whence } from './whence.ts'
export type { Challenge } from './work.ts'
