import { cleanText, reportIn, sortOf } from '../../../core/mail/index.ts'
import { isId, isRefused, type CaseId, type PersonId } from '../../../core/kernel/index.ts'
import type { Case, CaseEvent } from '../../../core/process/index.ts'
import { keeping, keepFiles, takeFiles } from '../../attachments/index.ts'
import { hostOf } from '../../cases/index.ts'
import { theCommunity } from '../../community/index.ts'
import { MailUnreadable, type ReadMessage } from '../../ports/index.ts'
import type { World } from '../../world.ts'
import { filesOf } from '../files.ts'
import { cameBefore, knownBy, unclaimed, whereWent, type Known } from '../known.ts'
import { openPast, over, quietly, type ImportTally } from './open.ts'

interface Read {
  readonly message: ReadMessage
  readonly bytes: Uint8Array
  readonly known: Known
}

/**
 * An archive of the committee's mail: a message that answers none that is here opens a case, one that answers goes into
 * that case's thread, for committee and fix team. Machines' mail, and what cannot be read, is left out and counted.
 */
export async function importArchive(
  world: World,
  member: PersonId,
  messages: AsyncIterable<Uint8Array>,
  {
    closed = false,
    told = () => undefined,
  }: { readonly closed?: boolean; readonly told?: (tally: ImportTally) => void } = {},
): Promise<ImportTally> {
  const tally = { opened: 0, posted: 0, known: 0, leftOut: 0 }
  for await (const bytes of messages) {
    tally[await importMessage(world, member, bytes, closed)] += 1
    told(tally)
  }
  return tally
}

async function importMessage(
  world: World,
  member: PersonId,
  bytes: Uint8Array,
  closed: boolean,
): Promise<keyof ImportTally> {
  const community = await theCommunity(world)
  const message = await world.reading.read(bytes).catch((error: unknown) => {
    if (error instanceof MailUnreadable && error.code !== 'closed') return null
    throw error
  })
  const own = { host: hostOf(community), address: community.from }
  if (message === null || sortOf(message, { from: null, to: [] }, own) !== 'person') return 'leftOut'
  const known = knownBy(world, message, bytes)
  if ((await cameBefore(world, known)) !== undefined) return 'known'
  const read = { message, bytes, known }
  const of = await whereWent(world, message.answers.slice(0, 50))
  if (of !== undefined && isId('c', of)) {
    await post(world, member, of, read)
    return 'posted'
  }
  await open(world, member, read, closed)
  return 'opened'
}

async function open(world: World, member: PersonId, read: Read, closed: boolean): Promise<void> {
  const { message, known } = read
  const { files, left } = await filesIn(world, read)
  const { cut: _, ...told } = reportIn(
    message,
    left.length === 0 ? [] : [`Not taken out of message.eml: ${left.join(', ')}`],
  )
  const claims = await unclaimed(world, known, '')
  const lookups = (id: CaseId) => claims.map((one) => ({ ...one, value: id }))
  const [letter, ...others] = files
  const past = { ...told, reported: message.date, lookups, files: others, ...(letter === undefined ? {} : { letter }) }
  const id = await openPast(world, member, past)
  if (closed) await quietly(world, member, id, over('Imported from an archive'))
}

async function post(world: World, member: PersonId, of: CaseId, read: Read): Promise<void> {
  const { message, known } = read
  const { files } = await filesIn(world, read)
  const { text } = cleanText(message.text, 48_000)
  const who = `${message.from?.name ?? ''} <${message.from?.address ?? ''}>`.trim()
  const said = cleanText(
    `${who} wrote by mail on ${message.date ?? 'a day that is not known'}:\n\n${text}`,
    49_500,
  ).text
  const events = (c: Case): readonly CaseEvent[] => {
    const number = c.posts.length + 1
    return [
      { type: 'Posted', post: number, room: 'team', text: said, mentions: [] },
      ...files.map(({ file, name, media, size, sha256 }, index): CaseEvent => {
        const attachment = c.attachments.length + index + 1
        return { type: 'FileAttached', attachment, post: number, room: 'team', name, media, size, sha256, file }
      }),
    ]
  }
  await keeping(world, of, files, async () => {
    await keepFiles(world, of, files)
    await quietly(world, member, of, events, await unclaimed(world, known, of))
    return { case: of }
  })
}

/** The mail itself first, then its files. */
async function filesIn(world: World, { message, bytes }: Read) {
  const { uploads, left } = filesOf(message, [{ name: 'message.eml', bytes }])
  const files = await takeFiles(world, uploads)
  if (isRefused(files)) throw new TypeError(`a mail’s files were refused: ${files.code}`)
  return { files, left }
}
