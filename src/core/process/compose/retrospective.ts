import { draftRetrospective } from '../../advisory/index.ts'
import type { Context } from '../act.ts'
import { deadlines } from '../deadlines.ts'
import { figures } from '../figures.ts'
import { publicId } from '../publicId.ts'
import { reportersOf } from '../reporters.ts'
import type { Case } from '../state.ts'
import { timeline } from './timeline.ts'

/**
 * T2: the retrospective drafted from the case's own record. Everyone involved is in it, by name or by number: members of
 * the committee, who are known to the public (C3), unless they asked not to be named; everyone else once they agreed.
 */
export function composeRetrospective(c: Case, context: Context): { subject: string; body: string } {
  const { policy, now, community } = context
  const release = c.release === null ? c.report.project : `${c.release.project} ${c.release.version}`
  const figure = figures(c, now)
  const known = [c.publicSince, c.exploitSince, c.attacksSince].some((at) => at !== null)
  const everyone = involved(c)
  const people = namedIn(c, everyone, context)
  const body = draftRetrospective({
    community,
    project: c.release?.project ?? c.report.project,
    version: c.release?.version ?? null,
    vulnerabilities: [{ id: publicId(c), title: c.advisory.at(-1)?.document.title ?? c.report.title }],
    people: people.map(([person, name]) => ({ name, did: didOf(c, person) })),
    unnamed: Math.max(0, everyone.size - people.length),
    timeline: timeline(c),
    figures: {
      untilFix: c.fixReleased === null ? null : figure.toFixedRelease,
      exposure: known ? figure.exposure : null,
    },
    introducedBy: c.advisory.at(-1)?.document.introducedBy ?? [],
    deadlines: deadlines(c, policy, now).flatMap(({ clause, title, due, doneAt, id }) =>
      due === null || id === 'retrospective'
        ? []
        : [
            {
              clause,
              what: title.toLowerCase(),
              due: Temporal.Instant.from(due),
              done: doneAt === null ? null : Temporal.Instant.from(doneAt),
            },
          ],
    ),
  })
  return { subject: `Retrospective of the security release of ${release}`, body }
}

function namedIn(c: Case, everyone: ReadonlySet<string>, { members, names }: Context): readonly [string, string][] {
  const agreed = Object.entries(c.credits).flatMap(([person, { named, as }]): [string, string][] =>
    named && as !== '' ? [[person, as]] : [],
  )
  const seated = members.flatMap((person): [string, string][] => {
    const name = names[person]
    return everyone.has(person) && c.credits[person] === undefined && name !== undefined ? [[person, name]] : []
  })
  return [...agreed, ...seated]
}

/** Whoever held a duty, worked on the fix, reported it, or did anything else on the case; not who only said no. */
function involved(c: Case): Set<string> {
  const team = c.fixTeam.filter(({ state }) => state === 'accepted').map(({ person }) => person)
  const declined = c.fixTeam.filter(({ state }) => state === 'declined').map(({ person }) => person)
  const acted = c.tookPart.filter((person) => !declined.includes(person))
  return new Set([...Object.values(c.duties), ...team, ...reportersOf(c), ...acted])
}

/** As a phrase, for people who asked to be named. */
function didOf(c: Case, person: string): string {
  if (reportersOf(c).some((one) => one === person)) return 'reported it'
  return c.fixTeam.some((one) => one.person === person) ? 'worked on the fix' : 'coordinated the response'
}
