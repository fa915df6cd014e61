import { isBefore, stamp } from '../clock/index.ts'
import type { Policy } from '../policy/index.ts'
import type { CaseEvent } from './events.ts'
import { afterIn, lengthsOn } from './lengths.ts'
import { timesReminded } from './reminded.ts'
import { isReporter } from './reporters.ts'
import { nextRound, rounds } from './rounds.ts'
import type { Case, Post } from './state.ts'

/** The reporters' first message since anybody else wrote in the room that they read. */
export function unanswered(c: Case): Post | undefined {
  const theirs = c.posts.filter(({ room }) => room === 'everyone')
  const answered = theirs.findLastIndex(({ by }) => !isReporter(c, by))
  return theirs[answered + 1]
}

/**
 * Whether a reporter waits for an answer to what they wrote later. The first answer has a deadline of its own while the case
 * is worked on. Whoever was set aside may be right after all, and whose case was merged keeps their room: they are answered,
 * too.
 */
export function isWaitedFor(c: Case): boolean {
  const hasRoom = c.closed === null || c.related.mergedInto !== null
  const isLater = c.acknowledged !== null || c.setAside !== null || c.closed !== null
  return hasRoom && isLater && unanswered(c) !== undefined
}

/**
 * D1: until when it should be answered: a later message has the time that the policy gives the first answer. A policy
 * without any leaves every answer to the step that asks for it.
 */
export function answerDue(c: Case, policy: Policy): Temporal.Instant | undefined {
  const message = isWaitedFor(c) ? unanswered(c) : undefined
  const clock = policy.schedule.clocks.find(({ done }) => done === 'acknowledged')
  if (message === undefined || clock === undefined) return undefined
  return afterIn(clock, Temporal.Instant.from(message.at), lengthsOn(c, clock).due)
}

/** The committee is told of a reporter's silence that is its own, and again as of any late deadline. */
export function unansweredReminder(c: Case, policy: Policy, now: Temporal.Instant): readonly CaseEvent[] {
  const due = answerDue(c, policy)
  if (due === undefined || isBefore(now, due)) return []
  const at = stamp(due)
  const nth = 1 + rounds(at, policy.schedule.remind.againEvery, now)
  if (nth <= timesReminded(c, `answer:late:${at}`, now)) return []
  return [{ type: 'DeadlineReminded', deadline: 'answer', due: at, kind: 'late', nth }]
}

/** When that is to be looked at next; empty where nobody waits. */
export function unansweredUntil(c: Case, policy: Policy, now: Temporal.Instant): readonly Temporal.Instant[] {
  const due = answerDue(c, policy)
  if (due === undefined) return []
  return [isBefore(now, due) ? due : nextRound(due, policy.schedule.remind.againEvery, now)]
}
