import { z } from 'zod'
import {
  emptyAsAbsent,
  isId,
  isRefused,
  optionalProse,
  optionalWords,
  yes,
  type CaseId,
  type PersonId,
  type Refused,
} from '../../core/kernel/index.ts'
import { durationInWords, fillAnswer, floodsOf, type Policy } from '../../core/policy/index.ts'
import type { Case, CaseActName } from '../../core/process/index.ts'
import { isBadInput, isConflict, badInput, noSuchCase, type BadInput, type Conflict } from '../answers.ts'
import { act, viewCase, type Done } from '../cases/index.ts'
import type { World } from '../world.ts'

/** What can be done to many reports at once. Each is an act of its own on each case, with its own record. */
export const manyWays = [
  'invalid',
  'duplicate',
  'needs-reproducer',
  'not-reproducible',
  'spam',
  'take-in',
  'close',
] as const
export type ManyWay = (typeof manyWays)[number]

const most = 100

export const answerManyFields = z.object({
  cases: z
    .array(z.string().refine((text): text is CaseId => isId('c', text), { error: 'must be a case’s id' }))
    .min(1)
    .max(most)
    .meta({ title: 'Cases', description: `At most ${most}` }),
  as: z.enum(manyWays).meta({ title: 'What they are' }),
  text: optionalProse('Answer', 4000).describe(
    'To each reporter; {{title}}, {{project}} and {{within}} stand for the case’s own',
  ),
  of: optionalWords('Duplicate of', 200).describe('A case’s id, a CVE id or a link'),
  close: emptyAsAbsent(yes('Close them, too')),
})
type Answering = z.infer<typeof answerManyFields>

/** What came of it on one case. */
export type OneOfMany =
  | { readonly case: CaseId; readonly done: true; readonly version: number }
  | { readonly case: CaseId; readonly done: false; readonly why: Refused | BadInput | Conflict }

interface Way {
  readonly act: CaseActName
  /** Whether it takes an answer: it is posted where the reporter reads. */
  readonly answers: boolean
  fields(told: Answering, text: string): Readonly<Record<string, unknown>>
}

const ways: Readonly<Record<ManyWay, Way>> = {
  invalid: { act: 'rejectReport', answers: true, fields: (_, text) => ({ reason: text, tell: true }) },
  duplicate: {
    act: 'markDuplicate',
    answers: true,
    fields: ({ of }, text) => ({ of, reason: 'It is known already.', answer: text }),
  },
  'needs-reproducer': { act: 'askReproducer', answers: true, fields: (_, text) => ({ message: text }) },
  'not-reproducible': { act: 'notReproduced', answers: true, fields: (_, text) => ({ reason: text, tell: true }) },
  spam: { act: 'markSpam', answers: false, fields: (_, note) => ({ note }) },
  'take-in': { act: 'confirmSender', answers: false, fields: () => ({}) },
  close: { act: 'closeCase', answers: false, fields: (_, note) => ({ note }) },
}

/** Whether the reporter reads the text; elsewhere it is a note for the record. */
export function isAnswered(way: ManyWay): boolean {
  return ways[way].answers
}

/** The text as a case's reporter reads it. */
export function answerFor(c: Case, policy: Policy, text: string): string {
  const within = durationInWords(floodsOf(policy).reproducer.answerWithin)
  return fillAnswer(text, { title: c.report.title, project: c.report.project, within })
}

/**
 * The same act on many cases, one after the other. What the process refuses on one keeps none of the others from being
 * done: the answer says for each what came of it.
 */
export async function answerMany(
  world: World,
  person: PersonId,
  input: Readonly<Record<string, unknown>>,
): Promise<readonly OneOfMany[] | BadInput> {
  const parsed = answerManyFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const told = parsed.data
  const lacking = lackingIn(told)
  if (lacking !== undefined) return lacking
  const answers: OneOfMany[] = []
  for (const id of new Set(told.cases)) answers.push(await answerOne(world, person, id, told))
  return answers
}

function lackingIn({ as, text, of }: Answering): BadInput | undefined {
  const problems = [
    ...(ways[as].answers && text === undefined ? [{ field: 'text', says: 'must not be empty' }] : []),
    ...(as === 'duplicate' && of === undefined ? [{ field: 'of', says: 'must name the other one' }] : []),
  ]
  return problems.length === 0 ? undefined : { badInput: true, problems }
}

async function answerOne(world: World, person: PersonId, id: CaseId, told: Answering): Promise<OneOfMany> {
  const view = await viewCase(world, person, id)
  if (isRefused(view)) return { case: id, done: false, why: view }
  if (!view.roles.includes('member')) return { case: id, done: false, why: noSuchCase() }
  const way = ways[told.as]
  const fields = way.fields(told, answerFor(view.case, view.policy, told.text ?? ''))
  const done = outcome(id, await act(world, person, { case: id, act: way.act, fields }))
  if (!done.done || told.close !== true || !closes.includes(told.as)) return done
  return outcome(id, await act(world, person, { case: id, act: 'closeCase', fields: {} }))
}

/** What ends a case: the others go on, or are closed already. */
const closes: readonly ManyWay[] = ['invalid', 'duplicate', 'not-reproducible']

export function mayClose(way: ManyWay): boolean {
  return closes.includes(way)
}

function outcome(id: CaseId, answer: Done | Refused | BadInput | Conflict): OneOfMany {
  if (isRefused(answer) || isBadInput(answer) || isConflict(answer)) return { case: id, done: false, why: answer }
  return { case: id, done: true, version: answer.version }
}
