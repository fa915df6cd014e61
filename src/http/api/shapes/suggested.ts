import { z } from 'zod'
import type { SuggestedTeam } from '../../../app/index.ts'
import { at, personId } from './parts.ts'

const naming = z.strictObject({
  path: z.string().describe('The affected path; a folder ends with a slash; empty: the whole project'),
  file: z.string(),
  line: z.int().describe('From 1'),
  as: z.enum(['approver', 'reviewer', 'owner', 'maintainer']),
  alias: z.string().describe('The alias of OWNERS_ALIASES by which the line names them; empty: by themselves'),
})

const engineer = z
  .strictObject({
    name: z.string().describe('Empty: the files don’t say; so with address, handle, affiliation'),
    email: z.string(),
    handle: z.string().describe('At the forge; no address'),
    affiliation: z.string(),
    isTeam: z.boolean().describe('A team of the forge: who is in it stands there'),
    because: z.array(naming),
    person: personId.nullable().describe('Known here by the address; null: by none'),
    standing: z.enum(['member', 'invited', 'accepted', 'declined', 'reporter']).nullable(),
  })
  .meta({ id: 'SuggestedEngineer' })

export const suggestedShape = z
  .strictObject({
    project: z.string(),
    commit: z.string().describe('What the clone on the server had'),
    committed: at,
    paths: z.array(z.strictObject({ path: z.string(), kind: z.enum(['file', 'folder', 'missing']) })),
    people: z.array(engineer).describe('Those first who are named for most of the paths, by the nearest files'),
    unread: z
      .array(z.strictObject({ file: z.string(), line: z.int(), says: z.string() }))
      .describe('What could not be read: who stands there is not among the people'),
  })
  .meta({ id: 'SuggestedTeam' })

export function suggestedJson(team: SuggestedTeam): z.infer<typeof suggestedShape> {
  return { ...team, paths: [...team.paths], people: team.people.map(engineerJson), unread: [...team.unread] }
}

function engineerJson({ because, ...one }: SuggestedTeam['people'][number]): z.infer<typeof engineer> {
  return { ...one, because: [...because] }
}
