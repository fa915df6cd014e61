import { answerManyFields, manyWays } from '../../../app/index.ts'
import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { bodyFrom, optionsFor } from '../fields.ts'
import { printJson } from '../print.ts'
import { clean } from '../text.ts'

const fields = answerManyFields.omit({ cases: true })

interface Answered {
  readonly answers: readonly {
    readonly case: string
    readonly done: boolean
    readonly with: string | null
    readonly problem: { readonly code: string; readonly says: string; readonly instead: string } | null
  }[]
}

export const answerCommand: Command = {
  name: 'case answer',
  usage: 'CASE… --as WAY [--text TEXT | --with ANSWER] [--of CASE] [--close] [--json]',
  summary: `One answer to many reports: ${manyWays.join(', ')}`,
  get options() {
    return [...optionsFor(fields), jsonOption]
  },
  examples: [
    ['tocsin case answer c-0123456789ab --as invalid', 'the policy’s own answer, the first for what it is'],
    [
      'tocsin case answer c-0123456789ab c-ba9876543210 --as invalid --with out-of-scope --close',
      'another one of the policy’s, by its id; each on its record',
    ],
    ['tocsin case answer c-0123456789ab --as invalid --text-file kind.txt', 'your own words'],
    ['tocsin case answer c-0123456789ab --as spam', 'closes it and answers nobody'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 100 })
    if (typeof read === 'string') return misused(this, read, io)
    const body = await bodyFrom(fields, read, io)
    if (typeof body === 'string') return misused(this, body, io)
    if (typeof body === 'number') return body
    const asJson = read.flags.has('json')
    const question = { method: 'POST', path: '/api/cases/answers', body: { ...body, cases: read.rest } } as const
    const answered = await ask<Answered>(io, question, asJson)
    if (typeof answered === 'number') return answered
    const failed = answered.answers.filter(({ done }) => !done)
    if (asJson) printJson(answered, io)
    else {
      for (const { case: id, done, with: text, problem } of answered.answers) {
        if (done) io.out(`${id} done${text === null ? '' : `, answered with “${text}”`}\n`)
        else io.err(`${id} ${problem?.code ?? ''}: ${clean(problem?.says ?? '')} — ${clean(problem?.instead ?? '')}\n`)
      }
    }
    return failed.length === 0 ? exits.done : exits.refused
  },
}
