export { deliverDue, type Delivered } from './deliver.ts'
export { mailbox, type KeptMail } from './mailbox.ts'
