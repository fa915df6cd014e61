import { describe, expect, test } from 'vitest'
import { linkIn } from '../postOffice.ts'
import { fenna, type Scene } from './scene.ts'

/** F: an engineer is invited to this one case. */
export function fixTeam(scene: Scene): void {
  describe('the fix team', () => {
    test('an engineer is invited, and sees the terms and nothing else before accepting them', async () => {
      await scene.member.tab('people')
      const form = scene.member.page.getByRole('form', { name: 'Invite an engineer' })
      await scene.member.fills(form, { Name: fenna.name, 'E-mail': fenna.email, 'Why this person': 'maintains it' })
      await scene.member.sends(form)
      const invitation = await scene.house.mails.next(fenna.email, 'invited to a fix team')
      await scene.engineer.follows(linkIn(invitation, '/sign-in/'))
      expect(await scene.engineer.says('h1')).toBe('You are invited to a fix team')
      expect(await scene.engineer.says()).not.toMatch(/endless|cosign|Reef/)
      expect(await scene.engineer.tab('thread')).toBe(403)
      await scene.engineer.overview()
      await scene.engineer.fills(scene.engineer.page, { 'I accept the embargo terms': true })
      await scene.engineer.clicks('Accept and join')
      await scene.engineer.accepted()
      await scene.engineer.overview()
      expect(await scene.engineer.says('h1')).toBe('cosign never ends on an endless list of signatures')
      expect((await scene.engineer.deadline('Fix team')).says).toContain('done, late by 13 h')
    })
  })
}
