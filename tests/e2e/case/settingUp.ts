import { describe, expect, test } from 'vitest'
import { fact, announceTo, ada, ben, type Scene } from './scene.ts'

/** The first five minutes. */
export function settingUp(scene: Scene): void {
  describe('setting up', () => {
    test('by the link that the start printed', async () => {
      await scene.admin.follows(await scene.house.setUpLink())
      expect(new URL(scene.admin.page.url()).pathname).toBe('/set-up')
      const form = scene.admin.page.getByRole('form', { name: 'Set-up' })
      await scene.admin.fills(form, {
        'Name of the community': 'Anchorage',
        'Web address of this installation': scene.house.address,
        'The committee’s mail address': 'security@example.org',
        'Announcements go to': announceTo,
        'Your name': 'Olive Operator',
        'Your e-mail': 'olive@example.org',
        'I am a member of the committee': false,
        'Its other members': `${ada.name} <${ada.email}> Harbour Works\n${ben.name} <${ben.email}>`,
        Projects: `cosign ${fact.repository}`,
        Server: '127.0.0.1',
        Port: String(scene.house.mails.port),
        Encryption: 'None (this machine only)',
      })
      await scene.admin.sends(form)
      expect(new URL(scene.admin.page.url()).pathname).toBe('/today')
    })
  })
}
