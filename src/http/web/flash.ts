import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Context } from 'hono'
import { committeeActs, isCommitteeAct, type CommitteeActName } from '../../core/committee/index.ts'
import { caseActs, isCaseAct, type CaseActName } from '../../core/process/index.ts'
import type { Flash } from './shell/index.ts'

/** What pages say once after something was done. Only the code travels in the cookie: nothing of a case does. */
const words = {
  'signed-out': 'You are signed out.',
  'set-up': 'The community is set up. Reports can come in.',
  'case-opened': 'The case is open.',
  'own-saved': 'Saved.',
  'key-saved': 'Your key is saved. A mail to your address says so, too.',
  'address-asked': 'A mail is on its way to the new address. It counts once you have opened its link.',
  'address-changed': 'Your address has changed.',
  'alert-added': 'Saved. Send a test to see whether it arrives.',
  'alert-asked': 'A mail is on its way there. Alerts go there once you have opened its link.',
  'alert-confirmed': 'Alerts go there from now on. Send a test to see whether it arrives.',
  'alert-removed': 'Removed. No alert goes there any more.',
  'alert-tested': 'The test was taken at the other side. Look whether it has arrived.',
  'reach-saved': 'Saved. It holds for the next alert.',
  'mail-saved': 'The mail settings are saved. What waits is sent by them. Send a test to yourself.',
  'mail-in-saved': 'Saved. The ways in open within seconds.',
  'mail-in-open': 'The mailbox lets us in, and has the folder.',
  'mail-settled': 'Done. It waits no more.',
  'cna-saved': 'The account with CVE Services is saved.',
  'mail-test-sent': 'The test mail was handed over to the server. Look into your inbox.',
  'project-added': 'The project is added.',
  'member-seated': 'The new member has a seat and sees all cases from now on.',
  'member-unseated': 'The seat is free; this person’s access has ended.',
  'token-ended': 'The token has ended.',
  'effects-retried': 'They will be sent again within seconds.',
  'effect-retried': 'It will be sent again within a second.',
  blocked: 'Blocked. They read why when they try again.',
  'block-decided': 'It is on record.',
  wound: 'The clock was wound forward.',
} as const

/** What reporters read after an act of theirs: the titles of acts speak to the committee. */
const toReporters = {
  post: 'Your message is in the thread; the committee is told.',
  editPost: 'Your message is corrected.',
  commentOnAdvisory: 'Your comment is with the draft; the committee is told.',
  nameCoReporter: 'They get a link of their own by mail.',
  removeCoReporter: 'Their link leads nowhere any more.',
  confirmSender: 'Thank you. The committee is told of your report now.',
  answerPrivateHandling: 'Thank you. The committee can see it.',
  answerEmbargo: 'Thank you. The committee can see it.',
  confirmEmbargo: 'Thank you. The committee can see it.',
  proposeEmbargo: 'Your proposal is with the committee.',
  stateIntent: 'Thank you. The committee is told.',
  notePublic: 'Thank you. Everyone who has to know is told at once.',
  chooseCredit: 'Your choice is saved. You can change it here.',
  withdrawReport: 'You have withdrawn the report.',
} as const satisfies Partial<Record<CaseActName, string>>

export type FlashCode =
  | keyof typeof words
  | `reporter:${keyof typeof toReporters}`
  | `act:${CaseActName}`
  | `committee:${CommitteeActName}`

const cookie = 'tocsin_flash'

/** Says it on the next page, once. */
export function leaveFlash(c: Context, code: FlashCode): void {
  setCookie(c, cookie, code, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 60 })
}

export function takeFlash(c: Context): Flash | undefined {
  const code = getCookie(c, cookie)
  if (code === undefined) return undefined
  deleteCookie(c, cookie, { path: '/' })
  if (Object.hasOwn(words, code)) return { says: words[code as keyof typeof words] }
  const own = code.startsWith('committee:') ? code.slice('committee:'.length) : ''
  if (isCommitteeAct(own)) return { says: `Done: ${committeeActs[own].title}.` }
  const told = code.startsWith('reporter:') ? code.slice('reporter:'.length) : ''
  if (Object.hasOwn(toReporters, told)) return { says: toReporters[told as keyof typeof toReporters] }
  const act = code.startsWith('act:') ? code.slice(4) : ''
  return isCaseAct(act) ? { says: `Done: ${caseActs[act].title}.` } : undefined
}
