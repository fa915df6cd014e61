import { policyCommands, type Command } from '../../cli/index.ts'
import { servingCommands } from './serving.ts'

/** Every command of `tocsin`, in the order in which help lists them. */
export const commands: readonly Command[] = [...servingCommands, ...policyCommands]
