import type { Chapter, ClauseId } from './clauses.ts'
import { explainPolicy } from './explain.ts'
import { floodsOf } from './floods.ts'
import type { Policy } from './schema.ts'
import type { Sentence } from './sentence.ts'

/** Whom a change concerns. */
export type Concerned = 'everyone' | 'reporters' | 'deadlines' | 'fix-team' | 'release' | 'committee'

/** One thing that another policy says in another way: `null` where one of them says nothing of it. */
export interface PolicyChange {
  readonly concerns: Concerned
  /** `null` for what belongs to no clause: name, source, purpose. */
  readonly clause: ClauseId | null
  readonly was: string | null
  readonly becomes: string | null
}

const concerns: Readonly<Record<Chapter, Concerned>> = {
  D: 'reporters',
  S: 'deadlines',
  F: 'fix-team',
  V: 'fix-team',
  R: 'release',
  T: 'release',
  C: 'committee',
}

/** What changes from one policy to another, in the sentences that explain them; empty where they mean the same. */
export function policyDiff(one: Policy, other: Policy): readonly PolicyChange[] {
  // What one of them leaves out is as usual: it differs only from what is said otherwise.
  const [from, to] = [spelledOut(one), spelledOut(other)]
  const heads = (['name', 'source', 'purpose'] as const).flatMap((key): PolicyChange[] => {
    const [was, becomes] = [headOf(from, key), headOf(to, key)]
    return was === becomes ? [] : [{ concerns: 'everyone', clause: null, was, becomes }]
  })
  const after = new Map(explainPolicy(to).map(({ letter, sentences }) => [letter, sentences]))
  const told = explainPolicy(from).flatMap(({ letter, sentences }) => {
    const pairs = paired(sentences, after.get(letter) ?? [])
    return pairs.map((pair): PolicyChange => ({ concerns: concerns[letter], ...pair }))
  })
  return [...heads, ...told, ...texts(from, to), ...clockNames(from, to)].toSorted(
    (first, second) => order.indexOf(first.concerns) - order.indexOf(second.concerns),
  )
}

/** The same policy, with what it leaves out and is usual said in it. */
function spelledOut(policy: Policy): Policy {
  const { answers, ...said } = floodsOf(policy)
  const whole = { ...policy.disclosure, floods: { ...said, answers: [...answers] } }
  return { ...policy, disclosure: whole }
}

const order: readonly Concerned[] = ['everyone', 'reporters', 'deadlines', 'fix-team', 'release', 'committee']

function headOf(policy: Policy, key: 'name' | 'source' | 'purpose'): string | null {
  const value = policy[key]
  return value === undefined ? null : `${key}: ${value.trim()}`
}

type Pair = Pick<PolicyChange, 'clause' | 'was' | 'becomes'>

/** Sentences of one chapter that only one side has, each with the other side's sentence on the same thing. */
function paired(before: readonly Sentence[], after: readonly Sentence[]): Pair[] {
  const only = (these: readonly Sentence[], those: readonly Sentence[]) =>
    these.filter(({ clause, says }) => !those.some((one) => one.clause === clause && one.says === says))
  const gone = only(before, after)
  const come = only(after, before)
  const taken = new Set<Sentence>()
  /** The one sentence of a clause in place of the one that it had. */
  const alone = ({ clause }: Sentence) => {
    const [one, ...others] = come.filter((sentence) => sentence.clause === clause)
    const isOnly = others.length === 0 && gone.filter((sentence) => sentence.clause === clause).length === 1
    return isOnly ? one : undefined
  }
  const changed = gone.map((was): Pair => {
    const free = come.filter((one) => !taken.has(one))
    const becomes = free.find((one) => isSame(one, was)) ?? free.find((one) => one.says === was.says) ?? alone(was)
    if (becomes !== undefined) taken.add(becomes)
    return { clause: becomes?.clause ?? was.clause, was: was.says, becomes: becomes?.says ?? null }
  })
  const fresh = come.filter((one) => !taken.has(one))
  return [...changed, ...fresh.map(({ clause, says }): Pair => ({ clause, was: null, becomes: says }))]
}

/** Of one clause, and on the same thing: what stands before a colon, else the first words. */
function isSame(one: Sentence, other: Sentence): boolean {
  if (one.clause !== other.clause) return false
  const subject = ({ says }: Sentence) => /^([^:.]{1,60}):/.exec(says)?.[1] ?? says.split(' ').slice(0, 2).join(' ')
  return subject(one) === subject(other)
}

/** Long texts are told by their lines: those that fall away, and those that come. */
function texts(from: Policy, to: Policy): PolicyChange[] {
  const bodies = ({ release: { template, preAnnouncement } }: Policy) =>
    [
      ['the announcement', template.body, template.clause],
      ['the pre-announcement', preAnnouncement?.body ?? '', preAnnouncement?.clause ?? 'R1'],
    ] as const
  const mails = bodies(from).flatMap(([what, was, clause], index): PolicyChange[] => {
    const becomes = bodies(to)[index]?.[1] ?? ''
    if (was === becomes) return []
    return [{ concerns: 'release', clause, was: lost(what, was, becomes), becomes: lost(what, becomes, was) }]
  })
  return [...answers(from, to), ...mails]
}

/** Those that both have; which ones there are, a sentence tells. */
function answers(from: Policy, to: Policy): PolicyChange[] {
  const { answers: before } = floodsOf(from)
  const { answers: after, clause } = floodsOf(to)
  return after.flatMap(({ id, text }): PolicyChange[] => {
    const was = before.find((one) => one.id === id)?.text
    if (was === undefined || was === text) return []
    const what = `the answer ${id}`
    return [{ concerns: 'reporters', clause, was: lost(what, was, text), becomes: lost(what, text, was) }]
  })
}

function lost(what: string, text: string, other: string): string | null {
  const kept = other.split('\n')
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !kept.includes(line))
  if (lines.length > 0) return `The text of ${what} has: ${lines.map((line) => line.trim()).join(' ⏎ ')}`
  return text === '' ? null : `The text of ${what} has ${text.split('\n').length} lines, in an order of its own.`
}

/** A clock's id stands in records and links: under another id it is another clock, though it says the same. */
function clockNames(from: Policy, to: Policy): PolicyChange[] {
  return to.schedule.clocks.flatMap(({ id, title, clause }): PolicyChange[] => {
    const was = from.schedule.clocks.find((clock) => clock.title === title)
    if (was === undefined || was.id === id) return []
    const says = (name: string) => `${title}: records and links call it ${name}.`
    return [{ concerns: 'deadlines', clause, was: says(was.id), becomes: says(id) }]
  })
}
