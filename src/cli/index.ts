export { exits, type Command, type CommandIo, type Option } from './command.ts'
export { given, jsonOption, misused, textOf } from './options.ts'
export { policyCommands } from './policy.ts'
export { runCommandLine } from './run.ts'
