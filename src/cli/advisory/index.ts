import type { CsafTests } from '../../app/ports/index.ts'
import type { Command } from '../command.ts'
import { affectsCommand } from './affects.ts'
import { convertCommand } from './convert.ts'
import { validateCommand } from './validate.ts'

/** What can be done with an advisory's file, here and without a server. */
export function documentCommands(tests: CsafTests): readonly Command[] {
  return [affectsCommand, convertCommand, validateCommand(tests)]
}
