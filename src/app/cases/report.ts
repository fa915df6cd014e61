import { stamp } from '../../core/clock/index.ts'
import { membersOf, type PersonFields } from '../../core/community/index.ts'
import { idFrom, isRefused, type CaseId, type PersonId, type Refused } from '../../core/kernel/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import { attach, openCase, type AttachedFile, type CaseEvent, type EventOf } from '../../core/process/index.ts'
import { badInput, mostTries, notAllowed, outrun, type BadInput } from '../answers.ts'
import {
  keepFiles,
  keeping,
  noFiles,
  takeFiles,
  type NamedFile,
  type SharedRoom,
  type Uploads,
} from '../attachments/index.ts'
import { NotSetUp, policyOf, theCommunity } from '../community/index.ts'
import { findable, newSecret, unverified } from '../people/index.ts'
import type { Batch } from '../ports/index.ts'
import { blank } from '../records/index.ts'
import type { World } from '../world.ts'
import { batchFor } from './commit.ts'
import { giveFirstDuties } from './firstHolders.ts'
import { hostOf } from './host.ts'
import { inTurn } from './turns.ts'
import { memberReportFields, reportFields, type ReportFields } from './reportFields.ts'
import type { Inside } from './withFiles.ts'

export interface Reported {
  readonly case: CaseId
  /** The reporter's own way back: the secret part of their link. Shown once. */
  readonly secret: string
}

/** What was found out about a report before it was taken. */
export interface Intake {
  readonly screened: Omit<EventOf<'ReportScreened'>, 'type'> | null
  readonly room?: SharedRoom
}

/**
 * A report from outside becomes a case: durably received, with whoever reported it and their way back, when this
 * resolves. The reporter gets an unguessable link. Extra fields (a member's own view of it) are not taken from here.
 */
export async function report(
  world: World,
  input: Readonly<Record<string, unknown>>,
  via: 'form' | 'api',
  uploads: Uploads = noFiles(),
  intake: Intake = { screened: null },
): Promise<Reported | Refused | BadInput> {
  const parsed = reportFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const files = await takeFiles(world, uploads, intake.room)
  if (isRefused(files)) return files
  const now = world.machine.now()
  const reporter = await unverified(world, reporterIn(parsed.data), now)
  const { screened } = intake
  const whence = { via, reporter: reporter.person, by: reporter.person, disclosed: null, files, screened }
  const { email } = parsed.data
  const take = () =>
    openReport(world, parsed.data, whence, async (id) => {
      const { secret, row } = await wayBack(world, reporter.person, id, now)
      const found = await findable(world, reporter.person, email)
      return { batch: { appends: [reporter.append], secrets: [row], ...found }, answer: { case: id, secret } }
    })
  // Reports with one address stand in one list: many at once would lose against each other again and again.
  return email === '' ? take() : inTurn(world, `reports ${email.toLowerCase()}`, take)
}

/** Lasts as long as the reporter's record. */
function wayBack(world: World, reporter: PersonId, scope: CaseId, now: Temporal.Instant) {
  return newSecret(world, { kind: 'reporter', subject: reporter, scope, lasts: null }, now)
}

interface OpenedByMember {
  readonly case: CaseId
  /** The secret part of the reporter's link where no mail can carry one: shown once, for the member to hand over. */
  readonly secret?: string
}

/** A member opens a case for what reached them otherwise (C3, D2). */
export async function openByMember(
  world: World,
  member: PersonId,
  input: Readonly<Record<string, unknown>>,
): Promise<OpenedByMember | Refused | BadInput> {
  if (!membersOf(await theCommunity(world), world.machine.now()).includes(member)) return notAllowed()
  const parsed = memberReportFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { name, email, disclosed } = parsed.data
  const now = world.machine.now()
  const reporter = name === '' && email === '' ? null : await unverified(world, reporterIn(parsed.data), now)
  const whence = {
    via: 'member',
    reporter: reporter?.person ?? null,
    by: member,
    disclosed: disclosed === '' ? null : disclosed,
    files: [],
  } as const
  // A member cannot accept the embargo terms for whoever told them.
  const told = { ...parsed.data, terms: false }
  return openReport<OpenedByMember>(world, told, whence, async (id) => {
    if (reporter === null) return { batch: {}, answer: { case: id } }
    const appends = [reporter.append]
    if (email !== '') {
      return { batch: { appends, ...(await findable(world, reporter.person, email)) }, answer: { case: id } }
    }
    const { secret, row } = await wayBack(world, reporter.person, id, now)
    return { batch: { appends, secrets: [row] }, answer: { case: id, secret } }
  })
}

function reporterIn({ name, email }: Pick<ReportFields, 'name' | 'email'>): PersonFields {
  return { name: name === '' ? 'Reporter' : name, email, affiliation: '', openpgp: '' }
}

