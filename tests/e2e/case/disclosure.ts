import { describe, expect, test } from 'vitest'
import { linkIn } from '../postOffice.ts'
import { ada, ben, rey, seconds, expectDue, type Scene } from './scene.ts'

/** D: a report, everyone who has to know, and the deadlines that begin. */
export function disclosure(scene: Scene): void {
  describe('disclosure', () => {
    test('a report by the form, without JavaScript', async () => {
      await scene.reporter.goes('/report')
      const form = scene.reporter.page.getByRole('form', { name: 'Report' })
      await scene.reporter.fills(form, {
        'In one line': 'cosign never ends on an endless list of signatures',
        'Which project?': 'cosign',
        'Which versions?': 'up to 2.2.0',
        'What can an attacker do?': 'A registry under their control keeps cosign busy for ever.',
        'How can we see it ourselves?': 'Serve an unbounded list of layers.',
        'Your name': rey.name,
        'Your e-mail': rey.email,
        'I handle this privately until the embargo ends': true,
      })
      const before = scene.now()
      await scene.reporter.clicks('Send the report')
      expect(await scene.reporter.says('h1')).toBe('Thank you. We have it.')
      scene.reporterLink = await scene.reporter.page
        .getByRole('region', { name: 'Keep this link' })
        .getByRole('link', { name: '/report/' })
        .innerText()
      await scene.reporter.goes(scene.reporterLink)
      expect(await scene.reporter.says('h1')).toBe('cosign never ends on an endless list of signatures')
      const at = await scene.reporter.page
        .getByRole('region', { name: 'You and the committee' })
        .locator('time')
        .first()
        .getAttribute('datetime')
      scene.disclosed = Temporal.Instant.from(at ?? '').round({ smallestUnit: 'second', roundingMode: 'floor' })
      expect(seconds(before, scene.disclosed)).toBeGreaterThanOrEqual(-1)
      expect(seconds(scene.disclosed, scene.now())).toBeGreaterThanOrEqual(0)
    })

    test('every member hears of it by a mail that tells nothing, and signs in by mail', async () => {
      const told = await scene.house.mails.next(ada.email, /needs? you/)
      await scene.house.mails.next(ben.email, /needs? you/)
      await scene.member.signsIn(ada.email, scene.house.mails)
      await scene.member.goes(linkIn(told, '/cases/'))
      scene.id = new URL(scene.member.page.url()).pathname.split('/')[2] ?? ''
      for (const one of [scene.member, scene.second, scene.engineer, scene.admin]) one.about(scene.id)
      expect(await scene.member.says('h1')).toBe('cosign never ends on an endless list of signatures')
    })

    test('every deadline stands where the policy puts it', async () => {
      expectDue((await scene.member.deadline('Fix team')).due, scene.disclosed, 24)
      expectDue((await scene.member.deadline('Fix development')).due, scene.disclosed, 7 * 24)
      expectDue((await scene.member.deadline('Fix release day')).due, scene.disclosed, 21 * 24)
      expectDue((await scene.member.deadline('The embargo ends')).due, scene.disclosed, 21 * 24)
      expect(await scene.member.deadline('Retrospective')).toMatchObject({
        due: null,
        says: expect.stringContaining('not counting yet'),
      })
    })

    test('to everybody else it does not exist', async () => {
      expect(await scene.admin.overview()).toBe(404)
      expect(await scene.admin.tab('thread')).toBe(404)
      expect(await scene.reporter.goes(`/cases/${scene.id}`)).toBe(401)
      expect(await scene.reporter.says('main')).not.toMatch(/endless/)
    })
  })
}
