import { stamp } from '../../../core/clock/index.ts'
import { can } from '../../../core/access/index.ts'
import { membersOf } from '../../../core/community/index.ts'
import { idFrom, isRefused, type CaseId, type PersonId, type Refused } from '../../../core/kernel/index.ts'
import { lawful, type AttachedFile, type Case, type CaseEvent } from '../../../core/process/index.ts'
import { mostTries, notAllowed } from '../../answers.ts'
import { keepFiles, type NamedFile } from '../../attachments/index.ts'
import { consequencesOf, hostOf, loadCase, openReport, reportFields } from '../../cases/index.ts'
import { theCommunity } from '../../community/index.ts'
import { findable, personByEmail, unverified } from '../../people/index.ts'
import { StoreFailed, type Lookup } from '../../ports/index.ts'
import type { World } from '../../world.ts'

/** What an import did: how many cases and messages it brought, and how many were here, no reports, or not readable. */
export interface ImportTally {
  readonly opened: number
  readonly posted: number
  readonly known: number
  readonly leftOut: number
}

/** The member in whose name it is done; `Refused` where the address is nobody's who may open a case. */
export async function importing(world: World, email: string): Promise<PersonId | Refused> {
  const person = await personByEmail(world, email)
  if (person === undefined) return notAllowed()
  const isMember = membersOf(await theCommunity(world), world.machine.now()).includes(person)
  return can(isMember ? ['member'] : [], 'openCase') ? person : notAllowed()
}

export interface Past {
  readonly title: string
  readonly project?: string
  readonly impact: string
  readonly steps?: string
  readonly name: string
  readonly email: string
  /** When it reached the committee; `null`: not known. */
  readonly reported: string | null
  readonly lookups: (id: CaseId) => readonly Lookup[]
  readonly files?: readonly NamedFile[]
  /** The mail that it was. */
  readonly letter?: NamedFile
}

/** A report from another place and time becomes a case. Nobody is written to. */
export async function openPast(world: World, member: PersonId, past: Past): Promise<CaseId> {
  const { title, project = '', impact, steps = '', lookups, files = [], letter } = past
  const now = world.machine.now()
  const email = reportFields.shape.email.safeParse(past.email).success ? past.email : ''
  const name = past.name === '' && email !== '' ? 'Reporter' : past.name
  const fields = { name, email, affiliation: '', openpgp: '' }
  const reporter = name === '' ? null : await unverified(world, fields, now)
  const reported = past.reported === null ? now : Temporal.Instant.from(past.reported)
  const isPast = Temporal.Instant.compare(reported, now) < 0
  const told = reportFields.parse({ title, project, impact, steps, name, email })
  const id = idFrom('c', world.machine.random(12))
  const whence = {
    id,
    via: 'import',
    reporter: reporter?.person ?? null,
    by: member,
    disclosed: isPast ? stamp(reported) : null,
    files,
    ...(letter === undefined ? {} : { letter: await laidBeside(world, id, letter) }),
  } as const
  const opened = await openReport<{ readonly case: CaseId }>(world, told, whence, async () => {
    const own = { lookups: lookups(id) }
    if (reporter === null) return { batch: own, answer: { case: id } }
    const found = await findable(world, reporter.person, email)
    const batch = { appends: [reporter.append], freed: found.freed, lookups: [...found.lookups, ...own.lookups] }
    return { batch, answer: { case: id } }
  })
  if (isRefused(opened)) throw new TypeError(`an imported report was refused: ${opened.code}`)
  if (letter !== undefined) await world.files.settle([{ case: id, file: letter.file }])
  return opened.case
}

async function laidBeside(world: World, id: CaseId, letter: NamedFile): Promise<AttachedFile> {
  await world.vault.createKey(id)
  await keepFiles(world, id, [letter])
  const { secret: _, ...file } = letter
  return file
}

/** Records something on a case without a word to anybody. `events`: none, where there is nothing to do any more. */
export async function quietly(
  world: World,
  member: PersonId,
  id: CaseId,
  events: (c: Case) => readonly CaseEvent[],
  lookups: readonly Lookup[] = [],
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const loaded = await loadCase(world, id)
    if (loaded === undefined) return
    const { case: c, stream, policy, members, community, restsOn } = loaded
    const decided = lawful(c, events(c), 'C2')
    if (isRefused(decided)) throw new TypeError(`an import was refused: ${decided.code}`)
    if (decided.length === 0) return
    const actor = { by: member, now: world.machine.now(), members, host: hostOf(community) }
    const { batch } = await consequencesOf(world, [{ stream, events: decided, policy }], actor)
    const appends = [...restsOn, ...(batch.appends ?? [])]
    const committed = await world.store.commit({ ...batch, appends, lookups, outbox: [], outboxChanges: [] })
    if (committed.ok) return
    if (committed.why !== 'conflict') throw new TypeError(`an import’s commit was refused: ${committed.why}`)
    if (attempt === mostTries) throw new StoreFailed('busy', 'a case that is imported kept changing')
  }
}

/** It was over before it came here: set aside, with what became of it, and closed. Done once. */
export function over(why: string): (c: Case) => readonly CaseEvent[] {
  return (c) =>
    c.closed !== null || c.setAside !== null
      ? []
      : [
          { type: 'ReportValidated', note: why },
          { type: 'CaseDeferred', reason: why },
          { type: 'CaseClosed', resolution: 'deferred', note: why },
        ]
}
