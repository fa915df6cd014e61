import { dayOf } from '../../../core/clock/index.ts'
import { moment, told } from '../text.ts'
import type { ProposalSeen, Who } from './seen.ts'

/** A proposal that is open: what it is about, what speaks for it, and the command with which one takes part. */
export function openLines(one: ProposalSeen, who: Who): readonly string[] {
  const { proposal, standing, closes, statement, warnings, objections } = one
  const ways: Readonly<Record<string, string>> = {
    consensus: `silence is consent on ${moment(closes)}: tocsin committee object --proposal ${proposal}`,
    ballot: `vote until ${moment(closes)} (${standing.ayes} aye, ${standing.noes} no, ${standing.silent} silent): tocsin committee vote --proposal ${proposal}`,
    body: `${one.decides} decides`,
  }
  return [
    `${proposal}  ${aboutOf(one, who)}`,
    ...[
      oneLine(statement),
      ...warnings.map(({ clause, says }) => `! ${clause} ${says}`),
      ...objections.map(({ by, reason }) => `${by === 'product' ? 'Tocsin' : who(by)} objected: ${oneLine(reason)}`),
      told(ways[one.stage] ?? one.stage),
    ].map((line) => `    ${line}`),
  ]
}

/** One that was decided, by the number under which it can be appealed. */
export function decidedLine(one: ProposalSeen, who: Who): string {
  const { proposal, closed } = one
  return `${proposal}  ${aboutOf(one, who)}: ${closed?.outcome ?? ''} ${closed === null ? '' : dayOf(closed.at)}`
}

function aboutOf({ subject }: ProposalSeen, who: Who): string {
  const { kind, person, duty, version, from, to } = subject
  const about = [
    kind,
    person === undefined ? '' : who(person),
    duty ?? '',
    version === undefined ? '' : `version ${version}`,
    from === undefined ? '' : `${from} to ${to}`,
  ]
  return about.filter((part) => part !== '').join(' ')
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
