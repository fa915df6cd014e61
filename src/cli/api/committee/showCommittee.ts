import { dayOf } from '../../../core/clock/index.ts'
import type { CommandIo } from '../../command.ts'
import { bold } from '../print.ts'
import { clean, moment, span } from '../text.ts'
import { decidedLine, openLines } from './proposalLines.ts'
import type { CommitteeSeen, Who } from './seen.ts'

/** The committee for people, with the numbers and names that its commands take. */
export function showCommittee(seen: CommitteeSeen, io: CommandIo): string {
  const names = new Map(seen.people.map(({ id, name }) => [id, name]))
  const who: Who = (id) => (id == null ? 'nobody' : (names.get(id) ?? id))
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['Seats', seatLines(seen, who)],
    ['Duties', dutyLines(seen, who)],
    ['Leave', current(seen).map((one) => leaveLine(one, who))],
    ['Cover', coverLines(seen, who)],
    ['Balance', seen.balance.vendors.map((one) => vendorLine(one, seen.balance.members))],
    ['Figures', seen.figures.map(figuresLine)],
    ['Open proposals', seen.open.length === 0 ? ['none'] : seen.open.flatMap((one) => openLines(one, who))],
    ['Decided', seen.decided.slice(0, 5).map((one) => decidedLine(one, who))],
    ['Access elsewhere', elsewhereLines(seen, who)],
  ]
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${[bold(title, io), ...lines.map((line) => `  ${clean(line)}`)].join('\n')}\n`)
    .join('\n')
}

function seatLines(seen: CommitteeSeen, who: Who): readonly string[] {
  const vendors = new Map(seen.people.map(({ id, affiliation }) => [id, affiliation]))
  return [
    ...seen.seats.map(({ person, since, source, nominatedBy, ends, leave }) => {
      const notes = [
        vendors.get(person) ?? '',
        `${source} ${dayOf(since)}${nominatedBy === null ? '' : `, nominated by ${who(nominatedBy)}`}`,
        leave === null ? '' : 'on leave',
        ends === null ? '' : `steps down on ${ends}`,
      ]
      return `${who(person)}  ${person}  ${notes.filter((note) => note !== '').join(' · ')}`
    }),
    ...seen.standIns.map((one) => `${who(one.person)} stands in for ${who(one.standsInFor)} until ${one.until}`),
    ...seen.warnings.map(({ clause, says }) => `! ${clause} ${says}`),
    ...(seen.grace === null ? [] : [`! C6 ${seen.grace.vendor}: time to mend it until ${moment(seen.grace.until)}`]),
  ]
}

function dutyLines({ duties, turns }: CommitteeSeen, who: Who): readonly string[] {
  return [
    ...duties.map(({ duty, holders }) => `${duty.padEnd(11)}${holders?.map(who).join(', ') ?? 'everyone'}`),
    ...turns.slice(0, 2).map(({ from, to, person }) => `on call    ${from} to ${to}: ${who(person)}`),
  ]
}

/** Those that run or lie ahead: cover is told from today on. */
function current({ leaves, cover }: CommitteeSeen): CommitteeSeen['leaves'] {
  const today = cover[0]?.day ?? ''
  return leaves.filter(({ ended, to }) => ended === null && to >= today)
}

/** By its number, which `name-stand-in` and `end-leave` ask for. */
function leaveLine({ leave, person, from, to, takers, standIn }: CommitteeSeen['leaves'][number], who: Who): string {
  const handed = Object.entries(takers).map(([duty, taker]) => `; ${duty} goes to ${who(taker)}`)
  return `${leave}  ${who(person)}, ${from} to ${to}${standIn === null ? '' : `; ${who(standIn)} stands in`}${handed.join('')}`
}

function coverLines({ cover }: CommitteeSeen, who: Who): readonly string[] {
  const gaps = cover.filter(({ lacks }) => lacks.length > 0)
  if (gaps.length === 0) return [`every duty is covered on each of the next ${cover.length} days`]
  return gaps.map(({ day, lacks, away }) => `${day}  lacks ${lacks.join(', ')}; away: ${away.map(who).join(', ')}`)
}

function vendorLine({ name, people, over }: CommitteeSeen['balance']['vendors'][number], members: number): string {
  return `${name}: ${people.length} of ${members}${over ? ', over the limit' : ''}`
}

function figuresLine({ policy, cases, toFixedRelease, exposure }: CommitteeSeen['figures'][number]): string {
  const whose = `${cases === 1 ? 'one case' : `median of ${cases} cases`}${policy === null ? '' : ` under version ${policy}`}`
  return `time to fixed release ${span(toFixedRelease)} · exposure ${span(exposure)} (${whose})`
}

/** C13: what is still to be done by hand, with the system’s name as `end-access-elsewhere` takes it. */
function elsewhereLines({ offBoarding }: CommitteeSeen, who: Who): readonly string[] {
  return offBoarding.flatMap(({ person, systems }) =>
    systems
      .filter(({ done }) => done === null)
      .map(({ id, says }) => `${who(person)}: ${says} (--system ${/\s/.test(id) ? JSON.stringify(id) : id})`),
  )
}
