import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { fact, announceTo, expectNothingOf, type Scene } from './scene.ts'

const patience = { timeout: 10_000 }

/** R5 to R8: the announcement, and what is public from then on. */
export function announcing(scene: Scene): void {
  describe('the announcement', () => {
    test('drafted from the template, looked at, and not sent before its hour', async () => {
      await scene.member.tab('announcement')
      await scene.member.clicks('Write it from the template')
      await scene.member.accepted()
      const mail = await scene.member.says(scene.member.page.getByRole('region', { name: 'As it will go' }))
      expect(mail).toContain(`To: ${announceTo}`)
      expect(mail).toContain(`${fact.cve} (CVSS score 3.1, low)`)
      await send()
      expect(await scene.member.says('main')).toMatch(/The agreed announcement is .* has not come yet/)
      expect(scene.house.mails.arrived.filter(({ to }) => to.includes(announceTo))).toEqual([])
      expect(await scene.reporter.goes(`/advisories/${fact.cve}`)).toBe(404)
    })

    test('before its hour, no mail has carried an embargoed word', () => {
      expect(scene.house.mails.arrived.length).toBeGreaterThan(8)
      expectNothingOf(scene.house.mails.arrived)
    })

    test('sent at its hour, received as it was shown', async () => {
      await scene.member.overview()
      await scene.member.windsTo(scene.announcement)
      await send()
      await scene.member.accepted()
      const { mail, raw } = await scene.house.mails.next(announceTo, 'Security release')
      expect(mail.subject).toBe('Security release of sigstore/cosign v2.2.1 is now available')
      // The list has the mail a moment before the case knows.
      await expect
        .poll(async () => {
          await scene.member.tab('announcement')
          return scene.member.says('main')
        }, patience)
        .toContain('Message-ID')
      expect(mail.messageId).toMatch(/^<announcement\.\S+@example\.org>$/)
      expect(mail.messageId).toBe(`<${await (await scene.member.fact('Message-ID')).innerText()}>`)
      expect(mail.from?.value[0]?.address).toBe('security@example.org')
      for (const part of [
        fact.cve,
        'CVSS score 3.1, low',
        'v2.2.0',
        'Give verification a time limit.',
        'https://downloads.example.org/cosign',
        `/advisories/${fact.cve}`,
      ]) {
        expect(mail.text).toContain(part)
      }
      expect(raw).not.toMatch(/\{\{|<!--/)
    })

    async function send(): Promise<void> {
      await scene.member.tab('announcement')
      await scene.member.leaves(scene.member.page.getByRole('link', { name: 'Look once more and send' }))
      await scene.member.clicks('Send and publish')
    }

    test('the advisory is public, and says first who is affected and what to do', async () => {
      expect(await scene.reporter.goes(`/advisories/${fact.cve}`)).toBe(200)
      expect(await scene.reporter.page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(
        expect.arrayContaining(['Am I affected?', 'What do I do?']),
      )
      expect(await scene.reporter.says('main')).toContain('Upgrade github.com/sigstore/cosign/v2')
      expect(await scene.reporter.says()).not.toMatch(/Reef|Fairway|Anchor\b/)
    })

    const schema = new URL('../../../../shared/schemas/osv.json', import.meta.url)
    // The official schema is read where it stands; it is no part of this repository.
    test.skipIf(!existsSync(schema))('its OSV record is what the official schema asks for', async () => {
      const answer = await fetch(`${scene.house.address}/osv/${fact.cve}.json`)
      const record = (await answer.json()) as object
      const ajv = new Ajv2020({ strict: false, allErrors: true })
      addFormats.default(ajv)
      const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object)
      expect(validate(record), JSON.stringify(validate.errors)).toBe(true)
    })

    test('its OSV record says what is known of it', async () => {
      const answer = await fetch(`${scene.house.address}/osv/${fact.cve}.json`)
      expect(answer.status).toBe(200)
      expect(await answer.json()).toMatchObject({
        id: fact.cve,
        aliases: [fact.ghsa],
        affected: fact.affected.map((one) => ({
          package: { ecosystem: 'Go', name: one.name },
          ranges: [
            { type: 'SEMVER', events: [{ introduced: '0' }, ...('fixed' in one ? [{ fixed: one.fixed }] : [])] },
          ],
        })),
      })
    })

    test('the link to the list’s archive, then both chat channels', async () => {
      await scene.member.does('Link the list’s archived message', {
        'Archived message': 'https://lists.example.org/announce/1',
      })
      for (const channel of ['general', 'development']) {
        await scene.member.does('Posted to chat', { Channel: `${channel} (sigstore.slack.com)`, Evidence: 'posted' })
      }
      await scene.member.tab('announcement')
      expect(await scene.member.says(scene.member.page.getByRole('table', { name: 'Chat channels' }))).not.toContain(
        'Post and record it',
      )
    })
  })
}
