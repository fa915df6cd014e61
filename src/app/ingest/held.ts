import { z } from 'zod'
import { can } from '../../core/access/index.ts'
import { membersOf, type CommunityEvent } from '../../core/community/index.ts'
import { isId, isRefused, refuse, type CaseId, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { apart, cleanLine, cleanText } from '../../core/mail/index.ts'
import { rooms } from '../../core/process/index.ts'
import { badInput, notAllowed, type BadInput, type Conflict } from '../answers.ts'
import { keeping } from '../attachments/index.ts'
import { act } from '../cases/index.ts'
import { NotSetUp } from '../community/index.ts'
import { FilesFailed, type Append, type LetterRow, type ReadMessage } from '../ports/index.ts'
import type { World } from '../world.ts'
import { becomeReport } from './becomeReport.ts'
import { takeFrom } from './files.ts'
import type { HeldWhy } from './hold.ts'
import { bytesOf, forgetLetter, isLost, openLetter, type Received } from './letter.ts'
import { knownBy, unclaimed, whereWent } from './known.ts'
import { layersInWords, readLetter, type Opened, type ReadLetter } from './read.ts'
import { filesInWords, isUnproven, openedFiles } from './sealedFiles.ts'

/** A held mail in a list. */
export interface HeldMail {
  readonly letter: CaseId
  readonly at: string
  readonly why: HeldWhy
  readonly from: string
  readonly subject: string
}

export interface HeldMails {
  readonly mails: readonly HeldMail[]
  /** How many wait for a member, and how many were set aside; counted no further than a hundred. */
  readonly held: number
  readonly aside: number
  /** Where the next page begins; `null`: this is the last. */
  readonly next: string | null
}

const aPage = 50

/** What waits for a member to say what becomes of it, the oldest first; or what was set aside, of which nobody was told. */
export async function heldMails(
  world: World,
  person: PersonId,
  { aside = false, after }: { readonly aside?: boolean; readonly after?: string } = {},
): Promise<HeldMails | Refused> {
  if (!(await maySettle(world, person))) return notAllowed()
  const state = aside ? 'aside' : 'held'
  const found = await world.store.letters({ state, limit: aPage + 1, ...placeIn(after) })
  const rows = found.slice(0, aPage)
  const last = rows.at(-1)
  return {
    mails: await Promise.all(rows.map((row) => listed(world, row))),
    ...(await heldCount(world)),
    next: found.length > aPage && last !== undefined ? `${last.at}~${last.id}` : null,
  }
}

const mostCounted = 100

/** How many wait for a member, and how many were set aside; for the way there, which only members see. */
export async function heldCount(world: World): Promise<Pick<HeldMails, 'held' | 'aside'>> {
  const [held, aside] = await Promise.all([
    world.store.countLetters('held', mostCounted),
    world.store.countLetters('aside', mostCounted),
  ])
  return { held, aside }
}

function placeIn(after: string | undefined) {
  const [at = '', id = ''] = after?.split('~') ?? []
  const isPlace = isId('c', id) && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at)
  return isPlace ? { after: { at, id } } : {}
}

async function listed(world: World, row: LetterRow): Promise<HeldMail> {
  const { shown } = await openLetter(world, row)
  const { id, at, why } = row
  return { letter: id, at, why: why as HeldWhy, from: shown?.from ?? '', subject: shown?.subject ?? '' }
}

/** A held mail as it is read, before somebody says what becomes of it. */
export interface HeldView extends HeldMail {
  readonly size: number
  /** The answer without what is quoted below it, and that; empty for one that cannot be read. */
  readonly text: string
  readonly quoted: string
  readonly files: readonly { readonly name: string; readonly size: number }[]
  /** The case of the mail that it answers, if that is known and this person may see it. */
  readonly answers: CaseId | null
  /** What encryption and signatures it came under. */
  readonly layers: readonly string[]
}

const mostShown = 50_000

export async function heldMail(world: World, person: PersonId, letter: string): Promise<HeldView | Refused> {
  const found = await find(world, person, letter)
  if (isRefused(found)) return found
  const { row, received } = found
  const read = await readAgain(world, row, received)
  const message = read?.message ?? null
  const { own, quoted } = apart(cleanText(message?.text ?? '', mostShown).text)
  return {
    ...(await listed(world, row)),
    size: received.size,
    text: own,
    quoted,
    files: [...(message?.attachments ?? []), ...(read === null ? [] : openedFiles(read))].map(({ name, bytes }) => ({
      name: cleanLine(name, 120),
      size: bytes.length,
    })),
    answers: message === null ? null : await answered(world, person, message),
    layers: read === null ? [] : inWords(read),
  }
}

/** How it came, and its files. */
function inWords(read: ReadLetter): readonly string[] {
  return [...layersInWords(read.openpgp), ...filesInWords(read)]
}

