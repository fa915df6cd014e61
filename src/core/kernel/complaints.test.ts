import { expect, test } from 'vitest'
import { z } from 'zod'
import { ifWrong, line } from './index.ts'

test.each([
  [z.coerce.number().int().min(1).max(65_535), 70_000, 'must be at most 65535'],
  [z.coerce.number().int().min(1), 0, 'must be at least 1'],
  [z.coerce.number().int(), 1.5, 'must be a whole number'],
  [z.coerce.number(), 'x', 'must be a number'],
  [z.enum(['tls', 'none']), 'lunch', 'choose one of: tls, none'],
  [z.literal('SEMVER'), 'x', 'must be SEMVER'],
  [z.string(), 7, 'must be text'],
  [line(20), undefined, 'is missing'],
  [z.string().min(1), '', 'must not be empty'],
  [z.string().max(3), 'four', 'at most 3 characters'],
  [z.array(z.string()).max(1), ['a', 'b'], 'at most 1 entries'],
  [z.url(), 'x', 'must be a web address such as https://example.org'],
  [z.email(), 'x', 'must be an e-mail address'],
  [z.strictObject({}), { colour: 'red' }, 'has fields that are not known here: colour'],
  [z.email({ error: ifWrong('must be mine') }), undefined, 'is missing'],
  [z.email({ error: ifWrong('must be mine') }), 7, 'must be mine'],
  [z.email({ error: ifWrong('must be mine') }), 'x', 'must be mine'],
  [z.union([z.number(), z.boolean()]), 'x', 'has the wrong form'],
  [z.string().regex(/^a$/, { error: 'must be an a' }), 'b', 'must be an a'],
])('a value that is not taken is told what it must be: %#', (schema, value, says) => {
  expect(schema.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([says])
})
