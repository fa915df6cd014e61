import { PackageURL } from 'packageurl-js'
import { z } from 'zod'
import { isBadVector, parseVector, score, type Version } from '../../scoring/index.ts'
import type { ProblemCode } from './problems.ts'

/** Pieces that the formats' schemas share. Each failure has a code of ours, which decides what people are told to do. */
export function check<Value>(
  kind: z.ZodType<Value>,
  code: ProblemCode,
  error: string,
  holds: (value: Value) => boolean,
) {
  return kind.refine(holds, { error, params: { code } })
}

/** Text of at least one character; at most `most` of them, counted as JSON Schema does, by code points. */
export function text(most = Infinity, least = 1) {
  const error = most === Infinity ? 'must not be empty' : `must have ${least} to ${most} characters`
  return check(z.string(), 'wrong_length', error, (value) => {
    if (value.length < least) return false
    if (value.length <= most) return true
    if (value.length > most * 2) return false
    const length = [...value].length
    return length >= least && length <= most
  })
}

/** Patterns with choices in loops run out of stack on texts of some MB, so nothing that long is tried. */
const mostMatched = 20_000

export function matching(pattern: RegExp, error: string, code: ProblemCode = 'wrong_value') {
  return check(z.string(), code, error, (value) => value.length <= mostMatched && pattern.test(value))
}

/** The text of a value by which two of them are the same for JSON Schema's `uniqueItems`. */
function sameness(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(sameness).join()}]`
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${sameness(member)}`).join()}}`
}

export function list<Item extends z.ZodType>(item: Item, { least = 1, most = Infinity, distinct = false } = {}) {
  const error = most === Infinity ? 'must not be empty' : `must have ${least} to ${most} entries`
  const sized = z.array(item).refine((all) => all.length >= least && all.length <= most, {
    error,
    params: { code: 'wrong_length' },
  })
  if (!distinct) return sized
  return sized.superRefine((all, context) => {
    const seen = new Map<string, number>()
    all.forEach((one, index) => {
      const same = sameness(one)
      const first = seen.get(same)
      seen.set(same, first ?? index)
      if (first === undefined) return
      const message = `the same as entry ${first}`
      context.addIssue({ code: 'custom', path: [index], message, params: { code: 'duplicate' } })
    })
  })
}

/** An object with at least one member: all of them may be left out, but not all at once. */
export function notEmpty<Kind extends z.ZodType<object>>(kind: Kind) {
  return kind.refine((one) => Object.keys(one).length > 0, {
    error: 'must not be empty',
    params: { code: 'wrong_length' },
  })
}

/**
 * RFC 3986's characters, an absolute web address, no user name: what looks like one host and leads to another is
 * refused, and so are javascript:, data: and file:.
 */
const webPattern =
  /^https?:\/\/(?:[A-Za-z0-9](?:[A-Za-z0-9._~-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])\.?(?::[0-9]{1,5})?(?:[/?#](?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$/i

export function address(most = mostMatched) {
  const error = 'must be an absolute http or https address without a user name'
  return check(z.string(), 'bad_address', error, (url) => url.length <= most && webPattern.test(url))
}

/** An identifier that nobody follows; RFC 3986's characters and a scheme. */
export const identifier = check(
  z.string(),
  'bad_address',
  'must be an absolute address of the web, a URN or a package URL',
  (value) =>
    value.length <= mostMatched &&
    (webPattern.test(value) ||
      /^(?:urn|pkg|swid|cpe|tag):(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})+$/.test(value)),
)

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/

export function isInstant(time: string): boolean {
  if (!rfc3339.test(time)) return false
  try {
    return Temporal.Instant.from(time) instanceof Temporal.Instant && !time.includes(':60')
  } catch {
    return false
  }
}

/** RFC 3339, with its offset. */
export const time = check(z.string(), 'bad_time', 'must be a time with its offset, as RFC 3339 has it', isInstant)

export function isPurl(value: string): boolean {
  if (value.length > mostMatched) return false
  if (!/^pkg:[a-z][a-z0-9.+-]*\/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})+$/.test(value)) return false
  try {
    return PackageURL.fromString(value).name !== ''
  } catch {
    return false
  }
}

/** https://github.com/package-url/purl-spec, in RFC 3986's characters. */
export const purl = check(z.string(), 'bad_purl', 'must be a package URL', isPurl)

/** NISTIR 7695, figure 6-3: a formatted string, five components, a language tag, four components. */
const component = String.raw`(?:(?:\?*|\*)(?:[A-Za-z0-9\-._]|\\[\\*?!"#$%&'()+,/:;<=>@[\]^${'`'}{|}~])+(?:\?*|\*)|[*\-])`
const language = String.raw`(?:[A-Za-z]{2,3}(?:-(?:[A-Za-z]{2}|[0-9]{3}))?|[*\-])`
const formatted = new RegExp(`^cpe:2\\.3:[aho*\\-](?::${component}){5}:${language}(?::${component}){4}$`)
const bound = /^[cC][pP][eE]:\/[AHOaho]?(?::[A-Za-z0-9._\-~%]*){0,6}$/

export const cpe23 = check(
  z.string(),
  'bad_cpe',
  'must be a CPE 2.3 name',
  (name) => name.length <= 2048 && formatted.test(name),
)
export const cpe = check(
  z.string(),
  'bad_cpe',
  'must be a CPE 2.2 or 2.3 name',
  (name) => name.length >= 5 && name.length <= 2048 && (formatted.test(name) || bound.test(name)),
)

/** A vector of just this version, as its specification writes it; in 2.0 many write only some metrics of a group. */
export function vectorIn(version: Version) {
  return check(z.string(), 'bad_vector', `must be a vector of CVSS ${version}`, (value) => {
    const vector = parseVector(value)
    if (isBadVector(vector)) return version === '2.0' && vector.code === 'incomplete_group'
    return vector.version === version
  })
}

/** The base score and class that a vector has; `undefined` where it is none. */
export function scored(value: string) {
  const vector = parseVector(value)
  if (isBadVector(vector)) return undefined
  const scores = score(vector)
  return { version: vector.version, scores }
}
