import type { Page } from 'playwright-core'
import { openPlacing, receiveMail } from '../../src/app/index.ts'
import type { Opened } from './open.ts'
import { press } from './press.ts'
import type { Visit } from './visits.ts'

const words = `Hello,

as I wrote in March, the chain is not checked where it is empty. This still holds in 2.2.3:

    cosign verify --bundle empty.json image

Shall I send the rest?
Rey

On Mon, 2 Nov 2026 at 10:00, Anchorage security wrote:
> There is news on a report of yours.
> Read it: https://security.example.org/report/…`

const mails: readonly (readonly [subject: string, more: string, text: string])[] = [
  ['Re: There is news on your report', 'In-Reply-To: <o-0123456789ab@example.org>\r\n', words],
  ['Re: [Anchorage security] Something needs you (c-0123456789ab)', 'To: security+e0@example.org\r\n', 'I agree.'],
  ['Out of office: Re: There is news on your report', 'Auto-Submitted: auto-replied\r\n', 'Back on Monday.'],
  ['Undelivered Mail Returned to Sender', 'Content-Type: multipart/report; boundary=b\r\n', '--b\r\n\r\nNo such user.'],
]

const come = new WeakSet<Opened>()

/** Mail that is held and mail that is set aside, once. */
async function mailComes(opened: Opened): Promise<void> {
  if (come.has(opened)) return
  come.add(opened)
  const placing = openPlacing(opened.world)
  for (const [index, [subject, more, text]] of mails.entries()) {
    const head = `From: Rey Reef <rey@example.net>\r\nSubject: ${subject}\r\nMessage-ID: <${index}@example.net>\r\n${more}`
    const mail = new TextEncoder().encode(`${head}\r\n${text.replaceAll('\n', '\r\n')}\r\n`)
    await receiveMail(opened.world, piece(mail), { from: null, to: [] }, 'listener')
  }
  await placing.round()
}

async function* piece(bytes: Uint8Array) {
  yield bytes
}

async function toMail(page: Page, opened: Opened, path: string): Promise<void> {
  await mailComes(opened)
  await page.goto(`${opened.address}${path}`)
}

async function toOne(page: Page, opened: Opened): Promise<void> {
  await toMail(page, opened, '/mail')
  await press(page, '#held tbody a')
}

const as = (name: string, who: Visit['as'], go: Visit['go']): Visit => ({ name, state: 'empty', as: who, go })

/** What members and administrators see of mail that comes in. */
export const mailVisits: readonly Visit[] = [
  as('mail-none', 'member', async (page, { address }) => void (await page.goto(`${address}/mail`))),
  as('mail-held', 'member', (page, opened) => toMail(page, opened, '/mail')),
  as('mail-aside', 'member', (page, opened) => toMail(page, opened, '/mail?show=aside')),
  as('mail-one', 'member', toOne),
  as('mail-wrong', 'member', async (page, opened) => {
    await toOne(page, opened)
    await page.fill('[name=case]', 'the one about chains')
    await press(page, 'button:has-text("Put it there")')
  }),
  as('mail-many', 'member', async (page, opened) => {
    await toMail(page, opened, '/mail')
    await page.click('text=Decide on all')
    await page.click('summary:has-text("Erase")')
  }),
  as('mail-settings', 'administrator', async (page, { address }) => {
    await page.goto(`${address}/settings`)
    await page.click('summary:has-text("Say how mail comes in")')
  }),
]
