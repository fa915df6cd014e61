import type { PersonId } from '../kernel/index.ts'
import type { Choice, Tally, VoteRule } from './events.ts'
import { reaches } from './rules.ts'
import type { Proposal } from './state.ts'

/** A vote as it stands: who is entitled, what they said, who is still silent. */
export interface Standing extends Tally {
  readonly silent: number
}

/**
 * Counts a vote. `seated`: who has a seat now. Entitled is who had a seat when the vote began, is not concerned and has
 * not recused themselves; of those whose seat ended since, whoever had voted, where the rule lets their ballot count.
 */
export function countOf(
  { electorate, ballots, recused, rule }: Pick<Proposal, 'electorate' | 'ballots' | 'recused' | 'rule'>,
  seated: readonly PersonId[],
): Standing {
  const count: Record<Choice | 'silent', number> = { aye: 0, no: 0, abstain: 0, silent: 0 }
  for (const seat of electorate) {
    if (recused[seat] !== undefined) continue
    const ballot = ballots[seat]
    if (!seated.includes(seat) && (ballot === undefined || rule.whoLeaves === 'ballot-falls')) continue
    count[ballot?.choice ?? 'silent'] += 1
  }
  const { aye: ayes, no: noes, abstain: abstentions, silent } = count
  return { entitled: ayes + noes + abstentions + silent, ayes, noes, abstentions, silent }
}

/** Whether a vote carries if it ends like this. What is tied, short of its quorum or of its least ayes fails. */
export function carries(rule: VoteRule, { entitled, ayes, noes, abstentions }: Tally): boolean {
  const base = rule.of === 'votes' ? ayes + noes : entitled
  return (
    ayes >= rule.leastAyes &&
    reaches(ayes + noes + abstentions, entitled, rule.quorum, 'at-least') &&
    reaches(ayes, base, rule.share, rule.needs)
  )
}

/** Why a vote that ends like this fails, in a sentence; empty where it carries. */
export function shortfall(rule: VoteRule, tally: Tally): string {
  if (carries(rule, tally)) return ''
  const { entitled, ayes, noes, abstentions } = tally
  const took = ayes + noes + abstentions
  if (!reaches(took, entitled, rule.quorum, 'at-least')) {
    return `Too few took part: ${took} of ${entitled}, where ${rule.quorum} have to.`
  }
  if (ayes < rule.leastAyes) return `It takes ${rule.leastAyes === 1 ? 'one aye' : `${rule.leastAyes} ayes`} at least.`
  const share = `${rule.needs === 'at-least' ? 'at least' : 'more than'} ${rule.share}`
  return `It takes ayes of ${share} of ${rule.of === 'votes' ? 'the ayes and noes' : 'those entitled'}.`
}

/**
 * The result, where no ballot that may still come can change it; else `undefined`. The worst that can happen to a
 * proposal is that all who are silent say no, or, for the quorum, stay silent; the best, that all say aye. Where the
 * ballot of a member who leaves falls, nothing is certain before the end.
 */
export function certain(rule: VoteRule, standing: Standing): 'adopted' | 'failed' | undefined {
  const { silent, ayes, noes } = standing
  if (rule.whoLeaves === 'ballot-falls') return undefined
  if (!carries(rule, { ...standing, ayes: ayes + silent })) return 'failed'
  const worst = carries(rule, { ...standing, noes: noes + silent }) && carries(rule, standing)
  return worst ? 'adopted' : undefined
}

/** A tally without what is only of interest while the vote runs. */
export function tallyOf({ entitled, ayes, noes, abstentions }: Standing): Tally {
  return { entitled, ayes, noes, abstentions }
}
