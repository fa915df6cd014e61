import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atABrowser, type AtABrowser } from '../../../../../tests/kit/pages.ts'
import { caseAt } from '../../../../../tests/kit/stages.ts'
import { testWorld, type TestWorld } from '../../../../../tests/kit/world.ts'
import { gate } from '../../../gate/index.ts'
import { webVoice } from '../../voice.tsx'
import { caseRoutes } from '../index.ts'

// curl's process has low, medium, high and critical by judgement, and no CVSS.
const policy = readFileSync(new URL('../../../../../policies/curl.yaml', import.meta.url), 'utf8')

let here: TestWorld
let ada: AtABrowser
let at: string
beforeAll(async () => {
  here = await testWorld({ policy })
  const { case: id } = await caseAt(here, 'early')
  ada = await atABrowser(gate(here.world, caseRoutes, [webVoice]), here.world, here.members[0] ?? 'p-')
  at = `/cases/${id}`
})
afterAll(() => here?.close())

test('a policy of labels only asks for no vector and shows no calculator', async () => {
  const { status, text } = await ada.get(`${at}/severity`)
  expect(status).toBe(200)
  expect(text).toContain('This policy has classes only')
  for (const nothing of ['id="calculator"', 'id="explained"', 'CVSS vector', 'CVSS:3.1']) {
    expect(text, nothing).not.toContain(nothing)
  }
})

test('a class is proposed by judgement, with why, and decided on', async () => {
  const short = await ada.post(`${at}/do/proposeSeverity`, { vector: '', class: 'low', note: '' })
  expect([short.status, short.text.includes('A class by judgement alone needs a reason.')]).toEqual([422, true])
  const sent = await ada.post(`${at}/do/proposeSeverity`, { vector: '', class: 'low', note: 'hard to reach' })
  expect(sent.status).toBe(303)
  const { text } = await ada.get(`${at}/severity`)
  expect(text).toContain('by judgement')
  expect(text).toContain('hard to reach')
  const link = /href="([^"]*\?class=low#decide)"/.exec(text)?.[1] ?? ''
  expect((await ada.get(link.replace('#decide', ''))).text).toMatch(/<option value="low" selected/)
  await ada.post(`${at}/do/decideSeverity`, { vector: '', class: 'low', reason: 'as proposed' })
  expect((await ada.get(`${at}/severity`)).text).toContain('none, by judgement')
})
