import { z } from 'zod'
import { actPath, reportFields, type CaseView } from '../../../app/index.ts'
import { AdvisoryDocument } from '../../../core/advisory/index.ts'
import type { Actor, PersonId } from '../../../core/kernel/index.ts'
import { can } from '../../../core/access/index.ts'
import {
  actNamed,
  caseActNames,
  isPublished,
  isReporter,
  phases,
  phaseTitles,
  publicId,
} from '../../../core/process/index.ts'
import { embargoJson, reportShape } from './case.ts'
import { embargoShape } from './facts.ts'
import { at, caseId, clause, personShape } from './parts.ts'
import { attachmentShape, attachmentsJson, readingJson, readingShape } from './record.ts'

/** A name is anybody's choice: what its owner is here is not. */
const writer = {
  from: z.string(),
  role: z
    .enum(['reporter', 'committee', 'fix-team', 'product'])
    .describe('What they are here; anybody may have any name'),
  yours: z.boolean(),
}

const reportedShape = z
  .strictObject({
    case: caseId.describe('For reference; it opens nothing'),
    link: z.string().describe('The reporter’s own way back. It is shown once: keep it, and keep it to yourself'),
    api: z.string().describe('The same for programs'),
  })
  .meta({ id: 'Reported' })

const heldShape = z
  .strictObject({
    case: caseId.describe('For reference; it opens nothing'),
    held: z.literal(true).describe('Kept; the committee is told once its sender has confirmed it by the mailed link'),
  })
  .meta({ id: 'Held' })

export const reportTakenShape = z.union([reportedShape, heldShape]).meta({ id: 'ReportTaken' })

export const linksSentShape = z
  .strictObject({ asked: z.literal(true).describe('Whether anything was sent is told at the address alone') })
  .meta({ id: 'LinksSent' })

export const reportFieldsWithProof = reportFields.extend({
  proof: z
    .string()
    .max(200)
    .default('')
    .meta({ title: 'Proof of work', description: 'Where many reports come in: see /api/reports/challenge' }),
})

export const challengeShape = z
  .strictObject({
    now: z.boolean().describe('Whether a proof is asked for at the moment'),
    challenge: z.string().nullable().describe('Null: the community never asks'),
    bits: z.int().nullable(),
    expires: at.nullable(),
  })
  .meta({ id: 'Challenge' })

/** How many messages one answer holds. */
const threadPage = 100

export const reportQuery = z.strictObject({
  before: z
    .string()
    .regex(/^\d{1,9}$/, { error: 'must be `older` of the answer before' })
    .transform(Number)
    .optional()
    .describe('Messages before this one; without it, the newest'),
})

export const reporterShape = z
  .strictObject({
    case: caseId,
    version: z.int(),
    phase: z.enum(phases),
    phaseTitle: z.string(),
    received: at,
    disclosed: at,
    report: reportShape,
    embargo: embargoShape
      .extend({ ended: z.strictObject({ at }).nullable().describe('Why and by whom is the committee’s') })
      .meta({ id: 'ReportedEmbargo' }),
    thread: z
      .array(
        z.strictObject({
          post: z.int(),
          at,
          ...writer,
          text: z.string(),
          edited: at.nullable(),
        }),
      )
      .describe(`At most ${threadPage} messages, in the order in which they were written`),
    coReporters: z
      .array(personShape.pick({ id: true, name: true }))
      .describe('Whom a reporter named as having found it, too'),
    draft: z
      .strictObject({
        revision: z.int(),
        note: z.string(),
        document: AdvisoryDocument,
        comments: z.array(z.strictObject({ comment: z.int(), at, ...writer, text: z.string() })),
      })
      .nullable()
      .describe('The revision of the advisory that the committee shared last; comment on it, and tell nobody'),
    attachments: z.array(attachmentShape),
    ...readingShape.shape,
    older: z.int().nullable().describe('Where older messages are: give it as `before`; null: there are none'),
    advisory: z.string().nullable().describe('The public advisory’s id, once it is out'),
    acts: z
      .array(z.strictObject({ act: z.string(), title: z.string(), clause, does: z.string() }))
      .describe('What the reporter may do here'),
  })
  .meta({ id: 'ReporterView', description: 'A report as its reporter sees it' })

export const reporterActs = caseActNames.filter((name) => can(['reporter'], name))

/** What the reporter sees of the case: their report, the open room, the embargo, and nothing of the work inside. */
export function reporterJson(
  view: CaseView,
  me: PersonId,
  { before = Infinity }: z.infer<typeof reportQuery> = {},
): z.infer<typeof reporterShape> {
  const { case: c, phase } = view
  const writtenBy = (by: Actor) => writerOf(view, me, by)
  const released = isPublished(c)
  const written = c.posts.filter(({ room, post }) => room === 'everyone' && post < before)
  const shown = written.slice(-threadPage)
  return {
    case: c.id,
    version: c.version,
    phase,
    phaseTitle: phaseTitles[phase],
    received: c.opened,
    disclosed: c.disclosed,
    report: c.report,
    embargo: { ...embargoJson(c), ended: c.embargo.ended === null ? null : { at: c.embargo.ended.at } },
    thread: shown.map(({ post, at: when, by, text, edited }) => ({
      post,
      at: when,
      ...writtenBy(by),
      text,
      edited,
    })),
    coReporters: c.coReporters.map((id) => ({ id, name: writtenBy(id).from })),
    draft: draftJson(view, writtenBy),
    attachments: attachmentsJson({ case: c }),
    ...readingJson(view, me),
    older: written.length > shown.length ? (shown[0]?.post ?? null) : null,
    advisory: released ? publicId(c) : null,
    acts: reporterActs.map((name) => {
      const { title, clause: of, does } = actNamed(name)
      return { act: actPath(name), title, clause: of, does }
    }),
  }
}

type Writer = z.infer<z.ZodObject<typeof writer>>

function writerOf({ case: c, people, members }: CaseView, me: PersonId, by: Actor): Writer {
  if (by === 'product') return { from: 'Tocsin', role: 'product', yours: false }
  const role = isReporter(c, by) ? 'reporter' : members.includes(by) ? 'committee' : 'fix-team'
  return { from: people.get(by)?.name ?? '', role, yours: by === me }
}

function draftJson({ case: c }: CaseView, writtenBy: (by: Actor) => Writer) {
  const shared = c.advisoryShared.at(-1)
  const revision = c.advisory.find((one) => one.revision === shared?.revision)
  if (shared === undefined || revision === undefined) return null
  const comments = c.advisoryComments.map(({ comment, at: when, by, text }) => {
    return { comment, at: when, ...writtenBy(by), text }
  })
  return { revision: shared.revision, note: shared.note, document: revision.document, comments }
}
