export { copyAttachments } from './attachments.ts'
export { openShared } from '../installation.ts'
export { restoreBackup } from './restore.ts'
export { writeBackup, writeKey } from './write.ts'
