import { refuse, type CaseId, type Refused, type ReleaseId } from '../../core/kernel/index.ts'
import { isPublished, type EventOf } from '../../core/process/index.ts'
import type { Release, Together } from '../../core/release/index.ts'
import type { Append } from '../ports/index.ts'
import type { World } from '../world.ts'

/**
 * A release of other cases can be joined while their announcement has not left: what went out speaks for those that it
 * names and for no other (R5). Answers with what that rests on; the join fails when it changes meanwhile.
 * `named`: the id that somebody gave; without one the process makes a new release.
 */
export async function joining(world: World, decided: Together, named: unknown): Promise<readonly Append[] | Refused> {
  const restsOn: Append[] = []
  for (const { case: c, events } of decided) {
    for (const event of events) {
      if (event.type !== 'ReleaseJoined' || event.release === c.release?.id) continue
      const release = (await world.records.read('release', event.release)).state
      if (event.release === named) {
        const unknown = notThatOne(release, event)
        if (unknown !== undefined) return unknown
      }
      for (const id of (release?.cases ?? []).filter((one) => one !== c.id)) {
        const mate = await world.records.read('case', id)
        if (mate.state !== null && isPublished(mate.state)) return announcedAlready()
        restsOn.push(world.records.unchanged('case', mate))
      }
    }
  }
  return restsOn
}

/** A release is joined as what it is: whoever names another project or version means another release. */
function notThatOne(release: Release | null, { project, version }: EventOf<'ReleaseJoined'>): Refused | undefined {
  if (release === null || release.cases.length === 0) {
    return refuse(
      'no_such_release',
      'R5',
      'There is no release with this id that a case belongs to.',
      'Choose one of those that are being prepared, or leave the release empty: the fix comes with a new one.',
    )
  }
  if (release.project === project && release.version === version) return undefined
  return refuse(
    'another_release',
    'R5',
    `That release is ${release.project} ${release.version}.`,
    'Name the same project and version, or leave the release empty: the fix comes with a new one.',
  )
}

function announcedAlready(): Refused {
  return refuse(
    'announced_already',
    'R5',
    'That release has been announced, or its announcement is on its way.',
    'Leave the release empty: the fix comes with a new one.',
  )
}

/** A release that is being prepared, with the cases that it carries. */
export interface OpenRelease {
  readonly id: ReleaseId
  readonly project: string
  readonly version: string
  readonly cases: readonly CaseId[]
}

/** How many of the newest releases are looked at. */
const looked = 100

/** The releases that a case can join, the newest first: those of other open cases whose announcement has not left. */
export async function openReleases(world: World, joins: CaseId): Promise<readonly OpenRelease[]> {
  const streams = (await world.store.streams('release', world.community)).slice(-looked).reverse()
  const found = await Promise.all(streams.map(({ stream }) => openRelease(world, stream as ReleaseId, joins)))
  return found.flatMap((one) => one ?? [])
}

async function openRelease(world: World, id: ReleaseId, joins: CaseId): Promise<OpenRelease | undefined> {
  const release = (await world.records.read('release', id)).state
  if (release === null || release.cases.length === 0 || release.cases.includes(joins)) return undefined
  const cases = await Promise.all(release.cases.map(async (one) => (await world.records.read('case', one)).state))
  const joinable = cases.every((c) => c === null || !isPublished(c))
  const open = cases.some((c) => c !== null && c.closed === null)
  const { project, version } = release
  return joinable && open ? { id, project, version, cases: release.cases } : undefined
}
