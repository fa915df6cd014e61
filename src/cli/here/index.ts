export { accessCommands } from './access.ts'
export { initCommand } from './init.ts'
export type { OpenInstallation } from './installation.ts'
export { logCommand } from './log.ts'
