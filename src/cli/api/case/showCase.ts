import type { CommandIo } from '../../command.ts'
import { bold } from '../print.ts'
import { clean, moment, span, told } from '../text.ts'
import { commandFor } from './stepCommand.ts'

/** The part of a case's JSON that is shown to people. */
export interface CaseSeen {
  readonly case: string
  readonly version: number
  readonly phaseTitle: string
  readonly report: {
    readonly title: string
    readonly project: string
    readonly versions: string
    readonly impact: string
    readonly steps: string
  }
  readonly advisory: { readonly document: { readonly title: string } } | null
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly members: readonly string[]
  readonly reporter: string | null
  readonly coReporters: readonly string[]
  readonly accessEnded: readonly { readonly person: string; readonly told: string }[]
  readonly triage: { readonly duties: Readonly<Record<string, string>> }
  readonly fix: { readonly team: readonly { readonly person: string; readonly state: string }[] }
  readonly deadlines: readonly {
    readonly clause: string
    readonly title: string
    readonly state: string
    readonly due: string | null
    /** When it was due at first. */
    readonly original: string | null
    readonly asap: boolean
    /** The clause's own length, then each cause that moved it. */
    readonly because: readonly string[]
  }[]
  readonly steps: readonly {
    readonly act: string
    readonly clause: string
    readonly title: string
    readonly why: string
    readonly who: readonly string[]
    readonly role: string
    readonly due: string | null
    readonly late: boolean
    readonly waitsFor: string | null
    readonly mine: boolean
    readonly can: boolean
    readonly optional: boolean
    readonly fields: Readonly<Record<string, string>>
  }[]
  readonly figures: { readonly toFixedRelease: number; readonly exposure: number }
  readonly embargo: { readonly state: string; readonly until: string | null }
  readonly release: {
    readonly proposals: readonly {
      readonly opening: string
      readonly announcement: string
      readonly reason: string
      readonly agreed: { readonly committee: object | null; readonly 'fix-team': object | null }
    }[]
  }
  readonly severity: {
    readonly decided: { readonly class: string; readonly score: number | null } | null
    readonly cve: { readonly id: string | null }
  }
}

const embargoes: Readonly<Record<string, string>> = {
  N: 'no embargo',
  P: 'an embargo is proposed',
  A: 'under embargo',
  R: 'under embargo, a change is proposed',
  X: 'the embargo has ended',
}

export function showCase(seen: CaseSeen, io: CommandIo): string {
  const { severity, embargo, figures } = seen
  const names = new Map(seen.people.map(({ id, name }) => [id, name]))
  const decided =
    severity.decided === null
      ? 'severity open'
      : `${severity.decided.class} ${severity.decided.score?.toFixed(1) ?? ''}`
  const until = embargo.until === null || embargo.state === 'X' ? '' : ` until ${moment(embargo.until)}`
  const facts = [seen.phaseTitle, decided.trim(), severity.cve.id ?? 'no CVE id', `version ${seen.version}`]
  const lines = [
    bold(clean(seen.advisory?.document.title ?? seen.report.title), io),
    `${seen.case}  ${facts.join(' · ')}`,
    `${embargoes[embargo.state] ?? ''}${until}`,
    ...releaseDays(seen),
    `time to fixed release ${span(figures.toFixedRelease)} · exposure ${span(figures.exposure)}`,
    '',
    bold('Next', io),
    ...nextLines(seen, names),
    '',
    bold('Report', io),
    ...reportLines(seen),
    '',
    bold('People', io),
    ...peopleLines(seen),
    '',
    bold('Deadlines', io),
    ...seen.deadlines.map(deadlineLine),
  ]
  return `${lines.join('\n')}\n`
}

