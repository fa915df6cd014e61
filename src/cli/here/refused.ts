import type { Refused } from '../../core/kernel/index.ts'
import { exits, type CommandIo } from '../command.ts'

/** Says a refusal with its way out, and answers with the exit code that it has. */
export function refused({ code, says, instead }: Refused, io: CommandIo): number {
  io.err(`${code}: ${says} — ${instead}\n`)
  return exits.refused
}
