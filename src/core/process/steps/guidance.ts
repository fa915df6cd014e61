import { durationInWords, joined, type Policy } from '../../policy/index.ts'
import { isAtLeast } from '../distributors.ts'
import type { Case } from '../state.ts'

/** What a policy adds to a step's reason, by the step's id: things that people decide and the product only tells. */
const guidance: Readonly<Record<string, (c: Case, policy: Policy) => string | undefined>> = {
  'fix-team'(_, { fixTeam: { identify } }) {
    return `They are found with the help of ${joined(identify.from, 'or')}.`
  },
  advisory(_, { development: { advisory } }) {
    return `Where it is created: ${ended(advisory.where)}`
  },
  'draft-announcement'(_, { release: { announce } }) {
    return `It says: ${joined(announce.says)}.`
  },
  'draft-retrospective'(_, { retrospective: { send } }) {
    return `It includes: ${joined(send.includes)}.`
  },
  workspace(c, { development: { workspace } }) {
    const { kind, semiPublicBelow } = workspace
    const score = c.severity?.score
    const here = `Here that is: ${ended(kind)}`
    if (semiPublicBelow === undefined || score == null || score >= semiPublicBelow) return here
    return `${here} With a score below ${semiPublicBelow.toFixed(1)} the changes may be made in public, without a word of what they mean for security.`
  },
  complete(_, { development: { complete } }) {
    return complete.means === undefined ? undefined : `Complete means: ${complete.means}.`
  },
  'propose-release'(c, { development: { releaseDay } }) {
    const { regular } = releaseDay
    if (regular === undefined || c.severity === null) return undefined
    return isAtLeast(c.severity.class, regular.extraFrom)
      ? `Its severity (${c.severity.class}) asks for a release of its own.`
      : `Its severity (${c.severity.class}) lets it wait for the next regular release; they come every ${durationInWords(regular.every)}.`
  },
}

function ended(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`
}

export function withGuidance(id: string, why: string, c: Case, policy: Policy): string {
  const more = guidance[id]?.(c, policy)
  return more === undefined ? why : `${why} ${more}`
}
