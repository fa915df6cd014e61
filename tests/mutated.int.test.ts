import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { mailReading } from '../src/adapters/mailbox/index.ts'
import { testWorld, type TestWorld } from './kit/world.ts'
import { bombs, mutatedFrom, realMessages } from './torture/letters.ts'
import { throwMail } from './torture/mail.ts'

const real = realMessages().map(({ bytes }) => bytes)

let here: TestWorld
beforeEach(async () => {
  here = await testWorld()
})
afterEach(() => here.close())

/** `npm run torture` does the same with 10,000. */
describe.runIf(real.length > 0)('mail changed at random from real messages', () => {
  test('is all found again, byte by byte: as a report, held, or the same as one before', async () => {
    const tally = await throwMail(here.world, mutatedFrom(real, 0, 250))
    expect(tally).toMatchObject({ sent: 250, lost: 0 })
    expect(tally.reports).toBeGreaterThan(50)
    expect(tally.slowest).toBeLessThan(20_000)
  }, 60_000)
})

describe('mail made to cost much', () => {
  const kept = ['200,000 recipients', '20,000 attachments', 'messages 1,000 deep', 'multiparts 10,000 deep']

  test('is kept, whatever can be read in it', async () => {
    const messages = kept.map((name) => bombs[name]?.() ?? Buffer.alloc(0))
    expect(await throwMail(here.world, messages)).toMatchObject({ sent: kept.length, lost: 0 })
  })

  test.each(Object.keys(bombs).filter((name) => !name.includes('49 MB')))(
    '%s: is read or refused within the bounds',
    async (name) => {
      const reading = mailReading({ patience: 15_000 })
      const answer = await reading.read(bombs[name]?.() ?? Buffer.alloc(0)).then(
        ({ text, attachments }) => text.length <= 2_000_000 && attachments.length <= 1_000,
        (error: unknown) => (error as { readonly code: string }).code,
      )
      await reading.close()
      expect([true, 'broken', 'too_much', 'too_slow']).toContain(answer)
    },
    20_000,
  )

  test('takes its time at nobody’s cost: what is slow, or greedy, is ended, and the next is read', async () => {
    const slow = mailReading({ patience: 300 })
    await expect(slow.read(bombs['200,000 empty parts']!())).rejects.toMatchObject({ code: 'too_slow' })
    const next = Buffer.from('Subject: next\r\n\r\nwords')
    // A new thread takes its time to begin, too, on a machine that does much at once.
    await vi.waitFor(async () => expect(await slow.read(next)).toMatchObject({ subject: 'next' }), { timeout: 10_000 })
    await slow.close()
    await expect(slow.read(Buffer.from('x'))).rejects.toMatchObject({ code: 'closed' })
    const greedy = mailReading({ memory: 16 })
    await expect(greedy.read(bombs['200,000 empty parts']!())).rejects.toMatchObject({ code: 'too_much' })
    expect((await greedy.read(next)).subject).toBe('next')
    await greedy.close()
  })
})
