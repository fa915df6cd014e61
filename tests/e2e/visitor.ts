import type { Browser, Locator, Page } from 'playwright-core'
import { linkIn, type PostOffice } from './postOffice.ts'

export type Answers = Readonly<Record<string, string | boolean>>

/** Somebody in front of a browser. Everything is found as a person finds it: by role, label and words. */
export class Visitor {
  readonly page: Page
  readonly #address: string
  #case = ''

  private constructor(page: Page, address: string) {
    this.page = page
    this.#address = address
  }

  static async at(browser: Browser, address: string, options: { javaScript?: boolean } = {}): Promise<Visitor> {
    const context = await browser.newContext({
      javaScriptEnabled: options.javaScript ?? true,
      viewport: { width: 1280, height: 900 },
    })
    context.setDefaultTimeout(6000)
    return new Visitor(await context.newPage(), address)
  }

  async goes(path: string): Promise<number> {
    const answer = await this.page.goto(path.startsWith('http') ? path : `${this.#address}${path}`, {
      waitUntil: 'domcontentloaded',
    })
    return answer?.status() ?? 0
  }

  /** Asks for a link at the sign-in page, and follows the one that comes by mail. */
  async signsIn(email: string, mails: PostOffice): Promise<void> {
    await this.goes('/sign-in')
    await this.fills(this.page.getByRole('form', { name: 'Sign in' }), { 'Your e-mail address': email })
    await this.clicks('Send me a link')
    await this.follows(linkIn(await mails.next(email, 'sign-in link'), '/sign-in/'))
  }

  /** Follows a sign-in link or an invitation. */
  async follows(link: string): Promise<void> {
    await this.goes(link)
    await this.clicks('Sign in')
  }

  async clicks(button: string, within: Page | Locator = this.page): Promise<void> {
    await this.leaves(within.getByRole('button', { name: button, exact: true }))
  }

  /** Clicks what leads to another page, and waits until that is there. */
  async leaves(by: Locator): Promise<void> {
    await Promise.all([this.page.waitForEvent('domcontentloaded'), by.click()])
  }

  /** Which case the acts that follow are about. */
  about(id: string): void {
    this.#case = id
  }

  overview(): Promise<number> {
    return this.goes(`/cases/${this.#case}`)
  }

  tab(name: string): Promise<number> {
    return this.goes(`/cases/${this.#case}/${name}`)
  }

  /** Chooses an act from the case's list of everything that can be done, answers its questions, and sends it. */
  async does(act: string, answers: Answers = {}): Promise<void> {
    await this.begins(act)
    const form = this.page.getByRole('form', { name: act, exact: true })
    await this.fills(form, answers)
    await this.sends(form)
  }

  async begins(act: string): Promise<void> {
    await this.overview()
    const all = this.page.getByRole('region', { name: 'Everything that can be done' })
    await all.locator('summary').click()
    await this.leaves(all.getByRole('link', { name: act, exact: true }))
  }

  /** Sends a form that has one button, and fails with the page's own words when it was refused. */
  async sends(form: Locator, button?: string): Promise<void> {
    // To whom the page is read out, a control for files is a button as well.
    await this.leaves(
      button === undefined
        ? form.locator('button:not([formaction])')
        : form.getByRole('button', { name: button, exact: true }),
    )
    await this.accepted()
  }

  /** What was sent was not refused: a refused act stays on its own address and says why. */
  async accepted(): Promise<void> {
    if (!this.page.url().includes('/do/')) return
    throw new Error(`refused: ${await this.says('main')}`)
  }

  async fills(form: Locator | Page, answers: Answers): Promise<void> {
    for (const [label, value] of Object.entries(answers)) await answer(form, label, value)
  }

  /** A part of the page as it reads. */
  async says(part: string | Locator = 'body'): Promise<string> {
    const text = await (typeof part === 'string' ? this.page.locator(part) : part).first().innerText()
    return text.replaceAll(/\s+/g, ' ')
  }

  /** The row of the table of deadlines: what it says, and the instant that it is due. */
  async deadline(title: string): Promise<{ readonly says: string; readonly due: string | null }> {
    const row = this.page
      .getByRole('table', { name: 'Deadlines' })
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: new RegExp(`^${title}`) }) })
    const due = row.getByRole('cell').nth(1).locator('time').first()
    return {
      says: (await row.innerText()).replaceAll(/\s+/g, ' '),
      due: (await due.count()) === 0 ? null : await due.getAttribute('datetime'),
    }
  }

  /** What a list of terms says about one of them. */
  async fact(term: string): Promise<Locator> {
    return this.page
      .locator('dl > div')
      .filter({ has: this.page.getByRole('term').filter({ hasText: new RegExp(`^${term}$`) }) })
      .getByRole('definition')
      .first()
  }

  /** What time it is here, to the minute, by the clock on screen. */
  async now(): Promise<Temporal.Instant> {
    const time = this.clock().locator('time')
    return Temporal.Instant.from((await time.getAttribute('datetime')) ?? '')
  }

  private clock(): Locator {
    return this.page.getByRole('complementary', { name: 'Demonstration clock' })
  }

  async winds(by: '1 hour' | '1 day' | '1 week', times = 1): Promise<void> {
    for (let count = 0; count < times; count += 1) await this.clicks(`Wind forward ${by}`, this.clock())
  }

  /** Winds days and hours until the instant has come; at most an hour after it. */
  async windsTo(instant: Temporal.Instant): Promise<void> {
    for (;;) {
      const left = (instant.epochMilliseconds - (await this.now()).epochMilliseconds) / 3_600_000
      if (left <= 0) return
      await this.winds(left >= 24 ? '1 day' : '1 hour')
    }
  }

  close(): Promise<void> {
    return this.page.context().close()
  }
}

/** One question, by its label: typed into, chosen from a list, or ticked. */
async function answer(form: Locator | Page, label: string, value: string | boolean): Promise<void> {
  const asked = new RegExp(`^\\s*${escaped(label)}(?: \\(optional\\))?\\s*$`)
  const group = form.getByRole('group', { name: asked })
  if (typeof value === 'string' && (await group.count()) > 0) {
    await group.first().getByLabel(value, { exact: false }).first().check()
    return
  }
  const control = form.getByLabel(asked).first()
  if (typeof value === 'boolean') await control.setChecked(value)
  else if ((await control.evaluate((element) => element.tagName)) === 'SELECT') {
    await control.selectOption({ label: value })
  } else await control.fill(value)
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
