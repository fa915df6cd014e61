import type { CaseId, PersonId } from '../kernel/index.ts'

export const replyRooms = ['everyone', 'team'] as const

/** Who answers where: one person, in one room of one case. */
export interface ReplyPlace {
  readonly case: CaseId
  readonly person: PersonId
  readonly room: (typeof replyRooms)[number]
}

/** A keyed hash of a text under a key that only this installation has; hexadecimal, 64 digits. */
export type Keyed = (text: string) => string

/** Bits that nobody guesses: 80, of which a mail server lets an attacker try a handful a second. */
const macLength = 20
const form = /^([et])([0-9a-hjkmnp-tv-z]{12})([0-9a-hjkmnp-tv-z]{12})([0-9a-f]{20})$/
const letters = { everyone: 'e', team: 't' } as const

/**
 * The part after the plus (RFC 5233): which room, case and person, opaque ids all, and a keyed hash over them. Whoever
 * got a notice at their own address can answer it; nobody can make an address for somebody else, or for another room.
 * Lower case throughout: some servers fold it. 45 characters, so that the local part keeps to 64 (RFC 5321, 4.5.3.1.1).
 */
export function replyTag(place: ReplyPlace, keyed: Keyed): string {
  const said = `${letters[place.room]}${place.case.slice(2)}${place.person.slice(2)}`
  return said + keyed(said).slice(0, macLength)
}

/** `undefined` where it cannot be: the committee's own address leaves no room for a tag. */
export function replyAddress(base: string, place: ReplyPlace, keyed: Keyed): string | undefined {
  const at = base.lastIndexOf('@')
  const local = `${base.slice(0, at)}+${replyTag(place, keyed)}`
  return at < 1 || local.length > 64 ? undefined : `${local}${base.slice(at)}`
}

/** The tags among some addresses, whoever made them: what stands after `base`’s local part and a plus. */
export function tagsIn(addresses: readonly string[], base: string): readonly string[] {
  const at = base.lastIndexOf('@')
  const [before, after] = [`${base.slice(0, at)}+`.toLowerCase(), base.slice(at).toLowerCase()]
  return addresses.flatMap((one) => {
    const address = one.trim().toLowerCase()
    const fits = address.startsWith(before) && address.endsWith(after) && address.length > before.length + after.length
    return fits ? [address.slice(before.length, address.length - after.length)] : []
  })
}

/** Where a tag leads, if it is one of ours. */
export function placeOfTag(tag: string, keyed: Keyed): ReplyPlace | undefined {
  const [, room, of, person, mac] = form.exec(tag) ?? []
  if (room === undefined || of === undefined || person === undefined || mac === undefined) return undefined
  const expected = keyed(`${room}${of}${person}`).slice(0, macLength)
  if (!same(mac, expected)) return undefined
  return { case: `c-${of}`, person: `p-${person}`, room: room === 't' ? 'team' : 'everyone' }
}

/** Compared to the end, however early they differ. */
function same(one: string, other: string): boolean {
  let different = one.length ^ other.length
  for (let at = 0; at < other.length; at += 1) different |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return different === 0
}
