export { copyAttachments } from './attachments.ts'
export { openFolder } from '../installation.ts'
export { restoreBackup } from './restore.ts'
export { writeBackup, writeKey } from './write.ts'
