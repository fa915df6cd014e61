import type { Context } from 'hono'
import { z } from 'zod'
import { postWithFiles, reporterOfLink, roomOf, type CaseView, type World } from '../../../app/index.ts'
import { actNamed } from '../../../core/process/index.ts'
import { fileAnswer, filesOf, formOf, problems } from '../../gate/index.ts'
import { answered, etagOf } from '../answer.ts'
import type { Operation } from '../operation.ts'
import { doneJson, doneShape, reporterDoneJson } from '../shapes/index.ts'
import { problemResponse } from '../voice.ts'

const fileShape = z.string().meta({ id: 'FileBytes', description: 'The file’s bytes, as they were sent' })
const { fields } = actNamed('post')

const posting = {
  summary: 'Write in the thread, with files',
  description: 'V6: a form (multipart/form-data) whose fields come before its files. The record commits to each hash.',
  body: fields,
  files: true,
  status: 200,
  answer: doneShape,
} as const

const reading = { summary: 'A file, to be kept', bytes: true, status: 200, answer: fileShape } as const

export const attachmentOperations: readonly Operation[] = [
  {
    ...posting,
    id: 'attach',
    tag: 'Cases',
    versioned: true,
    route: {
      scope: 'case',
      method: 'post',
      path: '/api/cases/:case/attachments',
      act: 'post',
      async handle({ c, world, person, view }) {
        const request = { case: view.case.id, fields: await formOf(c, { files: 'later' }) }
        const done = await postWithFiles(world, person.id, request, filesOf(c))
        return answered(c, done, (good) => {
          c.header('etag', etagOf(good.version))
          return c.json(doneJson(view, good))
        })
      },
    },
  },
  {
    ...reading,
    id: 'readAttachment',
    tag: 'Cases',
    route: {
      scope: 'case',
      method: 'get',
      path: '/api/cases/:case/attachments/:file',
      act: 'readCase',
      handle: ({ c, world, view }) => fileOr(c, world, view),
    },
  },
  {
    ...posting,
    id: 'attachAsReporter',
    tag: 'Reports',
    body: fields.omit({ room: true }),
    route: {
      scope: 'reporter',
      method: 'post',
      path: '/api/reports/:secret/attachments',
      act: 'post',
      async handle({ c, world, view, secret }) {
        const reporter = await reporterOfLink(world, secret)
        if (reporter === undefined) return problemResponse(c, problems.notFound)
        const sent = { ...(await formOf(c, { files: 'later' })), room: 'everyone' }
        const request = { case: view.case.id, through: 'link', fields: sent } as const
        const room = roomOf(world, view.case)
        const done = await postWithFiles(world, reporter.person, request, filesOf(c), room)
        return answered(c, done, (good) => c.json(reporterDoneJson(view, good)))
      },
    },
  },
  {
    ...reading,
    id: 'readAttachmentAsReporter',
    tag: 'Reports',
    route: {
      scope: 'reporter',
      method: 'get',
      path: '/api/reports/:secret/attachments/:file',
      act: 'readReport',
      handle: ({ c, world, view }) => fileOr(c, world, view),
    },
  },
]

async function fileOr(c: Context, world: World, view: CaseView): Promise<Response> {
  const answer = await fileAnswer(c, world, view)
  return answer instanceof Response ? answer : problemResponse(c, answer)
}
