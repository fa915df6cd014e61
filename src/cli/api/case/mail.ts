import { exits, type Command, type CommandIo } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson } from '../print.ts'
import { clean, moment } from '../text.ts'

interface MailSeen {
  readonly drafts: number
  readonly subject: string
  readonly body: string
  readonly state: string
  readonly to: string | null
  readonly at: string
}

interface CaseWithMails {
  readonly release: { readonly list: string; readonly announcement: MailSeen | null }
  readonly ending: { readonly retrospective: MailSeen | null }
}

/** A mail of the case's own to the public list, as it will go or as it went: nobody sends what they have not seen. */
function mailCommand(
  what: 'announcement' | 'retrospective',
  mailOf: (seen: CaseWithMails) => MailSeen | null,
): Command {
  return {
    name: `case ${what}`,
    usage: 'CASE [--body] [--json]',
    summary: `Print the ${what} as it will be sent, or as it was`,
    options: [{ name: 'body', says: 'Its text alone, to edit in a file' }, jsonOption],
    examples: [
      [`tocsin case ${what} c-0123456789ab`, 'before it is sent'],
      [
        `tocsin case ${what} c-0123456789ab --body > mail.txt`,
        `then draft-${what} with --subject and --body-file mail.txt`,
      ],
    ],
    async run(args, io) {
      const read = given(this, args, { least: 1, most: 1 })
      if (typeof read === 'string') return misused(this, read, io)
      const id = read.rest[0] ?? ''
      const asJson = read.flags.has('json')
      const seen = await ask<CaseWithMails>(io, { path: `/api/cases/${encodeURIComponent(id)}` }, asJson)
      if (typeof seen === 'number') return seen
      const mail = mailOf(seen)
      if (mail === null) {
        io.err(`no_draft: the ${what} has no draft — Draft it with tocsin case draft-${what} ${id}\n`)
        return exits.refused
      }
      if (asJson) printJson(mail, io)
      else if (read.flags.has('body')) io.out(`${clean(mail.body).trimEnd()}\n`)
      else print(mail, seen.release.list, io)
      return exits.done
    },
  }
}

function print({ drafts, subject, body, state, to, at }: MailSeen, list: string, io: CommandIo): void {
  io.err(`Draft ${drafts}, ${state === 'drafted' ? 'not sent yet; saved' : state} ${moment(at)}\n`)
  io.out(`${clean(`To: ${to ?? list}\nSubject: ${subject}`)}\n\n${clean(body).trimEnd()}\n`)
}

export const mailCommands: readonly Command[] = [
  mailCommand('announcement', ({ release }) => release.announcement),
  mailCommand('retrospective', ({ ending }) => ending.retrospective),
]
