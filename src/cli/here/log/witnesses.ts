import { stamp } from '../../../core/clock/index.ts'
import { addWitness, cosign, retireWitness, witnesses } from '../../../app/index.ts'
import { isRefused } from '../../../core/kernel/index.ts'
import { writeKey } from '../../../core/log/index.ts'
import { exits, type Command } from '../../command.ts'
import { given, misused, textOf } from '../../options.ts'
import { within, type OpenInstallation } from '../installation.ts'
import { refused } from '../refused.ts'

export function witnessCommands(open: OpenInstallation): readonly Command[] {
  return [
    {
      name: 'log witness',
      usage: 'KEY | --retire NAME',
      summary: 'Take in the cosignatures of a witness from now on',
      options: [{ name: 'retire', value: 'NAME', says: 'Take in no more of this witness; what it signed stays' }],
      examples: [
        ['tocsin log witness witness.example.org+5c1e3f20+BAEC…', 'its verifier key, as it publishes it'],
        ['tocsin log witness --retire witness.example.org', 'its key was lost'],
      ],
      async run(args, io) {
        const read = given(this, args, { least: 0, most: 1 })
        if (typeof read === 'string') return misused(this, read, io)
        const [key, name] = [read.rest[0], read.values['retire']]
        if ((key === undefined) === (name === undefined)) return misused(this, 'give a key or --retire NAME', io)
        return within(open, io, async (world) => {
          const answer = key === undefined ? await retireWitness(world, name ?? '') : await addWitness(world, key)
          if (isRefused(answer)) return refused(answer, io)
          io.out(answer === true ? `${name} is retired\n` : `${answer.name} may cosign\n`)
          return exits.done
        })
      },
    },
    {
      name: 'log witnesses',
      usage: '',
      summary: 'List the witnesses and their keys',
      examples: [['tocsin log witnesses', 'one in a line']],
      async run(args, io) {
        const read = given(this, args, { least: 0, most: 0 })
        if (typeof read === 'string') return misused(this, read, io)
        return within(open, io, async (world) => {
          const known = await witnesses(world)
          if (known.length === 0) io.err('No witness cosigns: tocsin log witness KEY takes one in\n')
          for (const { key, retired } of known) {
            io.out(`${writeKey(key)}${retired ? '\tretired' : ''}\n`)
          }
          return exits.done
        })
      },
    },
    {
      name: 'log cosign',
      usage: 'FILE',
      summary: 'Add witnesses’ cosignatures to the checkpoint that they signed, after verifying them',
      examples: [
        ['tocsin log cosign lines.txt', 'what the witness answered: its lines, or the whole note; - for input'],
      ],
      async run(args, io) {
        const read = given(this, args, { least: 1, most: 1 })
        if (typeof read === 'string') return misused(this, read, io)
        const text = await textOf(read.rest[0] ?? '', io)
        if (typeof text === 'number') return text
        return within(open, io, async (world) => {
          const answer = await cosign(world, text)
          if (isRefused(answer)) return refused(answer, io)
          for (const { name, seconds } of answer.by) {
            const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
            io.out(`checkpoint ${answer.size}: cosigned by ${name} at ${stamp(at)}\n`)
          }
          for (const name of answer.broken) {
            io.err(`cosignature_broken: ${name} did not sign this as its line says; that line was left out\n`)
          }
          return answer.broken.length === 0 ? exits.done : exits.refused
        })
      },
    },
  ]
}