/** By the notice or the mail that it names; a case that this person may not see is none. */
async function answered(world: World, person: PersonId, { answers }: ReadMessage): Promise<CaseId | null> {
  const entries = await Promise.all(answers.slice(0, 20).map((one) => world.store.outboxEntry(one.split('@')[0] ?? '')))
  const named = [...entries.map((entry) => entry?.stream), await whereWent(world, answers.slice(0, 20))]
  const id = named.find((one): one is CaseId => one !== undefined && isId('c', one))
  return id !== undefined && (await world.store.caseRow(person, id)) !== undefined ? id : null
}

/** The message as it was sent, for whoever has to look at it. */
export async function heldBytes(world: World, person: PersonId, letter: string): Promise<Uint8Array | Refused> {
  const found = await find(world, person, letter)
  return isRefused(found) ? found : ((await whole(world, found.row, found.received)) ?? unread())
}

/** What a member says of a held mail. */
export const settleFields = z
  .object({
    as: z.enum(['report', 'post', 'erased']).meta({ title: 'What becomes of it' }),
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

export interface SettledMail {
  readonly done: true
  /** Where it went. */
  readonly case: CaseId | null
}

/** One act: a report of its own; a post in a case, in the member’s name and with the sender’s; or gone for good. */
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
  const layers = inWords(opened)
  const { text } = cleanText(message.text, 48_000 - layers.join('\n\n[]').length)
  const bytes = await bytesOf(world, row.id, received)
  const more = [{ name: 'message.eml', bytes }]
  const taken = await takeFrom(world, opened, { isOpen: true, more })
  if (isRefused(taken)) return taken
  const { shared: files } = taken
  const whence = `By mail from ${received.shown?.from ?? 'somebody'}, ${row.at.slice(0, 10)} ${row.at.slice(11, 16)} UTC:`
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

async function erase(
  world: World,
  person: PersonId,
  row: LetterRow,
  received: Received,
): Promise<SettledMail | Refused> {
  const committed = await world.store.commit({
    appends: [await told(world, person, row.id, 'erased')],
    letterChanges: [{ id: row.id, from: row.state, to: null }],
  })
  if (!committed.ok) return committed.why === 'conflict' ? erase(world, person, row, received) : noSuchMail()
  await forgetLetter(world, row.id, received)
  return { done: true, case: null }
}

interface Found {
  readonly row: LetterRow
  readonly received: Received
}

async function find(world: World, person: PersonId, letter: string): Promise<Found | Refused> {
  if (!(await maySettle(world, person))) return notAllowed()
  const row = isId('c', letter) ? await world.store.letter(letter) : undefined
  if (row === undefined || row.state === 'waiting') return noSuchMail()
  return { row, received: await openLetter(world, row) }
}

async function maySettle(world: World, person: PersonId): Promise<boolean> {
  const community = (await world.records.read('community', world.community)).state
  if (community === null) throw new NotSetUp()
  const isMember = membersOf(community, world.machine.now()).includes(person)
  return can(isMember ? ['member'] : [], 'settleMail')
}

/** That a member settled it is on record; what it says, and whose it is, is not. */
async function told(world: World, by: PersonId, letter: CaseId, as: 'report' | 'post' | 'erased'): Promise<Append> {
  const community = await world.records.read('community', world.community)
  const event: CommunityEvent = { type: 'LetterSettled', letter, as }
  return world.records.append('community', community, [event], by, world.machine.now())
}

/** `null`: it cannot be read within the bounds, now as before. */
async function readAgain(world: World, row: LetterRow, received: Received): Promise<ReadLetter | null> {
  const bytes = await whole(world, row, received)
  return bytes === null ? null : readLetter(world, bytes, received)
}

/** `null`: the disk has lost it; that it came is all that is known of it. */
async function whole(world: World, row: LetterRow, received: Received): Promise<Uint8Array | null> {
  try {
    return await bytesOf(world, row.id, received)
  } catch (error) {
    if (error instanceof FilesFailed && isLost(error)) return null
    throw error
  }
}

function noSuchMail(): Refused {
  const instead = 'Look at the list again: another member may have said what becomes of it.'
  return refuse('no_such_mail', '-', 'This mail does not wait for anybody.', instead)
}

function unread(): Refused {
  const instead = 'Fetch it as it came, look at it on a machine of its own, and open a case for what it says.'
  return refuse('unreadable', '-', 'This mail cannot be read here.', instead)
}

/** In that room its sender may be told what they only took down. */
function unproven(): Refused {
  const says = 'It, or a file in it, came encrypted, and no good signature inside shows that its sender wrote it.'
  return refuse('unproven', 'V6', says, 'Put it into the room of committee and fix team.')
}