export interface Whence {
  /** Where it is to become this very case; left out: a new one. */
  readonly id?: CaseId
  readonly via: 'form' | 'member' | 'api' | 'mail' | 'import'
  readonly reporter: PersonId | null
  readonly by: PersonId
  readonly disclosed: string | null
  readonly files: readonly NamedFile[]
  readonly screened?: Intake['screened']
  /** The mail that it came as, which lies beside the case already: for committee and fix team. */
  readonly letter?: AttachedFile
  /** What was encrypted in it, where its sender may not know what it says: with its own files, for committee and fix team. */
  readonly inside?: Inside | null
}

type Also<Answer> = (id: CaseId) => Promise<{
  readonly batch: Pick<Batch, 'appends' | 'secrets' | 'freed' | 'lookups' | 'letterChanges'>
  readonly answer: Answer
}>

/** One transaction: the case and `also`, what comes into being with it. */
export async function openReport<Answer>(
  world: World,
  told: ReportFields,
  whence: Whence,
  also: Also<Answer>,
): Promise<Answer | Refused> {
  const id = whence.id ?? idFrom('c', world.machine.random(12))
  return keeping(world, id, filesIn(whence), () => openNow(world, id, told, whence, also))
}

async function openNow<Answer>(
  world: World,
  id: CaseId,
  told: ReportFields,
  whence: Whence,
  also: Also<Answer>,
): Promise<Answer | Refused> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const seats = await world.records.read('community', world.community)
    const community = seats.state
    if (community === null) throw new NotSetUp()
    const policy = policyOf(community)
    const now = world.machine.now()
    const events = opening(id, told, whence, community.policyVersion, policy, now)
    if (isRefused(events)) return events
    const change = { stream: blank<CaseEvent, never>(id), events, policy }
    const actor = { by: whence.by, now, members: membersOf(community, now), host: hostOf(community) }
    const batch = await batchFor(world, [change], actor)
    await keepFiles(world, id, filesIn(whence))
    const { batch: more, answer } = await also(id)
    const appends = [world.records.unchanged('community', seats), ...(more.appends ?? []), ...(batch.appends ?? [])]
    // What happened elsewhere is news to nobody, and nobody's turn.
    const isPast = whence.via === 'import'
    const committed = await world.store.commit({ ...batch, ...more, appends, ...(isPast ? { outbox: [] } : {}) })
    if (committed.ok) {
      if (!isPast) await giveFirstDuties(world, id)
      return answer
    }
    // The committee changed at this moment: whoever sits on it now is told. Or somebody reported with the same address.
    if (committed.why === 'taken' && committed.lookup.kind === 'reports') continue
    if (committed.why !== 'conflict') throw new Error(`a new case's commit was refused: ${committed.why}`)
  }
  return outrun()
}

function opening(
  id: CaseId,
  told: ReportFields,
  { via, reporter, disclosed, files, letter, screened, inside = null }: Whence,
  policyVersion: string,
  policy: Policy,
  now: Temporal.Instant,
): readonly CaseEvent[] | Refused {
  const { title, project, versions, impact, steps } = told
  const opened = openCase(
    {
      case: id,
      policyVersion,
      via,
      report: { title, project, versions, impact, steps },
      reporter,
      terms: told.terms,
      public: told.public
        ? { how: 'reported as public', evidence: told.publicWhere, exploit: false, attacks: told.exploited }
        : null,
      intent: told.intendsToPublish
        ? { publishOn: told.publishOn === '' ? null : `${told.publishOn}T00:00:00Z`, note: 'stated in the report' }
        : null,
      disclosed,
      reopens: null,
    },
    policy,
    now,
  )
  if (isRefused(opened)) return opened
  const events: readonly CaseEvent[] = [
    ...opened,
    ...(screened == null ? [] : [{ type: 'ReportScreened', ...screened } as const]),
    ...(inside === null ? [] : [{ type: 'Posted', post: 1, room: 'team', text: inside.text, mentions: [] } as const]),
  ]
  const attached = beside(files, inside?.files ?? [], letter)
  if (isRefused(attached)) return attached
  if (!told.exploited || told.public) return [...events, ...attached]
  const since = stamp(now)
  return [...events, { type: 'AttacksObserved', since, evidence: 'stated in the report' }, ...attached]
}

/** The report's files; what was encrypted, beside the words that were; the mail itself. */
function beside(
  files: readonly NamedFile[],
  hidden: readonly NamedFile[],
  letter: AttachedFile | undefined,
): readonly CaseEvent[] | Refused {
  const all = [...files, ...hidden, ...(letter === undefined ? [] : [letter])]
  const attached = attach(null, all, 0, 'everyone')
  if (isRefused(attached)) return attached
  return attached.map((one) => {
    if (one.file === letter?.file) return { ...one, room: 'team' }
    return hidden.some(({ file }) => file === one.file) ? { ...one, post: 1, room: 'team' } : one
  })
}

function filesIn({ files, inside }: Whence): readonly NamedFile[] {
  return [...files, ...(inside?.files ?? [])]
}
