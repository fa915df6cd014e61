import { isId, isRefused, type CaseId, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { apart, cleanLine, cleanText } from '../../core/mail/index.ts'
import { notAllowed } from '../answers.ts'
import type { LetterRow, ReadMessage } from '../ports/index.ts'
import type { World } from '../world.ts'
import { find, maySettle, readAgain, unread, whole } from './heldLetter.ts'
import type { HeldWhy } from './hold.ts'
import { openLetter } from './letter.ts'
import { whereWent } from './known.ts'
import { howInWords, openedFiles } from './sealedFiles.ts'

/** A held mail in a list. */
export interface HeldMail {
  readonly letter: CaseId
  readonly at: string
  readonly why: HeldWhy
  readonly from: string
  readonly subject: string
  /** It was set aside: nobody is told that it is here. */
  readonly aside: boolean
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

/** Of mail that waits nobody reads a longer count. */
const mostOfHeld = 100

/** How many wait for a member, and how many were set aside; for the way there, which only members see. */
export async function heldCount(world: World): Promise<Pick<HeldMails, 'held' | 'aside'>> {
  const [held, aside] = await Promise.all([
    world.store.countLetters('held', mostOfHeld),
    world.store.countLetters('aside', mostOfHeld),
  ])
  return { held, aside }
}

function placeIn(after: string | undefined) {
  const [at = '', id = ''] = after?.split('~') ?? []
  const isPlace = isId('c', id) && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at)
  return isPlace ? { after: { at, id } } : {}
}

/** Those of some mails that are held, as a list has them; each once. */
export async function heldMailsOf(
  world: World,
  person: PersonId,
  letters: readonly string[],
): Promise<readonly HeldMail[] | Refused> {
  if (!(await maySettle(world, person))) return notAllowed()
  const ids = [...new Set(letters)].filter((one): one is CaseId => isId('c', one)).slice(0, 100)
  const rows = await Promise.all(ids.map((id) => world.store.letter(id)))
  const held = rows.flatMap((row) => (row === undefined || row.state === 'waiting' ? [] : [row]))
  return Promise.all(held.map((row) => listed(world, row)))
}

async function listed(world: World, row: LetterRow): Promise<HeldMail> {
  const { shown } = await openLetter(world, row)
  const { id, at, why, state } = row
  const { from = '', subject = '' } = shown ?? {}
  return { letter: id, at, why: why as HeldWhy, from, subject, aside: state === 'aside' }
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
    layers: read === null ? [] : howInWords(read),
  }
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
