import { describe, expect, test } from 'vitest'
import { verifyLog } from '../../../src/app/index.ts'
import { announceTo, ada, ben, fenna, expectNothingOf, seconds, type Scene } from './scene.ts'

const patience = { timeout: 10_000 }

/** T: the retrospective, feedback, the end. */
export function lookingBack(scene: Scene): void {
  describe('looking back', () => {
    test('the last deadline counts from the announcement, and comes near', async () => {
      await scene.member.overview()
      const { due } = await scene.member.deadline('Retrospective')
      const announced = Temporal.Instant.from(due ?? '').subtract({ hours: 72 })
      expect(Math.abs(seconds(scene.announcement, announced))).toBeLessThan(3700)
      await scene.member.winds('1 day', 2)
      await scene.member.signsIn(ada.email, scene.house.mails)
      await scene.engineer.signsIn(fenna.email, scene.house.mails)
      await scene.second.signsIn(ben.email, scene.house.mails)
      await scene.member.overview()
      expect((await scene.member.deadline('Retrospective')).says).toMatch(/in 23 h/)
    })

    test('the retrospective: drafted from the record, answered, sent, received', async () => {
      await scene.member.tab('retrospective')
      await scene.member.clicks('Write it from the record')
      await scene.member.accepted()
      const form = scene.member.page.getByRole('form', { name: 'Your own wording' })
      const draft = await form.getByLabel('Text').inputValue()
      await scene.member.fills(form, { Text: draft.replaceAll(/^\[.*\]$/gm, 'We answered within a day.') })
      await scene.member.sends(form)
      await scene.member.leaves(scene.member.page.getByRole('link', { name: 'Look once more and send' }))
      await scene.member.clicks('Send it')
      await scene.member.accepted()
      const { mail } = await scene.house.mails.next(announceTo, 'Retrospective')
      expect(mail.messageId).toMatch(/^<retrospective\.\S+@example\.org>$/)
      expect(mail.text).toContain('We answered within a day.')
      expect(mail.text).not.toMatch(/Reef|Fairway/)
      // The list has the mail a moment before the case knows.
      await expect
        .poll(async () => {
          await scene.member.overview()
          return (await scene.member.deadline('Retrospective')).says
        }, patience)
        .toContain('done')
    })

    test('feedback: given in one’s own name, kept inside, declined', async () => {
      const asked = 'What went well, what got in the way, what we should try'
      await scene.engineer.does('Give feedback on the process', {
        [asked]: 'The thread was enough.',
        'Send it to the list in my name': 'Yes',
      })
      await scene.member.does('Give feedback on the process', {
        [asked]: 'Too late an invitation.',
        'Send it to the list in my name': 'No',
      })
      await scene.second.does('No feedback from me')
      const { mail } = await scene.house.mails.next(announceTo, /^Re: Retrospective/)
      expect(mail.text).toContain('The thread was enough.')
      expect(mail.replyTo?.value[0]?.address).toBe(fenna.email)
      expect(scene.house.mails.arrived.filter(({ raw }) => raw.includes('Too late an invitation'))).toEqual([])
    })

    test('the repository’s advisory, with which GitHub publishes its CVE record', async () => {
      await scene.member.does('Is the repository’s advisory published?', {
        'It is published': 'Yes',
        'Its address, or why it stays unpublished': 'Beside the code, with the CVE record',
      })
      await scene.member.overview()
    })

    test('closed, with the two figures', async () => {
      await scene.member.does('Close the case')
      await scene.member.overview()
      expect(await scene.member.says('main')).toContain('The case is closed')
      const untilFix = hoursIn(await (await scene.member.fact('From disclosure to a fixed release')).innerText())
      const exposed = hoursIn(await (await scene.member.fact('Users exposed to what is known')).innerText())
      const left = seconds(scene.disclosed, scene.released) / 3600 - untilFix
      expect(left, 'told to the hour').toBeGreaterThan(-0.05)
      expect(left).toBeLessThan(1.05)
      expect(exposed).toBeLessThan(0.1)
      expect(await scene.engineer.overview()).toBe(404)
    })

    test('nobody’s notice has ever carried a word of it', () => {
      expectNothingOf(scene.house.mails.arrived.filter(({ to }) => !to.includes(announceTo)))
    })

    test('the log verifies', async () => {
      const { findings, events } = await verifyLog(scene.house.world)
      expect(findings).toEqual([])
      expect(events).toBeGreaterThan(60)
    })
  })
}

/** `3 days 22 hours`, `under a minute`. */
function hoursIn(words: string): number {
  const units = { day: 24, hour: 1, minute: 1 / 60 }
  return [...words.matchAll(/(\d+) (day|hour|minute)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  )
}
