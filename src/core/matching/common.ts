/** Words that say nothing of one vulnerability: English function words, and what every report has. */
const common = new Set(
  (
    'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this ' +
    'to was will with from which when who via can could may might has have had been being its also other than some ' +
    'any all each etc does do did use used uses using user users allow allows allowed vulnerability vulnerabilities ' +
    'issue issues flaw flaws affected affects affect version versions attacker attackers before prior earlier through'
  ).split(' '),
)

export function isCommon(word: string): boolean {
  return common.has(word)
}
