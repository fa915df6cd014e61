import type { Person } from '../../core/community/index.ts'
import {
  canonical,
  isId,
  refuse,
  type CaseId,
  type PersonId,
  type Recorded,
  type Refused,
} from '../../core/kernel/index.ts'
import {
  bundleFormat,
  genesis,
  linkText,
  openPart,
  personalPart,
  writeKey,
  type Bundle,
  type BundleEvent,
} from '../../core/log/index.ts'
import type { CaseEvent } from '../../core/process/index.ts'
import { noSuchCase } from '../answers.ts'
import { loadCommunity, loadPeople } from '../community/index.ts'
import { openToShow } from '../records/index.ts'
import type { World } from '../world.ts'
import { noCheckpoint } from './checkpoint.ts'
import { logKey } from './key.ts'
import { readLog } from './leaves.ts'
import { mayShowOpen, mayShowPersonal, type Agreement } from './showing.ts'

export interface Proving {
  /** Versions of the case's events; left out: all. */
  readonly events?: readonly number[]
  /** People who said that what they wrote may be shown. */
  readonly agreed?: readonly PersonId[]
  /** False: nothing of who acted, whoever agreed. */
  readonly personal?: boolean
  /** The case need not be disclosed: for somebody who is in the know. */
  readonly undisclosed?: boolean
}

export interface Proof {
  readonly bundle: Bundle
  /** Versions whose contents stay closed, and of which who acted does. */
  readonly closed: readonly number[]
  readonly nameless: readonly number[]
  /** Versions that the log has not taken in yet: they are not in the bundle. */
  readonly waiting: readonly number[]
}

/** Proves a case's record to people who have nothing but the answer: without other cases, and without who did not agree. */
export async function proveCase(world: World, id: CaseId, proving: Proving = {}): Promise<Proof | Refused> {
  const { store, vault, machine } = world
  const stream = isId('c', id) ? await world.records.read('case', id) : undefined
  if (stream === undefined || stream.version === 0) return noSuchCase()
  if (stream.state === null) {
    return refuse(
      'erased',
      '-',
      'The case was erased: nothing of it can be shown.',
      'tocsin log verify still verifies it.',
    )
  }
  const released = stream.state.announcement !== null && stream.state.announcement.state !== 'drafted'
  if (!released && proving.undisclosed !== true) {
    const instead = 'Announce it first, or say --private for somebody who is in the know already.'
    return refuse('not_disclosed', 'R6', 'The case is not disclosed.', instead)
  }
  const [log, key] = [await readLog(store, machine), await logKey(world)]
  if (log === undefined || key === undefined) return noCheckpoint()
  const chosen = proving.events ?? stream.records.map(({ version }) => version)
  const strange = chosen.find((version) => !stream.records.some((one) => one.version === version))
  if (strange !== undefined) {
    return refuse('no_such_event', '-', `The case has no event ${strange}.`, `It has 1 to ${stream.version}.`)
  }
  const agreement = await agreementOf(world, stream.records, proving.agreed ?? [])
  const sealed = await store.readStream(id)
  const opening = await vault.key(id)
  const events: (BundleEvent & { readonly version: number })[] = []
  for (const [at, event] of sealed.entries()) {
    const index = log.indexes.get(`${id}/${event.version}`)
    if (index === undefined || !chosen.includes(event.version)) continue
    const body = openToShow(id, event, opening)
    const personal = proving.personal !== false && mayShowPersonal(body, id, agreement)
    events.push({
      version: event.version,
      link: linkText(sealed[at - 1]?.chain ?? genesis, { stream: id, ...event }),
      index,
      proof: log.proofs.inclusion(index, log.last.size).map((hash) => hash.toHex()),
      open: mayShowOpen(body, id, agreement) ? { text: canonical(openPart(body)), opening: body.open.opening } : null,
      personal: personal ? { text: canonical(personalPart(body)), opening: body.personal.opening } : null,
    })
  }
  const waiting = chosen.filter((version) => !events.some((one) => one.version === version))
  if (events.length === 0) {
    return refuse('not_in_log', '-', 'The log has not taken these events in yet.', 'Try again in a second.')
  }
  return {
    bundle: {
      format: bundleFormat,
      case: id,
      key: writeKey(key.key),
      checkpoint: log.last.note,
      events: events.map(({ version: _, ...event }) => event),
    },
    closed: events.flatMap(({ version, open }) => (open === null ? [version] : [])),
    nameless: events.flatMap(({ version, personal }) => (personal === null ? [version] : [])),
    waiting,
  }
}

/** Everybody around the case and the whole committee; of those, who chose a credit, and who said yes. */
async function agreementOf(
  world: World,
  records: readonly Recorded<CaseEvent>[],
  agreed: readonly PersonId[],
): Promise<Agreement> {
  const credited = new Set<PersonId>()
  for (const { event } of records) {
    if (event.type !== 'CreditChosen') continue
    if (event.named) credited.add(event.person)
    else credited.delete(event.person)
  }
  const community = await loadCommunity(world)
  const around = JSON.stringify(records).match(/\bp-[0-9a-z]{12}\b/g) ?? []
  const people = await loadPeople(world, [
    ...(around as PersonId[]),
    ...(community?.seats ?? []).map(({ person }) => person),
  ])
  const yes = new Set(agreed)
  const others = [...people.values()].filter(({ id }) => !credited.has(id) && !yes.has(id))
  return { credited, agreed: yes, others: [...new Set(others.flatMap(wordsFor))] }
}

/** A name, each part of it that is long enough to be one, and the address. */
function wordsFor({ name, email }: Person): readonly string[] {
  const parts = name.split(/\s+/).filter((part) => part.length > 2)
  return [name, email, ...parts].filter((word) => word !== '')
}
