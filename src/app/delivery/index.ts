export { deliverBeside, deliverDue, type Delivered } from './deliver.ts'
export { mailbox, openKeptLink, type KeptMail } from './mailbox.ts'
export { retryDead, troubles, type Trouble } from './trouble.ts'
