import { dayOf } from '../../core/clock/index.ts'
import type { Block } from '../../core/community/index.ts'
import { refuse, type CaseId, type Refused } from '../../core/kernel/index.ts'
import { isBadInput, badInput, type BadInput } from '../answers.ts'
import { noFiles, type Uploads } from '../attachments/index.ts'
import { report, reportFields, type Reported } from '../cases/index.ts'
import type { World } from '../world.ts'
import { asksNow, floodRules } from './asked.ts'
import { blockOn } from './blocks.ts'
import { countReport } from './busy.ts'
import { strangersRoom } from './room.ts'
import { markOf, type Whence } from './whence.ts'
import { spendProof } from './work.ts'

export interface Sender extends Omit<Whence, 'email'> {
  /** Somebody signed in: nothing is asked of them. */
  readonly known: boolean
  /** A proof of work, or empty. */
  readonly proof: string
}

/** Kept, and nobody is told of it before its sender has opened the link that was mailed to them. */
export interface Held {
  readonly case: CaseId
  readonly held: true
}

/**
 * A report as strangers send it: from nobody who is blocked; in a flood with a proof of work, or held until its sender
 * confirms it by mail. Then it is taken like any other.
 */
export async function receive(
  world: World,
  input: Readonly<Record<string, unknown>>,
  via: 'form' | 'api',
  sender: Sender,
  uploads: Uploads = noFiles(),
): Promise<Reported | Held | Refused | BadInput> {
  const parsed = reportFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { email } = parsed.data
  const whence = { ...sender, email }
  const block = await blockOn(world, whence)
  if (block !== undefined) return blocked(block)
  const { strangers } = await floodRules(world)
  const worked = sender.proof !== '' && spendProof(world, sender.proof)
  const asked = !sender.known && !worked && asksNow(world, strangers)
  if (asked && email === '') return proofNeeded(sender.proof !== '')
  const proof = worked ? 'work' : asked ? 'held' : 'none'
  const marks = { network: markOf(world, 'network', whence), range: markOf(world, 'range', whence) }
  const screened = proof === 'none' && marks.network === null ? null : ({ proof, ...marks } as const)
  const reported = await report(world, input, via, uploads, {
    screened,
    room: strangersRoom(world),
  })
  if ('refused' in reported || isBadInput(reported)) return reported
  if (!sender.known) countReport(world)
  return proof === 'held' ? { case: reported.case, held: true } : reported
}

function blocked({ until, reason, kept }: Block): Refused {
  const again = kept === null ? '' : ` We looked again on ${dayOf(kept.at)}: ${kept.reason}`
  return refuse(
    'sender_blocked',
    'D1',
    `Reports from this address or network are not taken until ${until}: ${reason}${again}`,
    'If that is a mistake, ask us to look again (/report/appeal): another member than the one who decided answers.',
  )
}

function proofNeeded(tried: boolean): Refused {
  return refuse(
    'proof_needed',
    'D1',
    tried
      ? 'The proof of work does not hold, was used before, or is too old.'
      : 'Many reports come in at the moment, so we ask everybody for a small sign that they are in earnest.',
    'Give an e-mail address and confirm the report by the link we send; or let your browser work a second for it (with JavaScript on), then send it again. Programs: see /api/reports/challenge.',
  )
}
