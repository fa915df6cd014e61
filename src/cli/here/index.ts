export { accessCommands } from './access.ts'
export { initCommand } from './init.ts'
export type { OpenInstallation, ReadsInstallation } from './installation.ts'
export { logCommands } from './log/index.ts'
