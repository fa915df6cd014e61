import type { Page } from 'playwright-core'
import type { Opened } from './open.ts'
import { press } from './press.ts'
import type { Visit } from './visits.ts'

const reason = 'Forty adverts in an hour.'

const flooded = new WeakSet<Opened>()

/** More reports than the policy calls a flood, once. */
async function flood(opened: Opened): Promise<void> {
  if (flooded.has(opened)) return
  flooded.add(opened)
  const { address } = opened
  for (let nth = 1; nth <= 21; nth += 1) {
    const body = new URLSearchParams({
      title: `cosign: header ${nth} is missing`,
      project: 'cosign',
      impact: 'A scanner says so.',
      email: `scan${nth}@example.org`,
    })
    await fetch(`${address}/report`, { method: 'POST', body, redirect: 'manual' })
  }
}

async function toAnswer(page: Page, opened: Opened, answer: string): Promise<void> {
  await flood(opened)
  await page.goto(`${opened.address}/cases?phase=triage`)
  for (const box of (await page.locator('input[name=case]').all()).slice(0, 4)) await box.check()
  await press(page, 'button:has-text("Answer the chosen")')
  if (answer !== '') await press(page, `a:has-text("${answer}")`)
}

async function toBlocked(page: Page, opened: Opened): Promise<void> {
  await flood(opened)
  await page.goto(`${opened.address}/cases?phase=triage`)
  await press(page, '#cases tbody a')
  await page.goto(`${page.url().split('?')[0]}/block`)
}

/** Once: whoever is blocked already is not blocked again. */
async function block(page: Page): Promise<void> {
  if ((await page.locator('[name=reason]').count()) === 0) return
  await page.fill('[name=reason]', reason)
  await press(page, 'button:has-text("Block it")')
}

const as = (name: string, who: Visit['as'], go: Visit['go']): Visit => ({ name, state: 'empty', as: who, go })

/** What a flood of reports makes of pages; last, since it stays. */
export const floodVisits: readonly Visit[] = [
  as('report-appeal', 'nobody', async (page, { address }) => void (await page.goto(`${address}/report/appeal`))),
  as('blocks-empty', 'member', async (page, { address }) => void (await page.goto(`${address}/blocks`))),
  as('answer-none', 'member', async (page, { address }) => void (await page.goto(`${address}/cases/answer`))),
  as('report-busy', 'nobody', async (page, opened) => {
    await flood(opened)
    await page.goto(`${opened.address}/report`)
  }),
  as('report-held', 'nobody', async (page, { address }) => void (await page.goto(`${address}/report/held`))),
  as('cases-choose', 'member', async (page, opened) => {
    await flood(opened)
    await page.goto(`${opened.address}/cases`)
  }),
  as('answer-ways', 'member', (page, opened) => toAnswer(page, opened, '')),
  as('answer-text', 'member', (page, opened) => toAnswer(page, opened, 'Needs a reproducer')),
  as('answer-duplicate', 'member', (page, opened) => toAnswer(page, opened, 'We know of it already')),
  as('answer-results', 'member', async (page, opened) => {
    await toAnswer(page, opened, 'Needs a reproducer')
    await press(page, 'button:has-text("Send 4 answers")')
  }),
  as('erase-many', 'member', async (page, opened) => {
    await toAnswer(page, opened, 'Spam')
    await press(page, 'button:has-text("Do it on 4 cases")')
    await page.goto(`${opened.address}/cases?show=closed`)
    for (const box of (await page.locator('input[name=case]').all()).slice(0, 4)) await box.check()
    await press(page, 'button:has-text("Erase the chosen")')
  }),
  as('block', 'member', toBlocked),
  as('blocks', 'member', async (page, opened) => {
    await toBlocked(page, opened)
    await block(page)
    const appeal = { text: 'That was my mailing list. It is mended.', email: 'scan1@example.org' }
    await fetch(`${opened.address}/report/appeal`, { method: 'POST', body: new URLSearchParams(appeal) })
    await page.goto(`${opened.address}/blocks`)
  }),
]
