export { mboxMessages } from './messages.ts'
export { csvRows } from './rows.ts'
