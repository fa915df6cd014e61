import { afterAll, beforeAll, expect, test } from 'vitest'
import { arrives, casesOf, committeeKeyOf, mailWorld, sealedLetter } from '../../../../tests/kit/letters.ts'
import { atABrowser } from '../../../../tests/kit/pages.ts'
import type { TestWorld } from '../../../../tests/kit/world.ts'
import { gnupg, has } from '../../../../tests/peers/correspondent.ts'
import { gate } from '../../gate/index.ts'
import { webVoice } from '../index.ts'
import { caseRoutes } from './index.ts'

let here: TestWorld
beforeAll(async () => {
  here = await mailWorld()
})
afterAll(() => here.close())

test.skipIf(!has('gpg'))(
  'a report that came encrypted and unsigned is read where the first step asks to read it',
  async () => {
    const rita = gnupg()
    const entity = 'Content-Type: text/plain; charset=utf-8\r\n\r\nPull it: snap.\r\n'
    const armored = rita.encrypt(new TextEncoder().encode(entity), await committeeKeyOf(here), { sign: false })
    await arrives(here, sealedLetter(['From: Rita Rope <rita@example.org>', 'To: security@example.org'], armored), {
      to: ['security@example.org'],
    })
    rita.close()
    const [opened] = await casesOf(here)
    const ada = await atABrowser(gate(here.world, caseRoutes, [webVoice]), here.world, here.members[0] ?? 'p-')
    const { text } = await ada.get(`/cases/${opened?.id}`)
    expect(text).toContain('This mail came encrypted.')
    expect(text).toContain('Pull it: snap.')
    expect(text).toContain('In the thread, for committee and fix team')
  },
)
