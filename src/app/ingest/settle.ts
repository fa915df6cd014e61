import { z } from 'zod'
import { minuteOf } from '../../core/clock/index.ts'
import type { CommunityEvent } from '../../core/community/index.ts'
import { isId, isRefused, refuse, type CaseId, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { cleanText } from '../../core/mail/index.ts'
import { rooms } from '../../core/process/index.ts'
import { badInput, mostTries, outrun, type BadInput, type Conflict } from '../answers.ts'
import { keeping } from '../attachments/index.ts'
import { act } from '../cases/index.ts'
import type { Append, LetterRow } from '../ports/index.ts'
import type { World } from '../world.ts'
import { becomeReport } from './becomeReport.ts'
import { takeFrom } from './files.ts'
import { find, noSuchMail, readAgain, unread } from './heldLetter.ts'
import { bytesOf, forgetLetter, type Received } from './letter.ts'
import { knownBy, unclaimed } from './known.ts'
import type { Opened } from './read.ts'
import { howInWords, isUnproven } from './sealedFiles.ts'

/** What a member says of a held mail. */
export const settleFields = z
  .object({
    as: z.enum(['report', 'post', 'aside', 'erased']).meta({ title: 'What becomes of it' }),
    case: z
      .string()
      .trim()
      .max(100)
      .default('')
      .meta({ title: 'Into the case', description: 'For a post', example: 'c-0123456789ab' }),
    room: z.enum(rooms).default('team').meta({ title: 'Who reads it there' }),
  })
  .superRefine(({ as, case: id }, context) => {
    if (as !== 'post' || isId('c', id)) return
    context.addIssue({ code: 'custom', path: ['case'], message: 'must be a case’s id such as c-0123456789ab' })
  })

type SettleFields = z.infer<typeof settleFields>

export interface SettledMail {
  readonly done: true
  /** Where it went. */
  readonly case: CaseId | null
}

/** One act: a report of its own; a post in a case, in the member’s name and with the sender’s; set aside; gone for good. */
export async function settleHeld(
  world: World,
  person: PersonId,
  letter: string,
  input: unknown,
): Promise<SettledMail | Refused | BadInput | Conflict> {
  const found = await find(world, person, letter)
  if (isRefused(found)) return found
  const fields = settleFields.safeParse(input)
  if (!fields.success) return badInput(fields.error)
  const { row, received } = found
  const said = fields.data
  if (said.as === 'erased') return erase(world, person, row, received)
  if (said.as === 'aside') return putAside(world, person, row)
  const read = await readAgain(world, row, received)
  if (read === null) return unread()
  const known = knownBy(world, read.message, await bytesOf(world, row.id, received), read.openpgp.sessions)
  const opened = { row, received, ...read, known }
  if (said.as === 'report') {
    const answer = await becomeReport(world, opened, {
      from: row.state,
      append: () => told(world, person, row.id, 'report'),
    })
    return isRefused(answer) ? answer : { done: true, case: answer.case }
  }
  if (!isId('c', said.case)) throw new TypeError('a case’s id that is none')
  return post(world, person, opened, { case: said.case, room: said.room })
}

async function post(
  world: World,
  person: PersonId,
  opened: Opened,
  to: { readonly case: CaseId; readonly room: (typeof rooms)[number] },
): Promise<SettledMail | Refused | BadInput | Conflict> {
  const { row, received, message, known } = opened
  if (isUnproven(opened) && to.room === 'everyone') return unproven()
  const layers = howInWords(opened)
  const { text } = cleanText(message.text, 48_000 - layers.join('\n\n[]').length)
  const bytes = await bytesOf(world, row.id, received)
  const more = [{ name: 'message.eml', bytes }]
  const taken = await takeFrom(world, opened, { isOpen: true, more })
  if (isRefused(taken)) return taken
  const { shared: files } = taken
  const whence = `By mail from ${received.shown?.from ?? 'somebody'}, ${minuteOf(row.at)} UTC:`
  const done = await keeping(world, to.case, files, async () =>
    act(world, person, {
      case: to.case,
      act: 'post',
      fields: {
        room: to.room,
        text: [whence, text, ...layers.map((line) => `[${line}]`)].join('\n\n'),
      },
      attached: files,
      also: {
        lookups: await unclaimed(world, known, to.case),
        letterChanges: [{ id: row.id, from: row.state, to: null }],
        appends: [await told(world, person, row.id, 'post')],
      },
    }),
  )
  if (!('events' in done)) return done
  await forgetLetter(world, row.id, received)
  return { done: true, case: to.case }
}

/** Nobody is asked about it any more; it is kept, and can still become something else. */
async function putAside(world: World, person: PersonId, row: LetterRow, attempt = 1): Promise<SettledMail | Refused> {
  if (row.state === 'aside') return asideAlready()
  const { id, state: from, why, sealed } = row
  const committed = await world.store.commit({
    appends: [await told(world, person, id, 'aside')],
    letterChanges: [{ id, from, to: { state: 'aside', why, sealed } }],
  })
  if (committed.ok) return { done: true, case: null }
  if (committed.why !== 'conflict') return noSuchMail()
  return attempt === mostTries ? outrun() : putAside(world, person, row, attempt + 1)
}

async function erase(
  world: World,
  person: PersonId,
  row: LetterRow,
  received: Received,
  attempt = 1,
): Promise<SettledMail | Refused> {
  const committed = await world.store.commit({
    appends: [await told(world, person, row.id, 'erased')],
    letterChanges: [{ id: row.id, from: row.state, to: null }],
  })
  if (!committed.ok) {
    if (committed.why !== 'conflict') return noSuchMail()
    return attempt === mostTries ? outrun() : erase(world, person, row, received, attempt + 1)
  }
  await forgetLetter(world, row.id, received)
  return { done: true, case: null }
}

/** That a member settled it is on record; what it says, and whose it is, is not. */
async function told(world: World, by: PersonId, letter: CaseId, as: SettleFields['as']): Promise<Append> {
  const community = await world.records.read('community', world.community)
  const event: CommunityEvent = { type: 'LetterSettled', letter, as }
  return world.records.append('community', community, [event], by, world.machine.now())
}

/** In that room its sender may be told what they only took down. */
function unproven(): Refused {
  const says = 'It, or a file in it, came encrypted, and no good signature inside shows that its sender wrote it.'
  return refuse('unproven', 'V6', says, 'Put it into the room of committee and fix team.')
}

function asideAlready(): Refused {
  return refuse('aside_already', '-', 'It was set aside before.', 'Make something of it, or erase it for good.')
}
