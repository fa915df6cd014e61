export { alertsOf, withAlerts } from './beside.ts'
export {
  addChannel,
  askChannelAgain,
  channelOf,
  channelsOf,
  chooseChannelNews,
  removeChannel,
  type ShownChannel,
} from './channels.ts'
export { channelOfLink, confirmChannel } from './confirm.ts'
export { alertWords } from './message.ts'
export { testChannel } from './sendTest.ts'
export { channelStanding, triesUntilTold } from './standing.ts'
