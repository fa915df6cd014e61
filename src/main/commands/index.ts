import {
  accessCommands,
  actCommands,
  advisoryCommands,
  alertCommands,
  blockCommands,
  caseCommands,
  committeeCommands,
  completionCommand,
  cveCommands,
  cvssCommand,
  documentCommands,
  heldMailCommands,
  initCommand,
  logCommands,
  mailCommands,
  matchingCommands,
  openPgpCommands,
  ownKeyCommands,
  policyCommands,
  publishCommand,
  reportCommands,
  searchCommands,
  ssvcCommand,
  versionCommand,
  type Archives,
  type Command,
  type OpenInstallation,
  type ReadsInstallation,
} from '../../cli/index.ts'
import type { CsafTests } from '../../app/ports/index.ts'
import { folder } from '../../adapters/folder/index.ts'
import { machine } from '../../adapters/machine/index.ts'
import { version } from '../version.ts'
import { backupCommands } from './backing.ts'
import { keyCommands } from './keys.ts'
import { servingCommands } from './serving.ts'
import { storeCommands } from './storing.ts'

/** The store and its thread are loaded by the commands that need them. */
const openHere: OpenInstallation = async (io, options) => (await import('../installation.ts')).openHere(io, options)

const readHere: ReadsInstallation = async (io, options) => (await import('../installation.ts')).readHere(io, options)

/** The reference validator is loaded by whoever runs it. */
let csaf: CsafTests | undefined
const csafHere: CsafTests = {
  async run(document) {
    csaf ??= (await import('../../adapters/csaf/index.ts')).csafTests()
    return csaf.run(document)
  },
  async close() {
    await csaf?.close()
  },
}

/** What takes files of many reports apart is loaded by whoever imports one. */
const archives: Archives = {
  async *rows(bytes) {
    yield* (await import('../../adapters/archives/index.ts')).csvRows(bytes)
  },
  async *messages(bytes) {
    yield* (await import('../../adapters/archives/index.ts')).mboxMessages(bytes)
  },
}

/** Every command of `tocsin`, in the order in which help lists them. */
export const commands: readonly Command[] = [
  ...servingCommands,
  initCommand(openHere),
  ...accessCommands(openHere),
  publishCommand(openHere, {
    folder,
    pages: async () => (await import('../../http/web/static/index.ts')).staticPages(),
    version: version(),
  }),
  ...openPgpCommands(openHere),
  ...mailCommands(openHere, archives),
  ...logCommands(openHere, readHere, machine()),
  ...backupCommands,
  ...keyCommands,
  ...storeCommands,
  ...searchCommands(openHere),
  ...matchingCommands(openHere),
  ...reportCommands,
  ...caseCommands,
  ...blockCommands,
  ...heldMailCommands,
  ...ownKeyCommands,
  ...alertCommands,
  ...actCommands,
  ...committeeCommands,
  ...advisoryCommands,
  ...cveCommands,
  ...documentCommands(csafHere),
  ...policyCommands,
  cvssCommand,
  ssvcCommand,
  completionCommand(() => commands),
  versionCommand(version()),
]
