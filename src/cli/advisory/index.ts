import type { Command } from '../command.ts'
import { affectsCommand } from './affects.ts'

/** What can be done with an advisory's file, here and without a server. */
export const documentCommands: readonly Command[] = [affectsCommand]
