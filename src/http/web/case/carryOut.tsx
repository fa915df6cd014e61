import type { CaseActName, CaseEvent } from '../../../core/process/index.ts'
import { act, inviteEngineer, postWithFiles, type BadInput, type Conflict, type Done } from '../../../app/index.ts'
import type { CaseId, Refused } from '../../../core/kernel/index.ts'
import { filesOf, formOf, problemOf, type AskedOfCase, type Problem } from '../../gate/index.ts'
import { leaveFlash } from '../flash.ts'
import { asksYesOrNo } from './actField.tsx'
import { inTheForm, outlineOf, sheetSent } from './advisory/index.ts'
import { addressOf, isCasePage, pageOf } from './areas.ts'
import { overtaken } from './drafts.ts'
import { withIds } from './mentions.ts'
import { attemptPage } from './pages.tsx'
import type { Sent } from './seen.ts'
import { showSuggestedAgain } from './suggested.tsx'

/** A form of the case was sent: the act is carried out, or the same page comes back with all that was typed. */
export async function carryOut(asked: AskedOfCase, name: CaseActName): Promise<Response> {
  const sent = await formOf(asked.c, { files: 'later' })
  const incomplete = unanswered(sent) ?? overtaken(asked.view, name, sent)
  const answer = incomplete ?? (await answerTo(asked, name, sent))
  const problem = 'status' in answer ? answer : problemOf(answer)
  if (problem !== undefined) {
    const attempt = { act: name, fields: sent, problem: name === 'reviseAdvisory' ? inTheForm(sent, problem) : problem }
    return attemptPage(asked, attempt)
  }
  return afterwards(asked, name, sent, answer as Done)
}

/** F1, F2: an engineer by address; the only act whose form asks for more than the act itself takes. */
export async function inviteByAddress(asked: AskedOfCase): Promise<Response> {
  const sent = await formOf(asked.c)
  const answer = await inviteEngineer(asked.world, asked.person.id, asked.view.case.id, sent)
  const problem = problemOf(answer)
  if (problem !== undefined) return attemptPage(asked, { act: 'inviteToFixTeam', fields: sent, problem })
  // Out of suggestions, they come back for the next one.
  return sent['suggested'] === 'yes'
    ? showSuggestedAgain(asked, sent)
    : afterwards(asked, 'inviteToFixTeam', sent, answer as Done)
}

/** A question that was asked as yes or no and got no answer is not a "no". */
function unanswered(sent: Sent): Problem | undefined {
  const asked = typeof sent[asksYesOrNo] === 'string' ? sent[asksYesOrNo].split(' ') : []
  const open = asked.filter((name) => name !== '' && sent[name] === undefined)
  if (open.length === 0) return undefined
  return {
    status: 400,
    code: 'bad_input',
    clause: '-',
    says: 'A question has no answer yet.',
    instead: 'Answer it and send it again; nothing was saved.',
    fields: open.map((field) => ({ field, says: 'choose yes or no' })),
  }
}

function answerTo(
  { c, world, person, view }: AskedOfCase,
  name: CaseActName,
  sent: Sent,
): Promise<Done | Refused | BadInput | Conflict> {
  // A draft was compared with the case as it was read here; whoever saves in between wins, and this one is told.
  const expected = drafting.includes(name) ? { expected: view.case.version } : {}
  const request = { case: view.case.id, fields: fieldsFor(name, sent, view), ...expected }
  return name === 'post'
    ? postWithFiles(world, person.id, request, filesOf(c))
    : act(world, person.id, { ...request, act: name })
}

const drafting: readonly CaseActName[] = ['draftAnnouncement', 'draftRetrospective']

/** What the act takes, from what its form sent. */
function fieldsFor(name: CaseActName, sent: Sent, view: AskedOfCase['view']): Readonly<Record<string, unknown>> {
  if (name === 'reviseAdvisory') {
    return { basedOn: sent['basedOn'], note: sent['note'], document: outlineOf(sheetSent(sent)).document }
  }
  if (name === 'commentOnAdvisory') return { ...sent, text: withIds(String(sent['text'] ?? ''), view) }
  if (name === 'post' || name === 'editPost') return { ...sent, text: withIds(String(sent['text'] ?? ''), view) }
  if (name === 'completeFix') return { ...sent, note: withIds(String(sent['note'] ?? ''), view) }
  return sent
}

/** Who has just joined, or just ended it, looks at the whole case. */
const toTheWhole: readonly CaseActName[] = ['acceptInvitation', 'closeCase']

/** The other case in which the work goes on. */
function goesOnIn(event: CaseEvent): CaseId[] {
  if (event.type === 'CaseMerged') return [event.into]
  return event.type === 'FollowUpOpened' || event.type === 'CaseSplit' ? [event.case] : []
}

/** To the page that shows what came of it; 303 so that going back or reloading does nothing twice. */
function afterwards({ c, view }: AskedOfCase, name: CaseActName, sent: Sent, done: Done): Response {
  const { id } = view.case
  if (name === 'declineInvitation') {
    leaveFlash(c, 'act:declineInvitation')
    return c.redirect('/today', 303)
  }
  const onward = done.events.flatMap(goesOnIn)[0]
  if (onward !== undefined) return c.redirect(addressOf(onward), 303)
  const back = sent['back']
  const page = typeof back === 'string' && isCasePage(back) ? back : pageOf(name)
  return c.redirect(
    `${addressOf(id, toTheWhole.includes(name) ? 'overview' : page)}?done=${done.version}${placeOf(name, done)}`,
    303,
  )
}

/** The message that was written or edited: a long thread opens there. */
function placeOf(name: CaseActName, { events }: Done): string {
  const [written] = events.flatMap((event) => (event.type === 'Posted' || event.type === 'PostEdited' ? [event] : []))
  if (written === undefined || (name !== 'post' && name !== 'editPost')) return ''
  return written.type === 'Posted' ? `#post-${written.post}` : `&post=${written.post}#post-${written.post}`
}
