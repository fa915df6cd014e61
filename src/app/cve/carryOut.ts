import { formatNamed } from '../../core/advisory/index.ts'
import { canonical, type Json, type PersonId } from '../../core/kernel/index.ts'
import type { Case, CveOrder } from '../../core/process/index.ts'
import { publicAdvisory, publishedAs } from '../public/index.ts'
import { CveServicesFailed, type CnaAccount, type Container, type CveIdSeen } from '../ports/index.ts'
import type { World } from '../world.ts'
import { reservedBy } from './reconcile.ts'

/** What came of an order, besides what `CveServicesFailed` tells. */
export type Outcome =
  | { readonly outcome: 'done'; readonly id: string }
  | { readonly outcome: 'refused' | 'later' | 'unsure'; readonly code: string }
  /** Trying again cannot make it any clearer. */
  | { readonly outcome: 'unsure'; readonly code: string; readonly found: readonly string[]; readonly final: true }

interface Doing {
  readonly world: World
  readonly account: CnaAccount
  readonly case: Case
  readonly members: readonly PersonId[]
  readonly order: CveOrder
  /** An earlier try may have been carried out. */
  readonly inDoubt: boolean
}

/** One try of an order. Throws `CveServicesFailed`. What may be done already is looked for before it is done again. */
export async function carryOut(doing: Doing): Promise<Outcome> {
  const { order, world, account, case: c } = doing
  if (order.what === 'reserve') return reserve(doing)
  const { id } = order
  if (id === null || c.cve.id !== id) return { outcome: 'refused', code: 'another_id' }
  const seen = await looked(doing, world.cve.show(account, id))
  if (seen.org !== account.org) return { outcome: 'refused', code: 'not_ours' }
  return order.what === 'reject' ? reject(doing, seen) : publish(doing, seen)
}

/** While we look for what an earlier try did, a failure says nothing of that try. */
async function looked<Seen>({ inDoubt }: Doing, looking: Promise<Seen>): Promise<Seen> {
  try {
    return await looking
  } catch (error) {
    if (!inDoubt || !(error instanceof CveServicesFailed)) throw error
    throw new CveServicesFailed('unsure', error.code, { cause: error })
  }
}

async function reserve(doing: Doing): Promise<Outcome> {
  const { world, account, case: c, members, order, inDoubt } = doing
  if (inDoubt) {
    const found = await looked(doing, reservedBy(world, account, order, { id: c.id, members }))
    if ('doubt' in found) return { outcome: 'unsure', code: found.doubt }
    const [only] = found.ids
    if (found.ids.length > 1) return { outcome: 'unsure', code: 'several_ids', found: found.ids, final: true }
    if (only !== undefined) return c.cve.id === null ? done(only) : spare(only)
  }
  if (c.cve.id !== null) return { outcome: 'refused', code: 'has_cve' }
  const [reserved] = await world.cve.reserve(account, order.year ?? 0, 1)
  return reserved === undefined ? { outcome: 'refused', code: 'none_left' } : done(reserved.id)
}

/** The case has an id meanwhile: the one that was reserved is told, so that somebody rejects or uses it. */
function spare(id: string): Outcome {
  return { outcome: 'unsure', code: 'has_cve', found: [id], final: true }
}

async function publish({ world, account, case: c, order, inDoubt }: Doing, { id, state }: CveIdSeen): Promise<Outcome> {
  const container = await containerOf(world, c, id)
  if (container === undefined) return { outcome: 'refused', code: 'not_public' }
  if (account.orgId === '') return { outcome: 'refused', code: 'no_org_id' }
  if (state === 'RESERVED') {
    await world.cve.publish(account, id, container)
    return done(id)
  }
  if (state !== 'PUBLISHED') return { outcome: 'refused', code: `is_${state.toLowerCase()}` }
  const there = await world.cve.published(account, id)
  if (there !== null && says(there, container)) return done(id)
  if (order.what === 'publish' && !inDoubt) return { outcome: 'refused', code: 'published_differently' }
  await world.cve.update(account, id, container)
  return done(id)
}

async function reject({ world, account, order }: Doing, { id, state }: CveIdSeen): Promise<Outcome> {
  if (state === 'AVAILABLE') return { outcome: 'refused', code: 'is_available' }
  const { reason, replacedBy } = order
  if (state !== 'REJECTED') await world.cve.reject(account, id, { reason, replacedBy }, state === 'PUBLISHED')
  return done(id)
}

const done = (id: string): Outcome => ({ outcome: 'done', id })

/** The record that publishing would send now, as indented JSON; `undefined` where nothing is public under the case's id. */
export async function cveRecordOf(world: World, c: Case): Promise<string | undefined> {
  const container = c.cve.id === null ? undefined : await containerOf(world, c, c.cve.id)
  return container === undefined ? undefined : JSON.stringify(container, null, 2)
}

/**
 * The record from the advisory as it is published (R6), and from nothing else of the case. `undefined` where nothing is
 * public under this id.
 */
async function containerOf(world: World, c: Case, id: string): Promise<Container | undefined> {
  const format = formatNamed('cve')
  const advisory = await publicAdvisory(world, id)
  const row = await world.store.publishedById(id)
  if (format === undefined || advisory === undefined || advisory.id !== id || row?.case !== c.id) return undefined
  const { text } = await publishedAs(world, advisory, format)
  return (JSON.parse(text) as { containers: { cna: Container } }).containers.cna
}

/**
 * Whether a record says all that ours does; what CVE Services added is its own. `providerMetadata` has to be sent, and
 * CVE Services puts its own in its place.
 */
function says(there: Container, ours: Container): boolean {
  return Object.entries(ours).every(
    ([name, value]) =>
      name === 'providerMetadata' || canonical((there[name] ?? null) as Json) === canonical(value as Json),
  )
}
