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
  type SealedBody,
} from '../../core/log/index.ts'
import { isPublished, type CaseEvent } from '../../core/process/index.ts'
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
  /** Addresses or ids of people around the case who said that what they wrote may be shown. */
  readonly agreed?: readonly string[]
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
  if (!isPublished(stream.state) && proving.undisclosed !== true) {
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
  if ('refused' in agreement) return agreement
  const opening = await vault.key(id)
  const events = new Map<number, BundleEvent>()
  let before = genesis
  for (const event of await store.readStream(id)) {
    const index = log.indexes.get(`${id}/${event.version}`)
    if (index !== undefined && chosen.includes(event.version)) {
      const proof = log.proofs.inclusion(index, log.last.size).map((hash) => hash.toHex())
      const shown = shownParts(openToShow(id, event, opening), id, agreement, proving.personal !== false)
      events.set(event.version, { link: linkText(before, { stream: id, ...event }), index, proof, ...shown })
    }
    before = event.chain
  }
  if (events.size === 0) {
    return refuse('not_in_log', '-', 'The log has not taken these events in yet.', 'Try again in a second.')
  }
  return {
    bundle: {
      format: bundleFormat,
      case: id,
      key: writeKey(key.key),
      checkpoint: log.last.note,
      events: [...events.values()],
    },
    closed: [...events].flatMap(([version, { open }]) => (open === null ? [version] : [])),
    nameless: [...events].flatMap(([version, { personal }]) => (personal === null ? [version] : [])),
    waiting: chosen.filter((version) => !events.has(version)),
  }
}

function shownParts(body: SealedBody, id: CaseId, agreement: Agreement, personal: boolean) {
  const mayName = personal && mayShowPersonal(body, id, agreement)
  return {
    open: mayShowOpen(body, id, agreement) ? { text: canonical(openPart(body)), opening: body.open.opening } : null,
    personal: mayName ? { text: canonical(personalPart(body)), opening: body.personal.opening } : null,
  }
}

/** Everybody around the case and the whole committee; of those, who chose a credit, and who said yes. */
async function agreementOf(
  world: World,
  records: readonly Recorded<CaseEvent>[],
  agreed: readonly string[],
): Promise<Agreement | Refused> {
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
  const yes = new Set<PersonId>()
  for (const said of agreed) {
    const them = [...people.values()].filter(({ id, email }) => [id, email.toLowerCase()].includes(said.toLowerCase()))
    if (them.length === 0) {
      const instead = 'Give the address or the id of somebody on the case, or of a member.'
      return refuse('no_such_person', '-', `Nobody around the case is ${said}.`, instead)
    }
    for (const { id } of them) yes.add(id)
  }
  const others = [...people.values()].filter(({ id }) => !credited.has(id) && !yes.has(id))
  return {
    credited,
    agreed: yes,
    others: others.flatMap(({ name, email }) => [name, email]).filter((word) => word !== ''),
    nicknames: others.flatMap(({ name }) => name.split(/\s+/)).filter((part) => part.length > 2),
  }
}
