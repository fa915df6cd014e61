import { logVerifierKey, newestCheckpoint, sequence, witnessRequest } from '../../../app/index.ts'
import { isRefused } from '../../../core/kernel/index.ts'
import { exits, type Command } from '../../command.ts'
import { given, misused } from '../../options.ts'
import { within, type OpenInstallation } from '../installation.ts'
import { refused } from '../refused.ts'

/** The newest checkpoint. Where no server runs, this takes in what waits itself. */
export function checkpointCommand(open: OpenInstallation): Command {
  return {
    name: 'log checkpoint',
    usage: '[--since SIZE]',
    summary: 'Print the log’s newest signed checkpoint, with its witnesses’ cosignatures',
    options: [
      {
        name: 'since',
        value: 'SIZE',
        says: 'What a witness is sent that saw this size (0: none): C2SP add-checkpoint',
      },
    ],
    examples: [
      ['tocsin log checkpoint > kept.txt', 'to keep elsewhere, for log verify --against'],
      [
        'tocsin log checkpoint --since 0 | curl --data-binary @- https://witness.example.org/add-checkpoint > lines.txt',
        'ask a witness; then tocsin log cosign lines.txt',
      ],
    ],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      const since = read.values['since']
      if (since !== undefined && !/^\d{1,15}$/.test(since)) return misused(this, '--since is not a size', io)
      return within(open, io, async (world) => {
        await sequence(world)
        const answer = since === undefined ? await newestCheckpoint(world) : await witnessRequest(world, Number(since))
        if (isRefused(answer)) return refused(answer, io)
        if (answer === undefined) io.err('the log is empty\n')
        else io.out(answer)
        return answer === undefined ? exits.refused : exits.done
      })
    },
  }
}

export function keyCommand(open: OpenInstallation): Command {
  return {
    name: 'log key',
    usage: '',
    summary: 'Print the log’s verifier key: publish it, so that others can verify checkpoints and bundles',
    examples: [['tocsin log key', 'name+id+key, as C2SP signed-note writes it']],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      return within(open, io, async (world) => {
        await sequence(world)
        const key = await logVerifierKey(world)
        if (key === undefined) io.err('the log has no key before the community is set up\n')
        else io.out(`${key}\n`)
        return key === undefined ? exits.refused : exits.done
      })
    },
  }
}
