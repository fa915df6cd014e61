import {
  addProject,
  checkMailbox,
  configureAlerts,
  configureCna,
  configureMail,
  configureMailIn,
  createToken,
  cveQuota,
  endToken,
  seatMember,
  sendTestMail,
  theCommunity,
  unseatMember,
  type World,
} from '../../../app/index.ts'
import { isRefused } from '../../../core/kernel/index.ts'
import { formOf, problemOf, tokenIn, type AskedByPerson, type Route } from '../../gate/index.ts'
import { Notice } from '../components/index.ts'
import { leaveFlash, type FlashCode } from '../flash.ts'
import { textsOf } from '../fields.ts'
import { ProblemNotice, sayProblem } from '../voice.tsx'
import { whyNot } from '../whyNot.ts'
import type { SettingForm } from './attempt.ts'
import { settingsPage } from './page.tsx'

type Values = Readonly<Record<string, string>>
type Setting = (asked: AskedByPerson, values: Values) => Promise<unknown>

/** A form of the settings that is carried out, and then says so on the page. */
function setting(path: string, form: SettingForm, said: FlashCode, carryOut: Setting): Route {
  return {
    scope: 'person',
    method: 'post',
    path,
    act: 'manageCommunity',
    async handle(asked) {
      const values = textsOf(await formOf(asked.c))
      const problem = problemOf(await carryOut(asked, values))
      if (problem !== undefined) return settingsPage(asked, { attempt: { form, values, problem } })
      leaveFlash(asked.c, said)
      return asked.c.redirect('/settings', 303)
    },
  }
}

export const settingsRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/settings', act: 'manageTokens', handle: (asked) => settingsPage(asked) },
  { scope: 'person', method: 'post', path: '/settings/tokens', act: 'manageTokens', handle: makeToken },
  { scope: 'person', method: 'post', path: '/settings/tokens/:id/end', act: 'manageTokens', handle: finishToken },
  setting('/settings/mail', 'mail', 'mail-saved', async ({ world, person }, values) =>
    configureMail(world, person.id, await withKeptPassword(world, values)),
  ),
  { scope: 'person', method: 'post', path: '/settings/mail/test', act: 'manageCommunity', handle: testMail },
  setting('/settings/mail-in', 'mail-in', 'mail-in-saved', ({ world, person }, values) =>
    configureMailIn(world, person.id, values),
  ),
  { scope: 'person', method: 'post', path: '/settings/mail-in/test', act: 'manageCommunity', handle: lookIntoMailbox },
  setting('/settings/alerts', 'reach', 'reach-saved', ({ world, person }, values) =>
    configureAlerts(world, person.id, values),
  ),
  setting('/settings/cna', 'cna', 'cna-saved', ({ world, person }, values) => configureCna(world, person.id, values)),
  { scope: 'person', method: 'post', path: '/settings/cna/test', act: 'manageCommunity', handle: askQuota },
  setting('/settings/projects', 'project', 'project-added', ({ world, person }, values) =>
    addProject(world, person.id, values),
  ),
  setting('/settings/members', 'member', 'member-seated', ({ world, person }, values) =>
    seatMember(world, person.id, values),
  ),
  setting('/settings/members/end', 'seat', 'member-unseated', ({ world, person }, values) =>
    unseatMember(world, person.id, values),
  ),
]

async function makeToken(asked: AskedByPerson) {
  const values = textsOf(await formOf(asked.c))
  const made = await createToken(asked.world, asked.person.id, values, tokenIn(asked.c))
  const problem = problemOf(made)
  if (problem !== undefined) return settingsPage(asked, { attempt: { form: 'token', values, problem } })
  return settingsPage(asked, 'token' in made ? { token: made.token } : {})
}

async function finishToken(asked: AskedByPerson) {
  const { c, world, person } = asked
  const problem = problemOf(await endToken(world, person.id, c.req.param('id') ?? ''))
  if (problem !== undefined) return sayProblem(asked, problem)
  leaveFlash(c, 'token-ended')
  return c.redirect('/settings', 303)
}

/** The password is never shown; left empty it stays, but only for the same user of the same server. */
async function withKeptPassword(world: World, values: Values): Promise<Values> {
  const { mail } = await theCommunity(world)
  const same = mail !== null && mail.host === values['host']?.trim() && mail.user === values['user']
  return same && (values['password'] ?? '') === '' ? { ...values, password: mail.password } : values
}

/** Asks CVE Services with the account as it is set: the answer is shown, or why there is none. */
async function askQuota(asked: AskedByPerson) {
  const answer = await cveQuota(asked.world, asked.person.id)
  const problem = problemOf(answer)
  if (problem !== undefined) return settingsPage(asked, { notice: <ProblemNotice problem={problem} /> })
  if (isRefused(answer)) throw new TypeError('a refusal without a problem')
  const says = `CVE Services answers: ${answer.available} ids can be reserved; ${answer.reserved} of ${answer.quota} are.`
  return settingsPage(asked, { notice: <Notice tone="note" says={says} /> })
}

const outcomes = {
  refused: 'The server refused the test mail',
  later: 'The test mail could not be handed over',
  unsure: 'The connection broke while the test mail was handed over, and it may have gone out',
} as const

async function testMail(asked: AskedByPerson) {
  const answer = await sendTestMail(asked.world, asked.person.id)
  if (isRefused(answer)) {
    const problem = problemOf(answer)
    return settingsPage(asked, problem === undefined ? {} : { notice: <ProblemNotice problem={problem} /> })
  }
  if (answer.outcome === 'sent') {
    leaveFlash(asked.c, 'mail-test-sent')
    return asked.c.redirect('/settings', 303)
  }
  const says = `${outcomes[answer.outcome]}: ${whyNot(answer.code)}.`
  const instead = 'Compare server, port, encryption, user and password with what your mail provider says.'
  return settingsPage(asked, { notice: <Notice tone="warning" says={says} instead={instead} /> })
}

async function lookIntoMailbox(asked: AskedByPerson) {
  const problem = problemOf(await checkMailbox(asked.world, asked.person.id))
  if (problem !== undefined) return settingsPage(asked, { notice: <ProblemNotice problem={problem} /> })
  leaveFlash(asked.c, 'mail-in-open')
  return asked.c.redirect('/settings', 303)
}
