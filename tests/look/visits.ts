import type { Page } from 'playwright-core'
import type { Opened, State } from './open.ts'
import { press } from './press.ts'

/** A page in a state worth looking at: how to get there. */
export interface Visit {
  readonly name: string
  readonly state: State
  readonly as: 'nobody' | 'administrator' | 'member' | 'engineer'
  go(page: Page, opened: Opened): Promise<void>
}

const at =
  (path: string): Visit['go'] =>
  async (page, { address }) => {
    await page.goto(`${address}${path}`)
  }

const visit = (name: string, path: string, as: Visit['as'] = 'nobody', state: State = 'full'): Visit => ({
  name,
  state,
  as,
  go: at(path),
})

/** Fills a form's fields by their names, and sends it. */
async function send(page: Page, action: string, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    await page.fill(`form[action="${action}"] [name="${name}"]`, value)
  }
  await press(page, `form[action="${action}"] button.button`)
}

export const visits: readonly Visit[] = [
  visit('home', '/'),
  visit('home-empty', '/', 'nobody', 'empty'),
  visit('home-new', '/', 'nobody', 'new'),
  visit('report', '/report'),
  {
    ...visit('report-wrong', '/report'),
    async go(page, opened) {
      await at('/report')(page, opened)
      await send(page, '/report', { impact: 'Anyone signs as anyone.', email: 'somebody', publishOn: '2026-12-24' })
    },
  },
  {
    ...visit('report-received', '/report', 'nobody', 'empty'),
    async go(page, opened) {
      await at('/report?public=yes')(page, opened)
      await send(page, '/report', { title: 'cosign: an empty chain is accepted', impact: 'Anyone signs as anyone.' })
    },
  },
  { ...visit('reporter', ''), go: (page, opened) => at(opened.reporterPath)(page, opened) },
  {
    ...visit('reporter-wrong', ''),
    async go(page, opened) {
      await at(opened.reporterPath)(page, opened)
      await page.click('summary:has-text("It has become public")')
      await send(page, `${opened.reporterPath}/notePublic`, { how: 'a blog post' })
    },
  },
  {
    ...visit('reporter-asked', '', 'nobody', 'empty'),
    go: async (page, opened) => at(await opened.askedReporter())(page, opened),
  },
  visit('advisories', '/advisories'),
  visit('advisories-empty', '/advisories', 'nobody', 'empty'),
  {
    ...visit('advisory', ''),
    async go(page, opened) {
      await at('/advisories')(page, opened)
      await press(page, '#advisories tbody a')
    },
  },
  {
    ...visit('advisory-asked', ''),
    async go(page, opened) {
      await at('/advisories')(page, opened)
      await press(page, '#advisories tbody a')
      await page.fill('#my-version [name="version"]', '1.0.0')
      await press(page, '#my-version button')
    },
  },
  visit('security', '/security'),
  visit('committee', '/committee', 'administrator'),
  visit('committee-nominate', '/committee/do/nominate', 'administrator'),
  visit('committee-share-duty', '/committee/do/shareDuty', 'administrator'),
  {
    ...visit('committee-refused', '/committee/do/announceLeave', 'administrator'),
    async go(page, opened) {
      await at('/committee/do/announceLeave')(page, opened)
      await send(page, '/committee/do/announceLeave', { from: '2031-05-02', to: '2031-05-01' })
    },
  },
  visit('committee-record', '/committee/record', 'administrator'),
  visit('policy', '/policy'),
  visit('policy-inside', '/policy#R3', 'engineer'),
  visit('sign-in', '/sign-in'),
  visit('sign-in-first', '/today'),
  {
    ...visit('sign-in-sent', '/sign-in'),
    async go(page, opened) {
      await at('/sign-in')(page, opened)
      await send(page, '/sign-in', { email: 'somebody@example.org' })
    },
  },
  { ...visit('sign-in-link', ''), go: async (page, opened) => at(await opened.freshLink())(page, opened) },
  visit('sign-in-dead', `/sign-in/${'x'.repeat(43)}`),
  visit('nothing', '/nowhere'),
  visit('nothing-inside', '/cases/c-000000000000', 'member'),
  visit('forbidden', '/mailbox', 'engineer'),
  visit('today', '/today', 'member'),
  visit('today-engineer', '/today', 'engineer'),
  visit('today-empty', '/today', 'administrator', 'empty'),
  visit('cases', '/cases', 'administrator'),
  visit('cases-due', '/cases?by=due', 'administrator'),
  visit('cases-closed', '/cases?show=closed', 'administrator'),
  visit('cases-phase-none', '/cases?phase=set-aside', 'engineer'),
  visit('cases-empty', '/cases', 'administrator', 'empty'),
  visit('search', '/search', 'member'),
  visit('search-found', '/search?q=sign&state=open', 'member'),
  visit('search-nothing', '/search?q=zeppelin', 'engineer'),
  visit('search-short', '/search?q=a', 'member'),
  visit('search-empty', '/search?q=sign', 'administrator', 'empty'),
  visit('case-new', '/cases/new', 'member'),
  {
    ...visit('case-new-wrong', '/cases/new', 'member'),
    async go(page, opened) {
      await at('/cases/new')(page, opened)
      await send(page, '/cases/new', { title: 'x', disclosed: '2026-10-01T10:00' })
    },
  },
  {
    ...visit('case-new-link', '/cases/new', 'member', 'empty'),
    async go(page, opened) {
      await at('/cases/new')(page, opened)
      await send(page, '/cases/new', { title: 'By word of mouth', impact: 'Anyone signs.', name: 'Rey Reef' })
      await page.waitForSelector('.secret-link')
    },
  },
  visit('settings', '/settings', 'administrator'),
  {
    ...visit('settings-mail-in', '/settings', 'administrator', 'empty'),
    async go(page, opened) {
      await at('/settings')(page, opened)
      await page.click('summary:has-text("Say how mail comes in")')
      await page.locator('section[aria-labelledby="mail-in"]').scrollIntoViewIfNeeded()
    },
  },
  visit('settings-engineer', '/settings', 'engineer'),
  {
    ...visit('settings-token', '/settings', 'member'),
    async go(page, opened) {
      await at('/settings')(page, opened)
      await page.click('summary:has-text("New token")')
      await send(page, '/settings/tokens', { label: 'my laptop' })
    },
  },
  {
    ...visit('settings-wrong', '/settings', 'administrator'),
    async go(page, opened) {
      await at('/settings')(page, opened)
      await page.click('summary:has-text("mail server")')
      await send(page, '/settings/mail', { host: 'smtp.example.org', from: 'nobody', port: '99999' })
    },
  },
  {
    ...visit('settings-cna', '/settings', 'administrator'),
    async go(page, opened) {
      await at('/settings')(page, opened)
      await page.click('summary:has-text("Enter an account")')
      await send(page, '/settings/cna', { org: 'an anchor', user: 'nora', key: 'k' })
    },
  },
  visit('you', '/you', 'engineer'),
  {
    ...visit('you-wrong', '/you', 'member'),
    async go(page, opened) {
      await at('/you')(page, opened)
      await send(page, '/you/address', { email: 'nowhere' })
    },
  },
  {
    ...visit('you-alerts', '/you', 'member'),
    async go(page, opened) {
      await at('/you')(page, opened)
      // Whoever was here before left some.
      for (const gone = page.locator('form[action$="/remove"] button'); (await gone.count()) > 0;)
        await press(page, 'form[action$="/remove"] button')
      for (const [kind, to, label] of [
        ['mail', 'ben@pager.example.org', 'my pager'],
        ['ntfy', 'https://ntfy.example.org/a-topic-that-nobody-guesses', ''],
        ['webhook', 'https://hooks.example.org/a/very/long/path/that/nobody/guesses', 'the light in my study'],
      ] as const) {
        await at('/you')(page, opened)
        await page.click('summary:has-text("Add a channel")')
        await page.check(`form[action="/you/alerts"] [name="kind"][value="${kind}"]`)
        await send(page, '/you/alerts', { to, label })
        await page.waitForSelector(`th:has-text("${kind === 'mail' ? to : new URL(to).host}")`)
      }
    },
  },
  {
    ...visit('you-alerts-wrong', '/you', 'member'),
    async go(page, opened) {
      await at('/you')(page, opened)
      await page.click('summary:has-text("Add a channel")')
      await page.check('form[action="/you/alerts"] [name="kind"][value="chat"]')
      await send(page, '/you/alerts', { to: 'https://192.168.7.7/hooks/x' })
    },
  },
  visit('mailbox', '/mailbox', 'administrator'),
  visit('mailbox-empty', '/mailbox', 'administrator', 'empty'),
  visit('outbox-empty', '/outbox', 'administrator', 'empty'),
  {
    ...visit('outbox', '/outbox', 'administrator', 'empty'),
    async go(page, opened) {
      await opened.breakMail()
      await at('/outbox')(page, opened)
    },
  },
  visit('set-up', '/set-up', 'administrator', 'new'),
  {
    ...visit('set-up-wrong', '/set-up', 'administrator', 'new'),
    async go(page, opened) {
      await at('/set-up')(page, opened)
      await page.check('input[name=policy][value=own]')
      const wrong = { name: 'Anchorage', from: 'security', ownName: 'Ada Anchor', ownEmail: 'ada@example.org' }
      await send(page, '/set-up', {
        ...wrong,
        members: 'Ben Buoy <ben@example.org>',
        policyText: 'format: 1\ncommittee: [',
      })
    },
  },
]
