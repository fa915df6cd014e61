import { z } from 'zod'
import {
  engineerFields,
  eraseCase,
  inviteEngineer,
  isBadInput,
  listCases,
  markThreadSeen,
  memberReportFields,
  openByMember,
  theCommunity,
  threadSeenFields,
  type BadInput,
} from '../../../app/index.ts'
import { eraseFields, phases } from '../../../core/process/index.ts'
import { answered, etagOf } from '../answer.ts'
import { bodyOf, queryOf } from '../asked.ts'
import type { Operation } from '../operation.ts'
import { withNewcomers } from './newcomers.ts'
import { similarOperation } from './similar.ts'
import { suggestOperation } from './suggest.ts'
import {
  caseId,
  caseJson,
  caseListJson,
  caseListShape,
  caseShape,
  doneJson,
  doneShape,
  recordJson,
  recordShape,
  threadJson,
  threadSeenJson,
  threadSeenShape,
  threadShape,
} from '../shapes/index.ts'

const notOfThisList = 'must be `next` of the page before'
const listQuery = z.strictObject({
  open: z.enum(['true', 'false', 'all']).default('true').describe('Open cases, closed ones, or all'),
  phase: z.enum(phases).optional(),
  by: z
    .enum(['changed', 'due'])
    .default('changed')
    .describe('The last changed first, or the next deadline first; the latter of open cases alone'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z
    .string()
    .regex(/^(?:(?:never|[0-9TZ:.-]{17,30})~)?[0-9TZ:.-]{17,30}~c-[0-9a-z]{12}$/, { error: notOfThisList })
    .optional(),
})

/** What the parameters say together: a place in one order is none in the other, and a closed case has nothing due. */
function problemIn({ open, by, after }: z.infer<typeof listQuery>): BadInput | undefined {
  if (by === 'due' && open !== 'true') {
    return badField('by', 'is for open cases alone: leave open out, or order by changed')
  }
  const parts = by === 'due' ? 3 : 2
  if (after !== undefined && after.split('~').length !== parts)
    return badField('after', `${notOfThisList}, in this order`)
  return undefined
}

function badField(field: string, says: string): BadInput {
  return { badInput: true, problems: [{ field, says }] }
}

const openShape = z
  .strictObject({
    case: caseId,
    link: z
      .string()
      .optional()
      .describe('The reporter’s own way back, where they have a name and no address. It is shown once: hand it over'),
  })
  .meta({ id: 'OpenedCase' })
const erasedShape = z.strictObject({ case: caseId, erased: z.literal(true) }).meta({ id: 'ErasedCase' })
const invitationShape = z.strictObject({ case: caseId, terms: z.string() }).meta({ id: 'Invitation' })

export const caseOperations: readonly Operation[] = [
  similarOperation,
  suggestOperation,
  {
    id: 'listCases',
    tag: 'Cases',
    summary: 'The cases that you may see, the last changed or what is due first',
    query: listQuery,
    status: 200,
    answer: caseListShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/cases',
      act: 'listCases',
      async handle({ c, world, person }) {
        const query = queryOf(c, listQuery)
        if (isBadInput(query)) return answered(c, query, () => c.body(null))
        const problem = problemIn(query)
        if (problem !== undefined) return answered(c, problem, () => c.body(null))
        const { open, phase, by, limit, after } = query
        const list = await listCases(world, person.id, {
          open: open === 'all' ? 'all' : open === 'true',
          by,
          limit,
          ...(phase === undefined ? {} : { phase }),
          ...(after === undefined ? {} : { after }),
        })
        return c.json(caseListJson(list))
      },
    },
  },
  {
    id: 'openCase',
    tag: 'Cases',
    summary: 'Open a case for what reached you otherwise',
    body: memberReportFields,
    example: {
      title: 'harbour: entries are not checked',
      impact: 'Anyone can forge an entry.',
      project: 'harbour',
    },
    status: 201,
    answer: openShape,
    route: {
      scope: 'person',
      method: 'post',
      path: '/api/cases',
      act: 'acceptReport',
      async handle({ c, world, person }) {
        const body = await bodyOf(c, memberReportFields)
        const opened = isBadInput(body) ? body : await openByMember(world, person.id, body)
        return answered(c, opened, async ({ case: id, secret }) => {
          c.header('location', `/api/cases/${id}`)
          const { address } = await theCommunity(world)
          return c.json({ case: id, ...(secret === undefined ? {} : { link: `${address}/report/${secret}` }) }, 201)
        })
      },
    },
  },
  {
    id: 'readCase',
    tag: 'Cases',
    summary: 'A case: where it stands, what is due, what is next',
    status: 200,
    answer: caseShape,
    versioned: true,
    route: {
      scope: 'case',
      method: 'get',
      path: '/api/cases/:case',
      act: 'readCase',
      handle({ c, view }) {
        c.header('etag', etagOf(view.case.version))
        return c.json(caseJson(view))
      },
    },
  },
  {
    id: 'readRecord',
    tag: 'Cases',
    summary: 'Everything that happened to a case, in order',
    status: 200,
    answer: recordShape,
    versioned: true,
    route: {
      scope: 'case',
      method: 'get',
      path: '/api/cases/:case/record',
      act: 'readRecord',
      handle({ c, view }) {
        c.header('etag', etagOf(view.case.version))
        return c.json(recordJson(view))
      },
    },
  },
  {
    id: 'readThread',
    tag: 'Cases',
    summary: 'The messages on a case that you may read',
    status: 200,
    answer: threadShape,
    versioned: true,
    route: {
      scope: 'case',
      method: 'get',
      path: '/api/cases/:case/thread',
      act: 'readThread',
      handle({ c, view, person }) {
        c.header('etag', etagOf(view.case.version))
        return c.json(threadJson(view, person.id))
      },
    },
  },
  {
    id: 'markThreadSeen',
    tag: 'Cases',
    summary: 'Mark a case’s messages as read, up to one or all',
    description: 'For you alone; it changes no version of the case. What was read stays read.',
    body: threadSeenFields,
    example: { post: 1 },
    status: 200,
    answer: threadSeenShape,
    route: {
      scope: 'case',
      method: 'post',
      path: '/api/cases/:case/thread/seen',
      act: 'readThread',
      async handle({ c, world, person, view }) {
        const body = await bodyOf(c, threadSeenFields)
        const marked = isBadInput(body) ? body : await markThreadSeen(world, person.id, view, body)
        return answered(c, marked, ({ seen }) => c.json(threadSeenJson({ ...view, seen }, person.id)))
      },
    },
  },
  {
    id: 'eraseCase',
    tag: 'Cases',
    summary: 'Erase a closed case that came to nothing, for good',
    description:
      'T1: its key, files and search terms are destroyed. That it was, by whom and why stays in the community’s record.',
    body: eraseFields,
    example: { reason: 'Spam.', confirm: 'c-0123456789ab' },
    status: 200,
    answer: erasedShape,
    route: {
      scope: 'case',
      method: 'post',
      path: '/api/cases/:case/erase',
      act: 'eraseCase',
      async handle({ c, world, person, view }) {
        const body = await bodyOf(c, eraseFields)
        const erased = isBadInput(body) ? body : await eraseCase(world, person.id, view.case.id, body)
        return answered(c, erased, (good) => c.json({ ...good }))
      },
    },
  },
  {
    id: 'readInvitation',
    tag: 'Cases',
    summary: 'The embargo terms that an invitation asks you to accept',
    status: 200,
    answer: invitationShape,
    route: {
      scope: 'case',
      method: 'get',
      path: '/api/cases/:case/invitation',
      act: 'readInvitation',
      handle: ({ c, view }) =>
        c.json({
          case: view.case.id,
          terms: view.policy.disclosure.embargo.terms,
        }),
    },
  },
  {
    id: 'inviteEngineer',
    tag: 'Cases',
    summary: 'Invite an engineer by address, known here or new',
    body: engineerFields,
    example: {
      name: 'Dov Dinghy',
      email: 'dov@example.org',
      affiliation: 'Boatyard',
      why: 'Maintains the package.',
    },
    status: 200,
    answer: doneShape,
    route: {
      scope: 'case',
      method: 'post',
      path: '/api/cases/:case/fix-team',
      act: 'inviteToFixTeam',
      async handle({ c, world, person, view }) {
        const body = await bodyOf(c, engineerFields)
        const done = isBadInput(body) ? body : await inviteEngineer(world, person.id, view.case.id, body)
        return answered(c, done, async (good) => {
          return c.json(doneJson(await withNewcomers(world, view, good), good))
        })
      },
    },
  },
]
