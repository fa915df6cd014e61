import { describe, expect, test } from 'vitest'
import { linkIn } from '../postOffice.ts'
import { ada, ben, rey, expectDue, type Scene } from './scene.ts'

/** C2: verdicts, duties, and a deadline that passes. */
export function triage(scene: Scene): void {
  describe('triage', () => {
    test('the reporter is answered, and reads it behind the link', async () => {
      await scene.member.tab('thread')
      const form = scene.member.page.getByRole('form', { name: 'Write in the thread' })
      await scene.member.fills(form, { 'Who reads it': 'Everyone on the case', Message: 'Thank you, we are on it.' })
      await scene.member.sends(form)
      const told = await scene.house.mails.next(rey.email, 'news on your report')
      await scene.reporter.goes(linkIn(told, '/report/'))
      expect(await scene.reporter.says()).toContain('Thank you, we are on it.')
    })

    test('both verdicts, the acceptance, and all four duties', async () => {
      await scene.member.does('Can it be replicated?', {
        Replicated: 'Yes',
        'How, and with which result': 'With a made-up registry.',
      })
      await scene.member.does('Ours or upstream?', { 'The vulnerable code is': 'Ours', 'Where exactly': 'pkg/cosign' })
      await scene.member.does('Accept the report')
      for (const duty of ['Triage', 'Infra']) await scene.member.does('Hand over a duty', { Duty: duty, To: ada.name })
      for (const duty of ['Disclosure', 'Release'])
        await scene.member.does('Hand over a duty', { Duty: duty, To: ben.name })
      await scene.member.overview()
      expect(await (await scene.member.fact('Replicated')).innerText()).toBe('Yes: With a made-up registry.')
      expect(
        await scene.member.says(scene.member.page.getByRole('list', { name: 'Duties and who holds them' })),
      ).toMatch(/Ada Anchor.*Triage.*Ada Anchor.*Infra.*Ben Buoy.*Disclosure.*Ben Buoy.*Release/)
    })

    test('the first deadline comes near, then passes, as the clock is wound on screen', async () => {
      await scene.member.winds('1 hour', 13)
      await scene.member.overview()
      expect((await scene.member.deadline('Fix team')).says).toContain('in 10 h')
      await scene.member.winds('1 day')
      await scene.member.overview()
      expect((await scene.member.deadline('Fix team')).says).toContain('late by 13 h')
      expectDue((await scene.member.deadline('Fix team')).due, scene.disclosed, 24)
      await scene.house.mails.next(ben.email, /needs? you/)
    })
  })
}
