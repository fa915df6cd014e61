import { z } from 'zod'
import {
  mentionedPaths,
  ownersKinds,
  ownersPlaces,
  suggestedFrom,
  type OwnersKind,
  type SuggestedPerson,
  type Unread,
} from '../../core/community/index.ts'
import { line, nearest, refuse, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { reportersOf, type Case } from '../../core/process/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import { badInput, type BadInput } from '../answers.ts'
import { loadPerson } from '../community/index.ts'
import { personByEmail } from '../people/index.ts'
import { RepositoryFailed, type RepositorySeen } from '../ports/index.ts'
import type { World } from '../world.ts'
import type { CaseView } from './view.ts'

const path = line(1000)
  .overwrite((text) => text.replace(/^(?:\.?\/)+/, '').replace(/\/{2,}/g, '/'))
  .refine((text) => text !== '' && !/(?:^|\/)\.{1,2}(?:\/|$)/.test(text), {
    error: 'must be a path inside the repository, such as pkg/verify/entry.go',
  })

export const suggestFields = z.object({
  project: z
    .union([z.literal(''), line(200)])
    .default('')
    .meta({ title: 'Project', description: 'Empty: the one that the report names' }),
  paths: z
    .array(path)
    .max(20, { error: 'at most 20 paths; name a folder in place of its files' })
    .exactOptional()
    .meta({
      title: 'Affected paths',
      description: 'Files or folders of the repository; left out: those that report and advisory name',
    }),
})

/** Somebody whom the repository’s own files name (F1), and what they are here already. */
export interface SuggestedEngineer extends SuggestedPerson {
  /** Known here, by the address; `null`: by none. */
  readonly person: PersonId | null
  readonly standing: 'member' | 'invited' | 'accepted' | 'declined' | 'reporter' | null
}

export interface SuggestedTeam {
  readonly project: string
  /** What the clone on this server had, and since when. */
  readonly commit: string
  readonly committed: string
  readonly paths: readonly { readonly path: string; readonly kind: 'file' | 'folder' | 'missing' }[]
  readonly people: readonly SuggestedEngineer[]
  readonly unread: readonly Unread[]
}

/**
 * F1: whom to ask onto the fix team, by the affected paths, out of the OWNERS, CODEOWNERS and MAINTAINERS files of a
 * clone on this server; of these, those that the policy names. It changes nothing, and nothing of it is kept.
 */
export async function suggestTeam(
  world: World,
  { case: c, community, policy, members }: CaseView,
  input: Readonly<Record<string, unknown>>,
): Promise<SuggestedTeam | Refused | BadInput> {
  const parsed = suggestFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const project = parsed.data.project === '' ? c.report.project : parsed.data.project
  const known = community.projects.map(({ name }) => name)
  if (!known.includes(project)) return unknownName(project, known)
  const guessed = parsed.data.paths === undefined
  const paths = parsed.data.paths ?? affectedPaths(c)
  const seen = await look(world, project, paths)
  if ('refused' in seen) return seen
  const asked = paths
    .map((one) => ({ path: asFolder(one, seen), kind: seen.kinds.get(bare(one)) ?? ('missing' as const) }))
    .filter(({ kind }) => !guessed || kind !== 'missing')
  const { people, unread } = suggestedFrom(
    seen.files,
    asked.map((one) => one.path),
    kindsOf(policy),
  )
  const tooLarge = seen.tooLarge.map((file) => ({ file, line: 1, says: 'the file is too large to be read' }))
  const engineers = await Promise.all(
    people.map(async (one) => {
      const person = one.email === '' ? undefined : await personByEmail(world, one.email)
      const name = one.name === '' && person !== undefined ? ((await loadPerson(world, person))?.name ?? '') : one.name
      return { ...one, name, person: person ?? null, standing: standingOf(c, members, person) }
    }),
  )
  const { commit, committed } = seen
  return { project, commit, committed, paths: asked, people: engineers, unread: [...unread, ...tooLarge] }
}

/** Which paths the report and the newest advisory seem to name. */
export function affectedPaths({ report, advisory }: Case): readonly string[] {
  const document = advisory.at(-1)?.document
  const told = [report.title, report.impact, report.steps, document?.summary, document?.details]
  return mentionedPaths(told.filter((text) => text !== undefined).join('\n'))
}

async function look(world: World, project: string, paths: readonly string[]): Promise<RepositorySeen | Refused> {
  const files = ownersPlaces(paths.flatMap((one) => [one, `${bare(one)}/`]))
  const elsewhere = 'Invite people by their addresses, or ask an administrator: docs/setting-up.md says how.'
  try {
    const seen = await world.repositories.look(project, { files, paths: paths.map(bare) })
    return seen ?? refuse('no_clone', 'F1', `There is no clone of ${project} on this server.`, elsewhere)
  } catch (error) {
    if (!(error instanceof RepositoryFailed)) throw error
    world.lines.warn('clone_unreadable', { code: error.code })
    return refuse('clone_unreadable', 'F1', `The clone of ${project} cannot be used: ${error.message}.`, elsewhere)
  }
}

function unknownName(project: string, known: readonly string[]): Refused {
  const meant = nearest(project, known)
  return refuse(
    'no_such_project',
    'F1',
    `No project of this community is called “${project}”.`,
    meant === undefined
      ? 'Choose one of its projects; an administrator adds those that are missing.'
      : `Did you mean ${meant}?`,
  )
}

/** The policy names files in its own words, such as “the OWNERS files”; where it names none of these, all count. */
function kindsOf({ fixTeam }: Policy): readonly OwnersKind[] {
  const said = fixTeam.identify.from.join(' ')
  const named = ownersKinds.filter((kind) => new RegExp(`\\b${kind}\\b`).test(said))
  return named.length === 0 ? ownersKinds : named
}

function standingOf(
  c: Case,
  members: readonly PersonId[],
  person: PersonId | undefined,
): SuggestedEngineer['standing'] {
  if (person === undefined) return null
  const onTeam = c.fixTeam.find((one) => one.person === person)?.state
  if (onTeam !== undefined && onTeam !== 'revoked') return onTeam
  if (members.includes(person)) return 'member'
  return reportersOf(c).includes(person) ? 'reporter' : null
}

function bare(one: string): string {
  return one.replace(/\/$/, '')
}

function asFolder(one: string, { kinds }: RepositorySeen): string {
  return kinds.get(bare(one)) === 'folder' ? `${bare(one)}/` : one
}
