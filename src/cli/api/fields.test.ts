import { expect, test } from 'vitest'
import { actNamed } from '../../core/process/index.ts'
import type { CommandIo } from '../command.ts'
import { bodyFrom, lineFor, optionsFor, usageFor } from './fields.ts'

const io = {} as CommandIo
const { fields } = actNamed('answerPrivateHandling')

test('what must be answered is asked for, and nothing said is no answer', async () => {
  expect(usageFor(fields)).toBe('--agreed yes|no [--FIELD VALUE …]')
  expect(lineFor(fields, {})).toBe('--agreed yes|no')
  expect(optionsFor(fields)[0]).toMatchObject({ name: 'agreed', value: 'yes|no' })
  expect(await bodyFrom(fields, { values: {}, flags: new Set(), rest: [] }, io)).toBe('--agreed is missing')
  expect(await bodyFrom(fields, { values: { agreed: 'no' }, flags: new Set(), rest: [] }, io)).toEqual({ agreed: 'no' })
})

test('a choice is a flag, and without it there is none', async () => {
  const consent = actNamed('chooseCredit').fields
  expect(optionsFor(consent).find(({ name }) => name === 'named')).not.toHaveProperty('value')
  expect(await bodyFrom(consent, { values: {}, flags: new Set(['named']), rest: [] }, io)).toEqual({ named: true })
  expect(await bodyFrom(consent, { values: {}, flags: new Set(), rest: [] }, io)).toEqual({})
})
