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
export { alertText, alertWords } from './message.ts'
export { testChannel } from './sendTest.ts'
export { channelStanding, triesUntilTold } from './standing.ts'
