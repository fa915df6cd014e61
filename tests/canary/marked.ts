import { actNamed, type CaseActName } from '../../src/core/process/index.ts'
import { canaries, canary } from './words.ts'

/** Acts whose texts must be exactly what they are, or go to the public list by design. */
const asTheyAre = new Set([
  'recordChatPost.channel',
  'assignDuty.to',
  'joinRelease.release',
  'proposeSeverity.vector',
  'decideSeverity.vector',
])

/** Puts a word into every text of an act's fields that takes one. */
export function marked(name: CaseActName, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { fields: schema } = actNamed(name)
  const given: Record<string, unknown> = { ...fields }
  for (const field of Object.keys(schema.shape)) {
    if (asTheyAre.has(`${name}.${field}`)) continue
    given[field] = markedValue(
      `${name}.${field}`,
      given[field],
      (value) => schema.safeParse({ ...given, [field]: value }).success,
    )
    if (given[field] === undefined) delete given[field]
  }
  return given
}

function markedValue(place: string, value: unknown, takes: (value: unknown) => boolean): unknown {
  if (Array.isArray(value)) {
    return value.map((one, at) => markedValue(`${place}[${at}]`, one, (other) => takes(value.with(at, other))))
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).reduce<Record<string, unknown>>(
      (all, [key, one]) => ({
        ...all,
        [key]: markedValue(`${place}.${key}`, one, (other) => takes({ ...all, [key]: other })),
      }),
      { ...value },
    )
  }
  if (typeof value !== 'string' && value !== undefined) return value
  const word = canary(place)
  const text = value ?? ''
  const tries = [`${text} ${word}`.trim(), `${text}/${word}`, `${text}-${word}`].filter((one) => takes(one))
  const [first] = tries
  if (first !== undefined && (value !== undefined || takesProse(place))) return first
  canaries.delete(word)
  return value
}

/** An optional text is filled in where nothing hangs on its being empty. */
function takesProse(place: string): boolean {
  return /\.(?:note|reason|why|how|evidence)$/.test(place) && !/despite|decideSeverity/.test(place)
}
