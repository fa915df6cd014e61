import { z } from 'zod'
import { unread, type CaseView, type Done } from '../../../app/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { inWords, type CaseEvent } from '../../../core/process/index.ts'
import { actor, at, caseId, clause, personShape } from './parts.ts'
import { peopleJson } from './case.ts'
import { room } from './facts.ts'

const eventShape = z
  .strictObject({
    type: z.string().describe('What happened, in the past tense'),
    clause,
    says: z.string().describe('The same in one sentence'),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' })

export const recordShape = z
  .strictObject({
    case: caseId,
    version: z.int(),
    chain: z.string(),
    people: z.array(personShape),
    events: z.array(eventShape.extend({ version: z.int(), at, by: actor })),
  })
  .meta({ id: 'Record' })

export const doneShape = z
  .strictObject({ case: caseId, version: z.int(), events: z.array(eventShape) })
  .meta({ id: 'Done', description: 'What an act put on record' })

export const attachmentShape = z
  .strictObject({
    attachment: z.int().describe('Its number: …/attachments/{number} hands it over'),
    post: z.int().describe('The message that it stands beside; 0: the report'),
    name: z.string(),
    media: z.string().describe('Its media type, as far as its bytes show it'),
    size: z.int().describe('In bytes'),
    sha256: z.string().describe('Of its bytes, hexadecimal'),
  })
  .meta({ id: 'Attachment' })

const posts = z.array(
  z.strictObject({
    post: z.int(),
    room,
    at,
    by: actor,
    text: z.string(),
    mentions: z.array(z.string()),
    edited: at.nullable().describe('When it was changed last'),
    before: z.array(z.strictObject({ at, text: z.string() })).describe('What it said before, the oldest first'),
  }),
)

/** How far somebody has read: theirs, and no part of the case's record. */
export const readingShape = z.strictObject({
  seen: z.int().describe('Up to which message you have come; 0: to none. Asking for messages changes nothing of it'),
  unread: z.array(z.int()).describe('Messages of others after it, the oldest first'),
})

export const threadShape = z
  .strictObject({
    case: caseId,
    version: z.int(),
    people: z.array(personShape),
    posts,
    carried: posts.describe('Messages of the case that this one was split from, which concern it'),
    attachments: z.array(attachmentShape),
    ...readingShape.shape,
  })
  .meta({ id: 'Thread' })

export const threadSeenShape = z.strictObject({ case: caseId, ...readingShape.shape }).meta({ id: 'ThreadSeen' })

export function recordJson(view: CaseView): z.infer<typeof recordShape> {
  const { case: c, chain, records } = view
  const events = records.map(({ event, version, at: when, by }) => ({ version, at: when, by, ...told(view, event) }))
  return { case: c.id, version: c.version, chain, people: peopleJson(view), events }
}

export function doneJson(view: CaseView, { case: id, version, events }: Done): z.infer<typeof doneShape> {
  return { case: id, version, events: events.map((event) => told(view, event)) }
}

/** What a reporter's act put on record, without whom else it concerns: who is on the fix team is not theirs to know. */
export function reporterDoneJson(view: CaseView, done: Done): z.infer<typeof doneShape> {
  const { events, ...rest } = doneJson(view, done)
  const own = ([, value]: [string, unknown]) => !/"p-[0-9a-z]{12}"/.test(JSON.stringify(value) ?? '')
  return {
    ...rest,
    events: events.map((event) => ({ ...event, data: Object.fromEntries(Object.entries(event.data).filter(own)) })),
  }
}

export function threadJson(view: CaseView, me: PersonId): z.infer<typeof threadShape> {
  const { case: c, roles } = view
  const inside = roles.includes('member') || roles.includes('fixer')
  const shown = (all: CaseView['carried']) =>
    all
      .filter((post) => inside || post.room === 'everyone')
      .map((post) => ({ ...post, mentions: [...post.mentions], before: [...post.before] }))
  return {
    case: c.id,
    version: c.version,
    people: peopleJson(view),
    posts: shown(c.posts),
    carried: shown(view.carried),
    attachments: attachmentsJson(view),
    ...readingJson(view, me),
  }
}

export function readingJson(view: CaseView, me: PersonId): z.infer<typeof readingShape> {
  return { seen: view.seen, unread: unread(view, me).map(({ post }) => post) }
}

export function threadSeenJson(view: CaseView, me: PersonId): z.infer<typeof threadSeenShape> {
  return { case: view.case.id, ...readingJson(view, me) }
}

export function attachmentsJson({ case: c }: Pick<CaseView, 'case'>): z.infer<typeof attachmentShape>[] {
  return c.attachments.map(({ attachment, post, name, media, size, sha256 }) => ({
    attachment,
    post,
    name,
    media,
    size,
    sha256,
  }))
}

function told({ people, policy }: CaseView, event: CaseEvent): z.infer<typeof eventShape> {
  const { type, ...data } = event
  const who = (id: string | null) => (id === null ? 'nobody' : (people.get(id as PersonId)?.name ?? id))
  return { type, ...inWords(event, who, policy), data }
}
