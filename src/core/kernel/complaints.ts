import { z } from 'zod'

type Issue = z.core.$ZodRawIssue

/**
 * What a value must be, in the product's words, where its schema has none of its own. Pages, API and command line show
 * them as they are; nothing of what was sent is repeated but the names of fields.
 */
export function complaintOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing'
      return types[issue.expected] ?? 'has the wrong form'
    case 'invalid_value': {
      const shown = issue.values.map(String).filter((value) => value !== '')
      return shown.length === 1 ? `must be ${shown[0]}` : `choose one of: ${shown.join(', ')}`
    }
    case 'too_big':
      return amount('at most', issue.maximum, issue.origin)
    case 'too_small':
      if (issue.minimum === 1 && issue.origin !== 'number') return 'must not be empty'
      return amount('at least', issue.minimum, issue.origin)
    case 'invalid_format':
      return formats[issue.format] ?? 'has the wrong form'
    case 'unrecognized_keys':
      return `has fields that are not known here: ${issue.keys.slice(0, 5).map(named).join(', ')}`
    default:
      return 'has the wrong form'
  }
}

/** A schema's own words for what is there and wrong; of what is not there, everyone says that it is missing. */
export function ifWrong(says: string): (issue: Issue) => string | undefined {
  return ({ input }) => (input === undefined ? undefined : says)
}

const types: Readonly<Record<string, string>> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
}

const formats: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address',
  url: 'must be a web address such as https://example.org',
}

function named(field: string): string {
  return field.slice(0, 100).toWellFormed()
}

function amount(bound: 'at most' | 'at least', limit: number | bigint, origin: string): string {
  if (origin === 'string') return `${bound} ${limit} characters`
  return origin === 'array' ? `${bound} ${limit} entries` : `must be ${bound} ${limit}`
}

z.config({ localeError: complaintOf })
