import { renderPolicy } from '../core/policy/index.ts'
import { exits, type Command } from './command.ts'
import { given, misused } from './options.ts'
import { policyIn } from './policyDiff.ts'

export const policyRenderCommand: Command = {
  name: 'policy render',
  usage: 'FILE',
  summary: 'Print the SECURITY.md that a policy means, with every parameter in it',
  examples: [['tocsin policy render policies/sigstore.yaml > SECURITY.md', 'what is written follows what is done']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const policy = await policyIn(read.rest[0] ?? '', io)
    if (typeof policy === 'number') return policy
    io.out(renderPolicy(policy))
    return exits.done
  },
}
