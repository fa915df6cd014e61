import { generateKey } from 'openpgp'
import type { Page } from 'playwright-core'
import type { Opened } from './open.ts'
import { press } from './press.ts'
import type { Visit } from './visits.ts'

/** A key that lasts so many days. */
async function made(days: number): Promise<string> {
  const userIDs = [{ name: 'Ada Anchor', email: 'ada@example.org' }]
  const date = new Date(Date.now() - 60_000)
  const options = { type: 'ecc', format: 'armored', date, keyExpirationTime: days * 86_400 } as const
  return (await generateKey({ ...options, userIDs })).publicKey
}

async function give(page: Page, path: string, days: number): Promise<void> {
  await page.goto(path)
  await page.click('summary:has-text("key")')
  await page.fill('[name=openpgp]', await made(days))
  await press(page, 'form[action$="/key"] button')
}

const as = (name: string, who: Visit['as'], go: Visit['go']): Visit => ({ name, state: 'empty', as: who, go })
const you = ({ address }: Opened) => `${address}/you`

/** What is shown of people's OpenPGP keys. */
export const keyVisits: readonly Visit[] = [
  as('key-none', 'member', async (page, opened) => void (await page.goto(you(opened)))),
  as('key-given', 'member', (page, opened) => give(page, you(opened), 400)),
  as('key-ends', 'administrator', (page, opened) => give(page, you(opened), 9)),
  as('key-confirm', 'member', (page, opened) => give(page, you(opened), 500)),
  as('key-settings', 'administrator', async (page, { address }) => void (await page.goto(`${address}/settings`))),
  as('key-committee', 'nobody', async (page, { address }) => void (await page.goto(`${address}/security`))),
  as('key-reporter', 'nobody', async (page, opened) => {
    await page.goto(`${await opened.askedReporter()}/key`.replace(/^(?!http)/, opened.address))
  }),
]
