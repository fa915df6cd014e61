import type { Refused } from '../../../core/kernel/index.ts'
import { exits, type CommandIo } from '../../command.ts'

export function refused({ code, says, instead }: Refused, io: CommandIo): number {
  io.err(`${code}: ${says} ${instead}\n`)
  return exits.refused
}
