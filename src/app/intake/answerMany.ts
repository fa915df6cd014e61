import { z } from 'zod'
import {
  emptyAsAbsent,
  isId,
  isRefused,
  optionalProse,
  optionalWords,
  refuse,
  yes,
  type CaseId,
  type PersonId,
  type Refused,
} from '../../core/kernel/index.ts'
import { durationInWords, fillAnswer, floodsOf, type FloodAnswer, type Policy } from '../../core/policy/index.ts'
import type { Case, CaseActName, Command } from '../../core/process/index.ts'
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
    'To each reporter; {{title}}, {{project}} and {{within}} stand for the case’s own. Left out: the policy’s answer',
  ),
  with: optionalWords('Answer of the policy', 40).describe(
    'By its id, in place of a text; left out: the policy’s first one for what they are',
  ),
  of: optionalWords('Duplicate of', 200).describe('A case’s id, a CVE id or a link'),
  close: emptyAsAbsent(yes('Close them, too')),
})
type Answering = z.infer<typeof answerManyFields>

/** What came of it on one case; `with`: the policy's answer that its reporter got, where no text was given. */
export type OneOfMany =
  | { readonly case: CaseId; readonly done: true; readonly version: number; readonly with: string | null }
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

/** As it would be done with words that are still to be written: whether the process lets it be done hangs on none. */
export function commandFor(way: ManyWay): Command {
  const told = { cases: [], as: way, of: 'another one', text: undefined, with: undefined, close: undefined }
  return { act: ways[way].act, fields: ways[way].fields(told, 'words') }
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
  const lacking = lackingIn(told, input)
  if (lacking !== undefined) return lacking
  const answers: OneOfMany[] = []
  for (const id of new Set(told.cases)) answers.push(await answerOne(world, person, id, told))
  return answers
}

/** An emptied text is a slip: only one that is left out stands for the policy's. */
function lackingIn(
  { as, text, with: id, of }: Answering,
  input: Readonly<Record<string, unknown>>,
): BadInput | undefined {
  const isEmptied = text === undefined && typeof input['text'] === 'string'
  const problems = [
    ...(ways[as].answers && isEmptied ? [{ field: 'text', says: 'must not be empty' }] : []),
    ...(id !== undefined && text !== undefined ? [{ field: 'with', says: 'is one too many beside a text' }] : []),
    ...(id !== undefined && !ways[as].answers ? [{ field: 'with', says: 'is for what the reporters read' }] : []),
    ...(as === 'duplicate' && of === undefined ? [{ field: 'of', says: 'must name the other one' }] : []),
  ]
  return problems.length === 0 ? undefined : { badInput: true, problems }
}

async function answerOne(world: World, person: PersonId, id: CaseId, told: Answering): Promise<OneOfMany> {
  const view = await viewCase(world, person, id)
  if (isRefused(view)) return { case: id, done: false, why: view }
  if (!view.roles.includes('member')) return { case: id, done: false, why: noSuchCase() }
  const way = ways[told.as]
  const begun = way.answers && told.text === undefined ? policyAnswer(view.policy, told) : null
  if (isRefused(begun)) return { case: id, done: false, why: begun }
  const fields = way.fields(told, answerFor(view.case, view.policy, told.text ?? begun?.text ?? ''))
  const done = outcome(id, await act(world, person, { case: id, act: way.act, fields }), begun)
  if (!done.done || told.close !== true || !closes.includes(told.as)) return done
  return outcome(id, await act(world, person, { case: id, act: 'closeCase', fields: {} }), begun)
}

/** The one that was named, or the first for what the report is, of the policy that its case runs under. */
function policyAnswer(policy: Policy, { as, with: id }: Answering): FloodAnswer | Refused {
  const { answers, clause } = floodsOf(policy)
  const fitting = answers.filter(({ verdict }) => verdict === as)
  const found = id === undefined ? fitting[0] : fitting.find((one) => one.id === id)
  if (found !== undefined) return found
  const says = `The policy of this case has no answer ${id === undefined ? 'for' : `“${id}” for`} ${as}.`
  const known = fitting.map((one) => one.id).join(', ')
  return refuse('no_such_answer', clause, says, known === '' ? 'Write one.' : `It has: ${known}. Or write one.`)
}

/** What ends a case: the others go on, or are closed already. */
const closes: readonly ManyWay[] = ['invalid', 'duplicate', 'not-reproducible']

export function mayClose(way: ManyWay): boolean {
  return closes.includes(way)
}

function outcome(id: CaseId, answer: Done | Refused | BadInput | Conflict, begun: FloodAnswer | null): OneOfMany {
  if (isRefused(answer) || isBadInput(answer) || isConflict(answer)) return { case: id, done: false, why: answer }
  return { case: id, done: true, version: answer.version, with: begun?.id ?? null }
}
