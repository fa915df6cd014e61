import { after, dayOf, isBefore, stamp } from '../clock/index.ts'
import type { PersonId } from '../kernel/index.ts'
import type { Policy } from '../policy/index.ts'
import { beginOf, endOf, instantOf } from './days.ts'
import type { At, Day, Warning } from './events.ts'
import { presentAt } from './seats.ts'
import type { Committee } from './state.ts'

/** Employers that the committee's own record does not know, from people's own: by person, empty for none. */
export type Known = Readonly<Partial<Record<PersonId, string>>>

/** A vendor and how many of the committee come from it; people without a vendor are one of their own each. */
export interface VendorCount {
  readonly name: string
  readonly people: readonly PersonId[]
  readonly over: boolean
}

export interface Balance {
  readonly members: number
  readonly vendors: readonly VendorCount[]
  readonly over: readonly VendorCount[]
}

/** The balance among some people on a day (C6). */
export function balanceOf(
  committee: Committee,
  { committee: { vendorBalance } }: Policy,
  people: readonly PersonId[],
  day: Day,
  known: Known = {},
): Balance {
  const counts = new Map<string, { name: string; people: PersonId[] }>()
  for (const person of people) {
    const name = affiliationOn(committee, person, day, known)
    const key = vendorKey(name, committee.renamed)
    if (key === '') continue
    const entry = counts.get(key)
    if (entry === undefined) counts.set(key, { name, people: [person] })
    else entry.people.push(person)
  }
  const vendors = [...counts.values()]
    .map((one) => ({ ...one, over: isOver(vendorBalance.atMost, one.people.length, people.length) }))
    .toSorted((one, other) => other.people.length - one.people.length || (one.name < other.name ? -1 : 1))
  return { members: people.length, vendors, over: vendors.filter(({ over }) => over) }
}

/** The balance at an instant: of those who do the work then, stand-ins among them, people on leave not. */
export function balanceAt(committee: Committee, policy: Policy, at: Temporal.Instant, known: Known = {}): Balance {
  return balanceOf(committee, policy, presentAt(committee, at), dayOf(at), known)
}

export function affiliationOn(committee: Committee, person: PersonId, day: Day, known: Known = {}): string {
  const stated = committee.affiliations[person]?.findLast(({ since }) => since <= day)
  return (stated?.name ?? known[person] ?? '').trim()
}

const legalForms = /[\s,.]+(?:inc|incorporated|ltd|limited|llc|gmbh|ag|sa|se|bv|corp|corporation|co|plc|kg)\.?$/u

/**
 * How a vendor's name is compared: without case, white space, punctuation and legal form, under the name it has now. A
 * vendor that was renamed is still one vendor.
 */
export function vendorKey(name: string, renamed: Committee['renamed'] = {}): string {
  let plain = name.normalize('NFKC').trim().toLowerCase()
  while (legalForms.test(plain)) plain = plain.replace(legalForms, '')
  let key = plain.replace(/[^\p{L}\p{N}]+/gu, '')
  // A cycle is refused when it is recorded; the bound is for a record that was not.
  for (let hops = 0; Object.hasOwn(renamed, key) && hops < 100; hops += 1) key = renamed[key] ?? key
  return key
}

type AtMost = Policy['committee']['vendorBalance']['atMost']

function isOver(atMost: AtMost, own: number, all: number): boolean {
  // One person is no block of a vendor's, however small the committee is.
  if ('unlimited' in atMost || own < 2) return false
  if ('ratio' in atMost) {
    const [left = 1, right = 1] = atMost.ratio.split(':').map(Number)
    return own * right > left * (all - own)
  }
  const [part = 1, whole = 1] = atMost.share.split('/').map(Number)
  return own * whole > part * all
}

function limitInWords(atMost: AtMost): string {
  if ('ratio' in atMost) return `${atMost.ratio} between one vendor and all others`
  return 'share' in atMost ? `${atMost.share} from one vendor` : 'any number'
}

/** C4 and C6: what the policy warns of, for some people on a day. Nothing is blocked by it. */
export function warningsFor(
  committee: Committee,
  policy: Policy,
  people: readonly PersonId[],
  day: Day,
  known: Known = {},
): readonly Warning[] {
  const { size, vendorBalance } = policy.committee
  const warnings: Warning[] = []
  const count = people.length
  if (count < size.least || count > size.most) {
    const range = size.least === size.most ? String(size.least) : `${size.least} to ${size.most}`
    const says = `The committee has ${count === 1 ? 'one member' : `${count} members`}; the policy wants ${range}.`
    warnings.push({ clause: size.clause, says })
  }
  for (const { name, people: own } of balanceOf(committee, policy, people, day, known).over) {
    const limit = limitInWords(vendorBalance.atMost)
    const says = `${own.length} of ${count} members come from ${name}; the policy wants at most ${limit}.`
    warnings.push({ clause: vendorBalance.clause, says })
  }
  return warnings
}

/** C6: since when the committee is over the limit without a break, and until when the policy gives it time. */
export interface Grace {
  readonly vendor: string
  readonly since: At
  readonly until: At
  readonly ran: boolean
}

export function graceOf(committee: Committee, policy: Policy, now: Temporal.Instant, known: Known = {}): Grace | null {
  const [worst] = balanceAt(committee, policy, now, known).over
  if (worst === undefined) return null
  let since = now
  for (const at of turningPoints(committee, now)) {
    if (balanceAt(committee, policy, at, known).over.length === 0) break
    since = at
  }
  const until = after(since, policy.committee.vendorBalance.grace)
  return { vendor: worst.name, since: stamp(since), until: stamp(until), ran: isBefore(until, now) }
}

/** Instants up to now at which the balance may have changed, the latest first; of seats, those held now. */
function turningPoints(committee: Committee, now: Temporal.Instant): readonly Temporal.Instant[] {
  const found = [
    ...committee.seats.map(({ since }) => instantOf(since)),
    ...committee.left.flat().map(({ at }) => instantOf(at)),
    ...committee.leaves.flatMap(({ from, to, ended }) => [
      beginOf(from),
      endOf(to),
      ...(ended === null ? [] : [instantOf(ended)]),
    ]),
    ...Object.values(committee.affiliations).flatMap((all) => (all ?? []).map(({ since }) => beginOf(since))),
  ]
  return found.filter((at) => !isBefore(now, at)).toSorted((one, other) => Temporal.Instant.compare(other, one))
}
