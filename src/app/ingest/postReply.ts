import type { Role } from '../../core/access/index.ts'
import { isRefused } from '../../core/kernel/index.ts'
import { cleanText, type ReplyPlace } from '../../core/mail/index.ts'
import { rolesOn } from '../../core/process/index.ts'
import { keeping } from '../attachments/index.ts'
import { act, loadCase } from '../cases/index.ts'
import { loadPerson } from '../community/index.ts'
import { tooOften } from '../intake/index.ts'
import { noteKeys } from '../openpgp/index.ts'
import { FilesFailed } from '../ports/index.ts'
import type { World } from '../world.ts'
import { filesOf, takeFrom } from './files.ts'
import { hold } from './hold.ts'
import { insideOf, instead } from './inside.ts'
import { bytesOf, forgetLetter } from './letter.ts'
import { lookupsOf } from './known.ts'
import { layersInWords, type Opened } from './read.ts'
import { filesForSender, filesInWords, isUnproven } from './sealedFiles.ts'

const mostText = 49_000

/**
 * An answer goes into the room that its address leads to, if it comes from who has that address: as that person's own
 * post, decided like any other. What is too long, or has too many files, comes with the mail itself beside it.
 */
export async function postReply(world: World, opened: Opened, to: ReplyPlace): Promise<void> {
  const { row, received, message, known, openpgp, keys, outside } = opened
  const person = await loadPerson(world, to.person)
  const isTheirs = person !== null && person.email !== '' && message.from?.address.toLowerCase() === person.email
  if (!isTheirs) return hold(world, row, received, 'stranger', opened)
  const roles = await rolesThere(world, to)
  const isOpen = roles.includes('member')
  const isClosed = outside !== null && !isOpen
  // An engineer reads the room that it would be kept in.
  if (isUnproven(opened) && !isOpen && roles.includes('fixer')) return hold(world, row, received, 'unproven', opened)
  if (tooOften(world, 'post', to.person)) return hold(world, row, received, 'often', opened)
  const layers = [...layersInWords(openpgp), ...(isOpen ? filesInWords(opened) : filesForSender(opened))]
  const { text, cut } = cleanText(message.text, mostText - layers.join('\n\n[]').length)
  const isWhole = !cut && filesOf(message).left.length === 0 && openpgp.shut === null
  const more = isWhole ? [] : [{ name: 'message.eml', bytes: await bytesOf(world, row.id, received) }]
  const taken = await takeFrom(world, opened, { isOpen, more })
  if (isRefused(taken)) throw new FilesFailed('disk_full', taken.code)
  const { shared, apart, left } = taken
  const said = [text === '' && shared.length > 0 ? 'Files:' : text, ...(cut ? ['[The message goes on.]'] : [])]
  if (left.length > 0) said.push(`[Not taken: ${left.join(', ')}]`)
  said.push(...layers.map((line) => `[${line}]`))
  const hidden = isOpen ? null : insideOf(opened)
  const done = await keeping(world, to.case, [...shared, ...apart], () =>
    act(world, to.person, {
      case: to.case,
      act: 'post',
      fields: { room: to.room, text: isClosed ? instead : said.join('\n\n') },
      attached: shared,
      ...(hidden === null ? {} : { inside: { text: hidden, files: apart } }),
      also: { lookups: lookupsOf(known, to.case), letterChanges: [{ id: row.id, from: 'waiting', to: null }] },
    }),
  )
  if ('conflict' in done) throw new TypeError('a mail’s post kept losing to others')
  if (!('events' in done)) return hold(world, row, received, 'refused', opened)
  world.lines.info('mail_posted', { letter: row.id, case: to.case })
  await noteKeys(
    world,
    to.person,
    keys,
    roles.some((role) => role !== 'reporter'),
  )
  await forgetLetter(world, row.id, received)
}

async function rolesThere(world: World, to: ReplyPlace): Promise<readonly Role[]> {
  const found = await loadCase(world, to.case)
  return found === undefined ? [] : rolesOn(found.case, to.person, found.members)
}
