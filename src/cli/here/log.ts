import { verifyLog, type Verification } from '../../app/index.ts'
import { exits, type Command, type CommandIo } from '../command.ts'
import { given, jsonOption, misused, textOf } from '../options.ts'
import type { StreamId } from '../../core/kernel/index.ts'
import { within, type OpenInstallation } from './installation.ts'

/** Recomputes every chain and commitment, beside a running server or without one. */
export function logCommand(open: OpenInstallation): Command {
  return {
    name: 'log verify',
    usage: '[--heads] [--against FILE] [--json]',
    summary: 'Recompute every chain and commitment of the log; exit 1 where one does not hold',
    options: [
      { name: 'heads', says: 'Print each record’s last chain value, to keep elsewhere' },
      { name: 'against', value: 'FILE', says: 'Heads that were kept: each must still be in its record’s chain' },
      jsonOption,
    ],
    examples: [
      ['tocsin log verify', 'of TOCSIN_DATA'],
      ['tocsin log verify --heads > heads.txt', 'a record that was cut short shows only against heads kept elsewhere'],
      ['tocsin log verify --against heads.txt', 'later'],
    ],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      const file = read.values['against']
      const kept = file === undefined ? new Map<StreamId, string>() : await headsIn(file, io)
      if (typeof kept === 'number') return kept
      return within(open, io, async ({ store, vault, machine }) => {
        const engine = await store.check()
        const found = await verifyLog(store, vault, machine, kept, progress(machine, io))
        if (read.flags.has('json')) io.out(json(found, engine))
        else print(found, engine, read.flags.has('heads'), io)
        return found.findings.length + engine.length === 0 ? exits.done : exits.refused
      })
    },
  }
}

async function headsIn(file: string, io: CommandIo): Promise<ReadonlyMap<StreamId, string> | number> {
  const text = await textOf(file, io)
  if (typeof text === 'number') return text
  const lines = text.split('\n').filter((line) => line !== '')
  const heads = lines.map((line) => /^([kcrp]-[0-9a-z]{12})\t([0-9a-f]{64})$/.exec(line))
  const wrong = heads.findIndex((head) => head === null)
  if (wrong === -1) return new Map(heads.map((head) => [head?.[1] as StreamId, head?.[2] ?? '']))
  io.err(`${file}:${wrong + 1}: not a head as log verify --heads prints it\n`)
  return exits.misused
}

/** Says once a second how far it is, from the second second on. */
function progress({ now }: { now(): Temporal.Instant }, io: CommandIo): (events: number) => void {
  let last = now()
  return (events) => {
    if (now().since(last).total('seconds') < 1) return
    last = now()
    io.err(`${events} events …\n`)
  }
}

function print(
  { streams, events, erased, findings, heads }: Verification,
  engine: readonly string[],
  withHeads: boolean,
  io: CommandIo,
) {
  for (const said of engine) io.err(`database: ${said}\n`)
  for (const { code, stream, version, says } of findings) io.err(`${stream}/${version}: ${code}: ${says}\n`)
  if (withHeads) for (const [stream, head] of heads) io.out(`${stream}\t${head}\n`)
  const wrong = findings.length + engine.length
  const verdict = wrong === 0 ? 'everything holds' : `${wrong} finding${wrong === 1 ? '' : 's'}`
  const gone = erased === 0 ? '' : `, ${erased} of them erased`
  const line = `${verdict}: ${events} events in ${streams} records${gone}\n`
  // With --heads, standard output is a file to compare: the verdict goes beside it.
  if (withHeads) io.err(line)
  else io.out(line)
}

function json({ heads, ...found }: Verification, engine: readonly string[]): string {
  return `${JSON.stringify({ ...found, database: engine, heads: Object.fromEntries(heads) }, null, 2)}\n`
}
