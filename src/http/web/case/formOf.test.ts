import { describe, expect, it } from 'vitest'
import { caseActNames, caseActs } from '../../../core/process/index.ts'
import { formFieldsOf, type FormField } from './formOf.ts'

const form = (act: keyof typeof caseActs): readonly FormField[] => formFieldsOf(caseActs[act].fields)
const field = (act: keyof typeof caseActs, name: string): FormField => {
  const found = form(act).find((one) => one.name === name)
  if (found === undefined) throw new Error(`${act} asks no ${name}`)
  return found
}

describe.each(caseActNames)('%s', (act) => {
  it('asks every question of its schema, each in words', () => {
    expect(form(act).map(({ name }) => name)).toEqual(Object.keys(caseActs[act].fields.shape))
    for (const { name, label } of form(act)) expect(label, name).not.toBe(name)
  })

  it('offers answers that its schema takes, and calls optional only what may be empty', () => {
    const shape: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> =
      caseActs[act].fields.shape
    for (const { name, options = [], input, required } of form(act)) {
      if (input === 'select') expect(options.length, name).toBeGreaterThan(1)
      for (const option of options) expect(shape[name]?.safeParse(option).success, `${name} ${option}`).toBe(true)
      if (!required) {
        const empty = [shape[name]?.safeParse(''), shape[name]?.safeParse(undefined)]
        expect(
          empty.some((one) => one?.success),
          name,
        ).toBe(true)
      }
    }
  })
})

it('sees through optional, default and transformed schemas', () => {
  expect(field('acceptReport', 'note')).toMatchObject({ input: 'multiline', required: false })
  expect(field('assessReplication', 'how')).toMatchObject({ input: 'multiline', required: true })
  expect(field('post', 'room')).toMatchObject({ input: 'select', options: ['everyone', 'team'], usual: 'team' })
  expect(field('decideSeverity', 'class')).toMatchObject({ input: 'select', required: false })
  expect(field('decideSeverity', 'class').options).toEqual(['none', 'low', 'medium', 'high', 'critical'])
  expect(field('proposeRelease', 'opening')).toMatchObject({ input: 'instant', required: false })
  expect(field('proposeRelease', 'announcement')).toMatchObject({ input: 'instant', required: true })
  expect(field('checkArtefact', 'passed')).toMatchObject({ input: 'checkbox' })
  expect(field('checkArtefact', 'passed').options).toBeUndefined()
  expect(field('dropMessage', 'entry')).toMatchObject({ input: 'number', required: true })
  expect(field('sendAnnouncement', 'draft')).toMatchObject({ input: 'number', required: false })
  expect(field('reviseAdvisory', 'document').input).toBe('json')
  expect(field('recordCve', 'id')).toMatchObject({ example: 'CVE-2026-12345', required: true })
})
