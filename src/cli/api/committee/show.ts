import { exits, type Command, type CommandIo } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { bold, printJson } from '../print.ts'
import { clean, moment, told } from '../text.ts'
import type { CommitteeSeen } from './seen.ts'

export const showCommand: Command = {
  name: 'committee show',
  usage: '[--days N] [--json]',
  summary: 'Show seats, duties, cover, balance and open proposals',
  options: [{ name: 'days', value: 'N', says: 'How many days ahead cover is looked at (28)' }, jsonOption],
  examples: [['tocsin committee show --days 90', 'with the gaps of the next three months']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const query = read.values['days'] === undefined ? '' : `?days=${encodeURIComponent(read.values['days'])}`
    const seen = await ask<CommitteeSeen>(io, { path: `/api/committee${query}` }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) printJson(seen, io)
    else io.out(showCommittee(seen, io))
    return exits.done
  },
}

function showCommittee(seen: CommitteeSeen, io: CommandIo): string {
  const names = new Map(seen.people.map(({ id, name }) => [id, name]))
  const who = (id: string | null | undefined) => (id == null ? 'nobody' : (names.get(id) ?? id))
  const vendors = new Map(seen.people.map(({ id, affiliation }) => [id, affiliation]))
  const gaps = seen.cover.filter(({ lacks }) => lacks.length > 0)
  const lines = [
    bold('Seats', io),
    ...seen.seats.map(({ person, since, source, ends, leave }) => {
      const notes = [
        vendors.get(person) ?? '',
        `${source} ${since.slice(0, 10)}`,
        leave === null ? '' : 'on leave',
        ends === null ? '' : `steps down on ${ends}`,
      ]
      return `  ${who(person)}  ${person}  ${notes.filter((note) => note !== '').join(' · ')}`
    }),
    ...seen.standIns.map((one) => `  ${who(one.person)} stands in for ${who(one.standsInFor)} until ${one.until}`),
    ...seen.warnings.map(({ clause, says }) => `  ! ${clause} ${says}`),
    ...(seen.grace === null ? [] : [`  ! C6 ${seen.grace.vendor}: time to mend it until ${moment(seen.grace.until)}`]),
    '',
    bold('Duties', io),
    ...seen.duties.map(({ duty, holders }) => `  ${duty.padEnd(11)}${holders?.map(who).join(', ') ?? 'everyone'}`),
    ...seen.turns.slice(0, 2).map(({ from, to, person }) => `  on call    ${from} to ${to}: ${who(person)}`),
    '',
    bold('Cover', io),
    ...(gaps.length === 0
      ? [`  every duty is covered on each of the next ${seen.cover.length} days`]
      : gaps.map(({ day, lacks, away }) => `  ${day}  lacks ${lacks.join(', ')}; away: ${away.map(who).join(', ')}`)),
    '',
    bold('Open proposals', io),
    ...(seen.open.length === 0 ? ['  none'] : seen.open.map((one) => proposalLine(one, who))),
  ]
  return `${lines.map((line) => clean(line)).join('\n')}\n`
}

function proposalLine(one: CommitteeSeen['open'][number], who: (id: string | null | undefined) => string): string {
  const { kind, person, duty, version, from, to } = one.subject
  const about = [
    kind,
    person === undefined ? '' : who(person),
    duty ?? '',
    version === undefined ? '' : `version ${version}`,
    from === undefined ? '' : `${from} to ${to}`,
  ]
  const ways: Readonly<Record<string, string>> = {
    consensus: `silence is consent on ${moment(one.closes)}: tocsin committee object --proposal ${one.proposal}`,
    ballot: `vote until ${moment(one.closes)} (${one.standing.ayes} aye, ${one.standing.noes} no, ${one.standing.silent} silent): tocsin committee vote --proposal ${one.proposal}`,
    body: `${one.decides} decides`,
  }
  const what = about.filter((part) => part !== '').join(' ')
  return `  ${one.proposal}  ${what}\n      ${told(ways[one.stage] ?? one.stage)}`
}
