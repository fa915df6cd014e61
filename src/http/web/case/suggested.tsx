import { isBadInput, suggestTeam, viewCase } from '../../../app/index.ts'
import { isRefused } from '../../../core/kernel/index.ts'
import { formOf, problemOf, problems, type AskedOfCase } from '../../gate/index.ts'
import { linesFromField } from '../components/index.ts'
import { textOf } from '../fields.ts'
import { sayProblem } from '../voice.tsx'
import { casePage, seenBy } from './page.tsx'
import { People } from './people.tsx'
import type { Sent, Suggested } from './seen.ts'

/** F1: the case’s people, with those whom the repository’s own files name for the affected paths. */
export async function showSuggested(asked: AskedOfCase): Promise<Response> {
  return suggestedPage(asked, await formOf(asked.c))
}

/** The same after one of them was invited: the case has moved on since it was read. */
export async function showSuggestedAgain(asked: AskedOfCase, sent: Sent): Promise<Response> {
  const { world, person, view, caller } = asked
  const now = await viewCase(world, person.id, view.case.id)
  const problem = problemOf(now)
  if (problem !== undefined || isRefused(now)) return sayProblem({ c: asked.c, caller }, problem ?? problems.notFound)
  return suggestedPage({ ...asked, view: now }, sent, textOf(sent, 'name'))
}

async function suggestedPage(asked: AskedOfCase, sent: Sent, invited?: string): Promise<Response> {
  const project = textOf(sent, 'project')
  const paths = linesFromField(textOf(sent, 'paths'))
  const answer = await suggestTeam(asked.world, asked.view, { project, paths })
  const problem = problemOf(answer)
  const suggested: Suggested = {
    project,
    paths,
    ...(invited === undefined ? {} : { invited }),
    ...(problem === undefined ? {} : { problem }),
    ...(isRefused(answer) || isBadInput(answer) ? {} : { team: answer }),
  }
  const seen = { ...seenBy(asked), suggested }
  return casePage(asked, 'people', <People seen={seen} />, problem?.status ?? 200)
}
