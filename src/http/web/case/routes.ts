import type { Act } from '../../../core/access/index.ts'
import { caseActNames, type CaseActName } from '../../../core/process/index.ts'
import type { AskedOfCase, Route } from '../../gate/index.ts'
import { showPreview } from './advisory/index.ts'
import { addressOf, casePages, type CasePageId } from './areas.ts'
import { carryOut, inviteByAddress } from './carryOut.tsx'
import { askErase, carryOutErase } from './erase.tsx'
import { showFile } from './file.ts'
import { showAct, showCase, showPage, showRevision } from './pages.tsx'
import { showSuggested } from './suggested.tsx'

/** What one has to be allowed to read a page. The overview is the invitation for someone who has not accepted yet. */
const reads: Readonly<Record<Exclude<CasePageId, 'overview'>, Act>> = {
  // Not `readThread`: a reporter reads the thread by their link, without the room of committee and fix team.
  thread: 'readCase',
  people: 'readCase',
  severity: 'readCase',
  advisory: 'readCase',
  release: 'readCase',
  announcement: 'readCase',
  retrospective: 'readCase',
  record: 'readRecord',
}

const readsInvitation: readonly CaseActName[] = ['acceptInvitation', 'declineInvitation']

const pages: readonly Route[] = (Object.keys(reads) as (keyof typeof reads)[]).map((page) => ({
  scope: 'case',
  method: 'get',
  path: `/cases/:case${casePages[page].path}`,
  act: reads[page],
  handle: (asked) => showPage(asked, page),
}))

/** One route an act, so that the gate itself asks the access table for it. */
const acts: readonly Route[] = caseActNames.flatMap((name): Route[] => [
  {
    scope: 'case',
    method: 'get',
    path: `/cases/:case/do/${name}`,
    act: readsInvitation.includes(name) ? 'readInvitation' : 'readCase',
    handle: (asked) => showAct(asked, name),
  },
  {
    scope: 'case',
    method: 'post',
    path: `/cases/:case/do/${name}`,
    act: name,
    handle: (asked) => carryOut(asked, name),
  },
])

const previewPath = '/cases/:case/advisory/preview'

async function toTheEditor({ c, view }: AskedOfCase): Promise<Response> {
  return c.redirect(`${addressOf(view.case.id, 'advisory')}#edit`, 303)
}

async function toThePeople({ c, view }: AskedOfCase): Promise<Response> {
  return c.redirect(`${addressOf(view.case.id, 'people')}#suggest`, 303)
}

/** Every page of one case in the workroom. */
export const caseRoutes: readonly Route[] = [
  { scope: 'case', method: 'get', path: '/cases/:case', act: 'readInvitation', handle: showCase },
  ...pages,
  { scope: 'case', method: 'get', path: '/cases/:case/files/:file', act: 'readCase', handle: showFile },
  // Where the preview is asked for again, by its address: the form itself.
  { scope: 'case', method: 'get', path: previewPath, act: 'readCase', handle: toTheEditor },
  { scope: 'case', method: 'post', path: previewPath, act: 'reviseAdvisory', handle: showPreview },
  { scope: 'case', method: 'get', path: '/cases/:case/advisory/:revision', act: 'readCase', handle: showRevision },
  {
    scope: 'case',
    method: 'post',
    path: '/cases/:case/people/invite',
    act: 'inviteToFixTeam',
    handle: inviteByAddress,
  },
  // A question that is sent as a form: which paths are affected has no place in an address.
  {
    scope: 'case',
    method: 'post',
    path: '/cases/:case/people/suggest',
    act: 'suggestFixTeam',
    handle: showSuggested,
  },
  { scope: 'case', method: 'get', path: '/cases/:case/people/suggest', act: 'suggestFixTeam', handle: toThePeople },
  { scope: 'case', method: 'get', path: '/cases/:case/erase', act: 'eraseCase', handle: askErase },
  { scope: 'case', method: 'post', path: '/cases/:case/erase', act: 'eraseCase', handle: carryOutErase },
  ...acts,
]
