import { expect, test } from 'vitest'
import { z } from 'zod'
import { foundationFields, mailFields, memberFields, projectFields, unseatFields } from '../../app/index.ts'
import { operations } from './index.ts'

const schemas = [
  ...operations.flatMap(({ id, body, query }) => [
    ...(body === undefined ? [] : [[id, body] as const]),
    ...(query === undefined ? [] : [[`${id}?`, query] as const]),
  ]),
  ['mail', mailFields],
  ['found', foundationFields],
  ['member', memberFields],
  ['project', projectFields],
  ['unseat', unseatFields],
] as const

const wrong = [undefined, null, 7, -1, 1e9, true, '', 'x', 'a b', 'x'.repeat(200_001), [], ['x', 7], {}, { type: 'X' }]
/** How Zod begins what it says when nobody gave it words. */
const zods = /^(Invalid|Too |Unrecognized|Expected|Required|Unknown)/

test.each(schemas)('%s says what is wrong in the product’s own words', (_, schema: z.ZodObject) => {
  const says = Object.values(schema.shape).flatMap((field) =>
    wrong.flatMap((value) => z.safeParse(field, value).error?.issues.map(({ message }) => message) ?? []),
  )
  expect(says.filter((text) => zods.test(text))).toEqual([])
})

test('numbers and choices say which they take', () => {
  const says = (input: object) => mailFields.safeParse(input).error?.issues.map(({ message }) => message)
  expect(says({ from: 'security@example.org', port: '70000' })).toEqual(['must be at most 65535'])
  expect(says({ from: 'security@example.org', security: 'lunch' })).toEqual(['choose one of: tls, starttls, none'])
})
