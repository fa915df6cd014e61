import { describe, expect, test } from 'vitest'
import { fact, expectDue, type Scene } from './scene.ts'

/** V8, R1 to R4: the day, the merge, the artefacts. */
export function release(scene: Scene): void {
  describe('the release', () => {
    test('its name and the communication plan', async () => {
      await scene.member.does('Name the release', { Version: 'v2.2.1', 'Newest vulnerable version': 'v2.2.0' })
      await scene.member.does('Plan a message', {
        Audience: 'All users',
        Channel: 'the list',
        Message: 'the announcement',
        When: scene.now().add({ hours: 48 }).toString({ smallestUnit: 'minute' }).replace('Z', ''),
      })
      await scene.member.does('Adopt the communication plan')
    })

    test('the day: a recommended slot, agreed by both sides', async () => {
      await scene.member.tab('release')
      await scene.member.leaves(
        scene.member.page.getByRole('table', { name: 'Recommended slots' }).getByRole('link').first(),
      )
      const form = scene.member.page.getByRole('form', { name: 'Propose the release day' })
      scene.announcement = Temporal.Instant.from(`${await form.getByLabel(/^Announcement/).inputValue()}Z`)
      scene.opening = scene.announcement.subtract({ hours: 2 })
      expect(scene.announcement.toZonedDateTimeISO('UTC').toPlainTime().toString()).toBe('16:00:00')
      expect(scene.announcement.toZonedDateTimeISO('UTC').dayOfWeek).toBeLessThan(5)
      await scene.member.sends(form)
      await scene.engineer.tab('release')
      await scene.engineer.leaves(scene.engineer.page.getByRole('link', { name: 'Agree for the fix team' }))
      await scene.engineer.sends(scene.engineer.page.getByRole('form', { name: 'Agree to the release day' }))
      await scene.engineer.overview()
      expectDue((await scene.engineer.deadline('Opening')).due, scene.opening, 0)
      expectDue((await scene.engineer.deadline('Announcement')).due, scene.announcement, 0)
      expectDue((await scene.engineer.deadline('The embargo ends')).due, scene.opening, 0)
    })

    test('the merge: refused before its hour without a reason, recorded after', async () => {
      await merge()
      expect(await scene.member.says('main')).toMatch(/The agreed opening is .* has not come yet/)
      await scene.member.overview()
      await scene.member.windsTo(scene.opening)
      await merge()
      await scene.member.accepted()
      await scene.member.overview()
      expect((await scene.member.deadline('The embargo ends')).says).toContain('done')
    })

    async function merge(): Promise<void> {
      await scene.member.begins('Merge: open the fix')
      await scene.member.fills(scene.member.page, {
        Commit: fact.fix,
        Evidence: `${fact.repository}/commit/${fact.fix}`,
      })
      await scene.member.clicks('It is merged')
    }

    test('artefacts: listed, and every check of them done', async () => {
      const artefact = 'cosign-linux-amd64'
      await scene.member.does('List an artefact', {
        Name: artefact,
        'Public address': 'https://downloads.example.org/cosign',
      })
      for (const check of ['Listed', 'Signature verified', 'Fetched and hashed', 'Ran']) {
        await scene.member.does('Check an artefact', { Check: check, 'It passed': 'Yes', Evidence: 'seen' })
      }
      scene.released = scene.now()
      await scene.member.tab('release')
      expect(await scene.member.says(scene.member.page.getByRole('region', { name: 'Artefacts' }))).toContain(
        'All verified',
      )
    })
  })
}
