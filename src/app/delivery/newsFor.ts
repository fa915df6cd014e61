import type { Person } from '../../core/community/index.ts'
import { isRefused, type CaseId } from '../../core/kernel/index.ts'
import { inWords, rolesOn } from '../../core/process/index.ts'
import { viewCase, type CaseView } from '../cases/index.ts'
import type { Mailed } from '../effects/index.ts'
import type { World } from '../world.ts'

export interface News {
  /** `null`: the subject that stands outside will do. */
  readonly subject: string | null
  readonly lines: readonly string[]
}

const nothing: News = { subject: null, lines: [] }

/**
 * What an encrypted notice says besides its link: the case's title, and what happened at the instant that it is about, as
 * its reader sees it on the case. Access was asked just before; reading is on record as if they had opened the case.
 */
export async function newsFor(world: World, effect: Mailed, to: Person): Promise<News> {
  const cases = [...Map.groupBy(aboutsOf(effect), (one) => one.case)]
  const told = await Promise.all(
    cases.map(([id, about]) => newsOf(world, to, id, [...new Set(about.map(({ since }) => since))])),
  )
  const found = told.filter((one) => one !== undefined)
  const [first] = found
  if (first === undefined) return nothing
  const subject = found.length === 1 ? first.title : null
  return { subject, lines: found.flatMap(({ title, lines }) => [title, ...lines, '']) }
}

function aboutsOf(effect: Mailed): readonly { readonly case: CaseId; readonly since?: string }[] {
  if (effect.kind === 'digest') return effect.about
  return effect.kind === 'notice' || effect.kind === 'reporter-notice' ? [effect] : []
}

async function newsOf(world: World, to: Person, id: CaseId, instants: readonly (string | undefined)[]) {
  const through = await throughOf(world, to, id)
  const view = await viewCase(world, to.id, id, through)
  if (isRefused(view)) return undefined
  const lines = instants.flatMap((since) => (since === undefined ? [] : happened(view, to, since)))
  return { title: view.case.report.title, lines }
}

/** Whoever is on the case only as who reported it sees it as through their link. */
async function throughOf(world: World, to: Person, id: CaseId): Promise<'link' | 'session'> {
  const { state } = await world.records.read('case', id)
  const { state: community } = await world.records.read('community', world.community)
  const members = community?.seats.map(({ person }) => person) ?? []
  return state !== null && rolesOn(state, to.id, members).every((role) => role === 'reporter') ? 'link' : 'session'
}

/** What others did then, and what they wrote. */
function happened({ case: c, records, people, policy }: CaseView, to: Person, since: string): readonly string[] {
  // One instant has two spellings here: records keep idle zeros, and what comes from the outbox does not.
  const then = Temporal.Instant.from(since)
  const isThen = (at: string) => Temporal.Instant.from(at).equals(then)
  const who = (id: string | null) => people.get(id as `p-${string}`)?.name ?? (id === null ? 'nobody' : 'somebody')
  const acts = records
    .filter(({ at, by, event }) => isThen(at) && by !== to.id && event.type !== 'Posted')
    .map(({ event }) => `* ${inWords(event, who, policy).says}`)
  const posts = c.posts
    .filter(({ at, by }) => isThen(at) && by !== to.id)
    .map(({ by, text }) => `${who(by)} wrote:\n\n${quoted(text)}`)
  return [...acts, ...posts]
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n')
}
