import { stamp } from '../../../core/clock/index.ts'
import { checkBundle, type BundleTrust, type CheckedBundle, type ProvenEvent } from '../../../app/index.ts'
import { BadNote, readKey } from '../../../core/log/index.ts'
import { exits, type Command, type CommandIo } from '../../command.ts'
import { given, jsonOption, misused, textOf, type Given } from '../../options.ts'
import type { Hashes } from './hashes.ts'

/** Verifies what `log prove` wrote: with no installation, no account and no network. */
export function checkBundleCommand(hashes: Hashes): Command {
  return {
    name: 'log check-bundle',
    usage: 'FILE [--key KEY] [--witness KEY] [--json]',
    summary: 'Verify what log prove wrote, offline, and print what it proves; exit 1 where something does not hold',
    options: [
      { name: 'key', value: 'KEY', says: 'The log’s verifier key, as the community publishes it' },
      { name: 'witness', value: 'KEY', says: 'A witness’s verifier key: it must have cosigned the checkpoint' },
      jsonOption,
    ],
    examples: [['tocsin log check-bundle case.json --key KEY', 'needs no installation']],
    async run(args, io) {
      const read = given(this, args, { least: 1, most: 1 })
      if (typeof read === 'string') return misused(this, read, io)
      const trust = trustIn(read, hashes, io)
      if (typeof trust === 'number') return trust
      const text = await textOf(read.rest[0] ?? '', io)
      if (typeof text === 'number') return text
      const checked = checkBundle(text, hashes, trust)
      if (read.flags.has('json')) io.out(`${JSON.stringify(checked, null, 2)}\n`)
      else print(checked, trust, io)
      return checked.findings.length === 0 ? exits.done : exits.refused
    },
  }
}

function trustIn({ values }: Given, { digest }: Hashes, io: CommandIo): BundleTrust | number {
  const [key, witness] = [values['key'], values['witness']]
  try {
    return {
      ...(key === undefined ? {} : { key: readKey(digest, key) }),
      ...(witness === undefined ? {} : { witnesses: [readKey(digest, witness)] }),
    }
  } catch (error) {
    if (!(error instanceof BadNote)) throw error
    io.err(`${error.code}: ${error.message}\n`)
    return exits.misused
  }
}

function print({ findings, events, witnesses, key, size, case: id }: CheckedBundle, trust: BundleTrust, io: CommandIo) {
  for (const { code, place, says } of findings) io.err(`${place}: ${code}: ${says}\n`)
  if (findings.length > 0) {
    io.err('Nothing in this file is proven.\n')
    return
  }
  for (const event of events) io.out(`${lineOf(event)}\n`)
  for (const { name, seconds } of witnesses) {
    io.out(`cosigned by ${name} at ${stamp(Temporal.Instant.fromEpochMilliseconds(seconds * 1000))}\n`)
  }
  io.out(`everything holds: ${events.length} events of ${id}, in a log of ${size} leaves\n`)
  if (trust.key === undefined)
    io.out(`signed by ${key}\nCompare this key with the one that the community publishes, or give it with --key.\n`)
}

function lineOf({ version, at, happened, by, personal }: ProvenEvent): string {
  const what = happened === null ? '(closed)' : `${happened.type} ${JSON.stringify(happened.data)}`
  const who = by === null ? '' : ` by ${by} ${JSON.stringify(personal)}`
  return `${version}\t${at}\t${what}${who}`
}
