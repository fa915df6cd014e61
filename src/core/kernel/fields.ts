import { z } from 'zod'
import { ifWrong } from './complaints.ts'
import { isId, type PersonId } from './ids.ts'
import { line, paragraphs, textProblem } from './text.ts'

/** How a form asks for a field; without one, the schema itself decides (text, select, checkbox). */
export type Input =
  | 'text'
  | 'multiline'
  | 'instant'
  | 'day'
  | 'url'
  | 'person'
  | 'people'
  | 'deadline'
  | 'json'
  | 'checkbox'
  | 'select'

declare module 'zod' {
  interface GlobalMeta {
    input?: Input
    /** An example for placeholders, docs and the command line. */
    example?: string
  }
}

/** One line. */
export const words = (title: string, max = 300) => line(max).meta({ title })
/** Several lines. */
export const prose = (title: string, max = 20_000) => paragraphs(max).meta({ title, input: 'multiline' })

/** Optional text: an empty form field means "left out". */
export const optionalWords = (title: string, max = 300) => emptyAsAbsent(line(max)).meta({ title })
export const optionalProse = (title: string, max = 20_000) =>
  emptyAsAbsent(paragraphs(max)).meta({ title, input: 'multiline' })

export const reason = prose('Reason', 4000).describe('Why, for the record')
export const evidence = prose('Evidence', 4000).describe('A link, a hash or a note that others can check')

/** An exact moment, ISO 8601 with an offset; kept in UTC to the second. */
export const instant = (title: string) =>
  z
    .string()
    .max(60)
    .transform((text, context) => {
      const moment = asInstant(text)
      if (moment !== undefined) return moment
      context.addIssue({
        code: 'custom',
        message: 'must be a date and time with its zone, for example 2026-03-17T16:00:00Z',
      })
      return z.NEVER
    })
    .meta({ title, input: 'instant', example: '2026-03-17T16:00:00Z' })

/** A calendar day in UTC. */
export const day = (title: string) =>
  z
    .string()
    .trim()
    .refine(isDay, { error: 'must be a day, for example 2026-03-17' })
    .meta({ title, input: 'day', example: '2026-03-17' })

function isDay(text: string): boolean {
  if (!/^2[01]\d\d-\d\d-\d\d$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}

export const optionalInstant = (title: string) => emptyAsAbsent(instant(title)).meta({ title, input: 'instant' })

/** Years 2000 to 2199 and a zone: anything else is a slip of the keyboard. A form's `datetime-local` is UTC. */
function asInstant(text: string): string | undefined {
  const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)
  try {
    const moment = Temporal.Instant.from(local ? `${text}Z` : text)
    const year = moment.toZonedDateTimeISO('UTC').year
    return year >= 2000 && year < 2200 ? moment.round('second').toString() : undefined
  } catch {
    return undefined
  }
}

/** What browsers would quietly repair in an address (line breaks, spaces, hidden characters) is refused. */
export const link = (title: string) =>
  z
    .url({ protocol: /^https?$/, error: ifWrong('must be a link that begins with https:// or http://') })
    .max(2000)
    .refine((text) => !/\s/u.test(text) && textProblem(text, 'one') === undefined, {
      error: 'must be a link without spaces and hidden characters',
    })
    // `https://example.org@evil.example` looks like one host and leads to another.
    .refine((text) => !/^https?:\/\/[^/?#\\]*@/u.test(text), { error: 'must be a link without a user name' })
    .meta({ title, input: 'url' })

export const person = (title: string) =>
  z
    .string()
    .refine((text): text is PersonId => isId('p', text), { error: 'must be a person’s id such as p-0123456789ab' })
    .meta({ title, input: 'person' })

export const optionalPerson = (title: string) => emptyAsAbsent(person(title)).meta({ title, input: 'person' })

/** A git object id (SHA-1 or SHA-256), at least seven digits. */
export const commit = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{7,64}$/, { error: 'must be a commit id: 7 to 64 hexadecimal digits' })
  .meta({ title: 'Commit', example: '96d410a6580e' })

/** A whole number; a form sends its digits. Nothing else is taken for a number, such as `true` or `0x10`. */
export const wholeNumber = (title: string, least: number) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : value),
      z
        .number({ error: ifWrong('must be a whole number') })
        .int({ error: 'must be a whole number' })
        .min(least)
        .max(1_000_000),
    )
    .meta({ title })

export const count = (title: string) => wholeNumber(title, 1)

const truths = [z.boolean(), z.enum(['on', 'true', 'yes', 'false', 'no', ''])] as const
const isYes = (value: boolean | string) => value === true || value === 'on' || value === 'true' || value === 'yes'

/** A choice; a form sends `on`, `true` or nothing. */
export const yes = (title: string) =>
  z.union(truths, { error: 'must be true or false' }).default(false).transform(isYes).meta({ title, input: 'checkbox' })

/** An answer: a no is said as a yes is, and nothing said is neither. */
export const yesOrNo = (title: string) =>
  z
    .union([z.boolean(), z.enum(['on', 'true', 'yes', 'false', 'no'])], { error: 'must be yes or no' })
    .transform(isYes)
    .meta({ title, input: 'checkbox' })

export function emptyAsAbsent<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    schema.optional(),
  )
}