/** Nobody agrees to a day that they do not see: the one that holds, and the one that is proposed. */
function releaseDays({ release: { proposals } }: CaseSeen): readonly string[] {
  const isAgreed = ({ agreed }: (typeof proposals)[number]) => agreed.committee !== null && agreed['fix-team'] !== null
  const shown = [...new Set([proposals.findLast(isAgreed), proposals.at(-1)])]
  return shown.flatMap((one) => {
    if (one === undefined) return []
    const { opening, announcement, reason, agreed } = one
    const hours = `opening ${moment(opening)}, announcement ${moment(announcement)}`
    if (isAgreed(one)) return [`release day: ${hours}`]
    const by = agreed.committee === null ? 'the fix team' : 'the committee'
    return [`release day proposed by ${by}: ${hours}${reason === '' ? '' : ` (${clean(reason)})`}`]
  })
}

/** A deadline that was moved keeps where it stood at first in sight, and why it moved (S1). */
function deadlineLine({ clause, title, state, due, original, asap, because }: CaseSeen['deadlines'][number]): string {
  const hurry = asap && state === 'open' ? ', as soon as possible' : ''
  const line = `  ${state.padEnd(8)}${moment(due).padEnd(21)}${clause} ${title}${hurry}`
  if (original === null || original === due) return line
  return [`${line}, first ${moment(original)}`, ...because.slice(1).map((one) => `      ${told(one)}`)].join('\n')
}

/** What its reporter wrote. */
function reportLines({ report }: CaseSeen): readonly string[] {
  const facts = [
    ['Project', report.project],
    ['Versions', report.versions],
    ['Impact', report.impact],
    ['Steps', report.steps],
  ] as const
  return facts.flatMap(([name, text]) => (text === '' ? [] : [`  ${name}`, clean(text).replaceAll(/^/gm, '    ')]))
}

function nextLines(seen: CaseSeen, names: ReadonlyMap<string, string>): readonly string[] {
  const steps = seen.steps.filter(({ can, optional }) => can || !optional)
  return steps.length === 0 ? ['  nothing'] : steps.map((step) => stepLine(step, seen.case, names))
}

const standing: Readonly<Record<string, string>> = { accepted: 'fix team', invited: 'invited to the fix team' }

const whetherTold: Readonly<Record<string, string>> = {
  told: 'told so by mail',
  waiting: 'the mail that tells them is on its way',
  failed: 'the mail that tells them did not leave',
  unreachable: 'no address to tell them at',
}

/** Whom the case knows, with what each is on it: their names are what commands take for a person. */
function peopleLines({
  people,
  members,
  reporter,
  coReporters,
  accessEnded,
  triage,
  fix,
}: CaseSeen): readonly string[] {
  const known = people.map(({ id, name }) => {
    const is = [
      ...(members.includes(id) ? ['committee'] : []),
      ...Object.entries(triage.duties).flatMap(([duty, holder]) => (holder === id ? [`holds ${duty}`] : [])),
      ...fix.team.flatMap(({ person, state }) => (person === id ? (standing[state] ?? []) : [])),
      ...(reporter === id ? ['reporter'] : []),
      ...(coReporters.includes(id) ? ['co-reporter'] : []),
      ...accessEnded.flatMap(({ person, told: how }) =>
        person === id ? [`access ended, ${whetherTold[how] ?? how}`] : [],
      ),
    ]
    return is.length === 0 ? undefined : `  ${clean(name)}: ${is.join(', ')}`
  })
  return known.flatMap((one) => one ?? [])
}

function stepLine(step: CaseSeen['steps'][number], id: string, names: ReadonlyMap<string, string>): string {
  const who = step.who.length === 0 ? `any ${step.role}` : step.who.map((one) => names.get(one) ?? one).join(', ')
  const due = step.due === null ? '' : `, ${step.late ? 'late since' : 'due'} ${moment(step.due)}`
  const head = told(`  ${step.mine ? '*' : '-'} ${step.title} (${step.clause}): ${who}${due}`)
  if (step.waitsFor !== null) return `${head}\n      waits for: ${told(step.waitsFor)}`
  return step.can ? `${head}\n      ${clean(commandFor(step, id))}` : head
}
