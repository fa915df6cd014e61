import { verifyLog, type Against, type Verification } from '../../../app/index.ts'
import { BadNote, readKey, readNote } from '../../../core/log/index.ts'
import type { StreamId } from '../../../core/kernel/index.ts'
import { exits, type Command, type CommandIo } from '../../command.ts'
import { given, jsonOption, misused, textOf, type Given } from '../../options.ts'
import type { ReadsInstallation } from '../installation.ts'
import type { Hashes } from './hashes.ts'

/** Recomputes everything, beside a running server or without one, and writes nothing. */
export function verifyCommand(open: ReadsInstallation, hashes: Hashes): Command {
  return {
    name: 'log verify',
    usage: '[--heads] [--against FILE] [--key KEY] [--sealed] [--json]',
    summary: 'Recompute commitments, chains and the log, and write nothing; exit 1 where something does not hold',
    options: [
      { name: 'heads', says: 'Print each record’s last chain value, to keep elsewhere' },
      { name: 'against', value: 'FILE', says: 'A checkpoint, or heads, kept elsewhere: the log must go on from there' },
      {
        name: 'key',
        value: 'KEY',
        says: 'The log’s verifier key as you know it, instead of the one that is sealed here',
      },
      { name: 'sealed', says: 'Open nothing: chains and the log alone, for a copy without its keys' },
      jsonOption,
    ],
    examples: [
      ['tocsin log verify', 'of TOCSIN_DATA'],
      ['tocsin log checkpoint > kept.txt', 'what to keep elsewhere: it covers everything that is in the log'],
      ['tocsin log verify --against kept.txt', 'later: nothing before it was changed or cut off'],
    ],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      const against = await againstWhat(read, hashes, io)
      if (typeof against === 'number') return against
      const { from, check, close } = await open(io, { sealed: read.flags.has('sealed') })
      try {
        const engine = await check()
        // At once: what comes next may not get to its end on a damaged database.
        tellDamage(engine, io)
        const found = await verifyLog(from, { ...against, progress: progress(io) })
        if (read.flags.has('json')) io.out(json(found, engine))
        else print(found, engine, read.flags.has('heads'), io)
        return found.findings.length + engine.length === 0 ? exits.done : exits.refused
      } finally {
        await close()
      }
    },
  }
}

async function againstWhat({ values }: Given, { digest }: Hashes, io: CommandIo): Promise<Against | number> {
  const [key, file] = [values['key'], values['against']]
  try {
    const known = key === undefined ? {} : { key: readKey(digest, key) }
    if (file === undefined) return known
    const text = await textOf(file, io)
    if (typeof text === 'number') return text
    if (!/^[kcrp]-/.test(text)) {
      readNote(text)
      return { ...known, checkpoint: text }
    }
    const heads = headsIn(text, file, io)
    return typeof heads === 'number' ? heads : { ...known, heads }
  } catch (error) {
    if (!(error instanceof BadNote)) throw error
    io.err(`${error.code}: ${error.message}\n`)
    return exits.misused
  }
}

function headsIn(text: string, file: string, io: CommandIo): ReadonlyMap<StreamId, string> | number {
  const lines = text.split('\n').filter((line) => line !== '')
  const heads = lines.map((line) => /^([kcrp]-[0-9a-z]{12})\t([0-9a-f]{64})$/.exec(line))
  const wrong = heads.findIndex((head) => head === null)
  if (wrong === -1) return new Map(heads.map((head) => [head?.[1] as StreamId, head?.[2] ?? '']))
  io.err(`${file}:${wrong + 1}: not a head as log verify --heads prints it\n`)
  return exits.misused
}

/** Says how far it is, each time that so many more are done: the first time after some seconds. */
const every = 100_000

function progress(io: CommandIo): (events: number) => void {
  let last = 0
  return (events) => {
    if (events < last + every) return
    last = events
    io.err(`${events} events …\n`)
  }
}

function tellDamage(engine: readonly string[], io: CommandIo): void {
  if (engine.length === 0) return
  for (const said of engine) io.err(`database: ${said}\n`)
  io.err('corrupt: restore the newest backup with tocsin restore; keep what is damaged for looking into it\n')
}

function print(found: Verification, engine: readonly string[], withHeads: boolean, io: CommandIo) {
  const { streams, events, erased, leaves, checkpoints, tail, key, findings, more, heads } = found
  for (const { code, place, says } of findings) io.err(`${place}: ${code}: ${says}\n`)
  if (more > 0) io.err(`… and ${more} more\n`)
  if (withHeads) for (const [stream, head] of heads) io.out(`${stream}\t${head}\n`)
  const wrong = findings.length + more + engine.length
  const lines = [
    `${wrong === 0 ? 'everything holds' : count(wrong, 'finding')}: ${count(events, 'event')} in ${count(streams, 'record')}`,
    `in the log: ${count(leaves, 'leaf', 'leaves')}, ${count(checkpoints, 'checkpoint')}${key === null ? '' : `, signed by ${key}`}`,
    ...(leaves > 0 && key === null ? ['no signature was verified: name the log’s key with --key'] : []),
    ...(tail.first === null ? [] : [`not yet in the log: ${count(tail.events, 'event')}, from ${tail.first} on`]),
    ...(erased.length === 0 ? [] : [`erased, and verified as far as that goes: ${erased.join(', ')}`]),
  ]
  // With --heads, standard output is a file to compare: the verdict goes beside it.
  const say = withHeads ? io.err : io.out
  for (const line of lines) say(`${line}\n`)
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}

function json({ heads, ...found }: Verification, engine: readonly string[]): string {
  return `${JSON.stringify({ ...found, database: engine, heads: Object.fromEntries(heads) }, null, 2)}\n`
}
