/** Ids are opaque: a kind's letter, a hyphen, twelve Crockford base-32 characters (60 random bits). */
export type CommunityId = `k-${string}`
export type CaseId = `c-${string}`
export type ReleaseId = `r-${string}`
export type PersonId = `p-${string}`
export type StreamId = CommunityId | CaseId | ReleaseId | PersonId

export type StreamKind = 'community' | 'case' | 'release' | 'person'

const kinds = { k: 'community', c: 'case', r: 'release', p: 'person' } as const satisfies Record<string, StreamKind>
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** `random` gives at least 12 bytes; five bits of each are used. */
export function idFrom<Letter extends string>(letter: Letter, random: Uint8Array): `${Letter}-${string}` {
  if (random.length < 12) throw new RangeError('an id needs 12 random bytes')
  let text = ''
  for (const byte of random.subarray(0, 12)) text += alphabet[byte & 31]
  return `${letter}-${text}`
}

export function isId<Letter extends keyof typeof kinds>(letter: Letter, text: string): text is `${Letter}-${string}` {
  return new RegExp(`^${letter}-[${alphabet}]{12}$`).test(text)
}

export function kindOf(stream: StreamId): StreamKind {
  return kinds[stream[0] as keyof typeof kinds]
}
