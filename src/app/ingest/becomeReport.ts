import { stamp } from '../../core/clock/index.ts'
import type { PersonId, Refused } from '../../core/kernel/index.ts'
import { isRefused, type CaseId } from '../../core/kernel/index.ts'
import { reportIn } from '../../core/mail/index.ts'
import type { PersonFields } from '../../core/community/index.ts'
import { openReport, reportFields } from '../cases/index.ts'
import { screenedByMail } from '../intake/index.ts'
import { keyFor } from '../openpgp/index.ts'
import { findable, unverified } from '../people/index.ts'
import { FilesFailed, type Append, type LetterState } from '../ports/index.ts'
import type { World } from '../world.ts'
import { takeFrom } from './files.ts'
import { insideOf, instead } from './inside.ts'
import { unclaimed } from './known.ts'
import { layersInWords, type Opened } from './read.ts'
import { filesForSender } from './sealedFiles.ts'

/** What the report says besides the mail's own words. */
function remarks({ message, openpgp, outside, sealed }: Opened, left: readonly string[]): readonly string[] {
  if (outside !== null) return []
  const shut = /^application\/(?:x-)?pkcs7-mime\b/.test(message.media)
  return [
    ...(shut ? ['This mail is encrypted and could not be opened here: message.eml is as it came.'] : []),
    ...layersInWords(openpgp),
    ...filesForSender({ sealed }),
    ...(left.length === 0 ? [] : [`Not taken out of message.eml: ${left.join(', ')}`]),
  ]
}

/**
 * A mail becomes a report, as one from the form does: the same duties and clocks, and a link for who sent it. It says
 * nothing but its words: what it means for the case, a member says. The mail itself lies beside it.
 */
export async function becomeReport(
  world: World,
  opened: Opened,
  { from = 'waiting', append }: { readonly from?: LetterState; readonly append?: () => Promise<Append> } = {},
): Promise<{ readonly case: CaseId } | Refused> {
  const { row, received, message, known, keys, outside } = opened
  const taken = await takeFrom(world, opened, { isOpen: false })
  if (isRefused(taken)) throw new FilesFailed('disk_full', taken.code)
  const { shared: files, apart, left } = taken
  const shown = outside === null ? message : { ...outside, text: instead }
  const { title, impact, name, email } = reportIn(shown, remarks(opened, left))
  const told = reportFields.parse({ title, impact, name, email })
  const reporter = await reporterOf(world, {
    name: name === '' ? 'Reporter' : name,
    email,
    affiliation: '',
    openpgp: keyFor(email, keys),
  })
  const { file, sha256, size } = received
  const letter = { file, sha256, size, name: 'message.eml', media: 'message/rfc822' }
  const by = reporter.person
  const disclosed = stamp(Temporal.Instant.from(row.at))
  // Of what a member makes a report, nothing more is asked.
  const screened = from === 'waiting' ? await screenedByMail(world, email) : null
  const hidden = insideOf(opened)
  const inside = hidden === null ? null : { text: hidden, files: apart }
  const whence = { id: row.id, via: 'mail', reporter: by, by, disclosed, files, letter, screened, inside } as const
  const answer = await openReport(world, told, whence, async (id) => {
    const found = await findable(world, by, email)
    const batch = {
      appends: [reporter.append, ...(append === undefined ? [] : [await append()])],
      freed: found.freed,
      lookups: [...found.lookups, ...(await unclaimed(world, known, id))],
      letterChanges: [{ id, from, to: null }],
    }
    return { batch, answer: { case: id } }
  })
  if (isRefused(answer)) throw new TypeError(`a mail was refused as a report: ${answer.code}`)
  await world.files.settle([{ case: row.id, file }])
  return answer
}

function reporterOf(world: World, fields: PersonFields): Promise<{ person: PersonId; append: Append }> {
  return unverified(world, fields, world.machine.now())
}
