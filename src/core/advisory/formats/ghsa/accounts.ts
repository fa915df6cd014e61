import { z } from 'zod'
import { address } from '../parts.ts'

/**
 * GitHub's own accounts, teams and repositories, as an advisory carries them (its OpenAPI description: simple-user,
 * team, simple-repository). Of all this only a login is ever read; what has not their shape is no record of GitHub's.
 */
type Field = 'text' | 'address' | 'number' | 'flag' | 'text or null'
const kinds = {
  text: z.string(),
  address: address(),
  number: z.int(),
  flag: z.boolean(),
  'text or null': z.string().nullable(),
} satisfies Record<Field, z.ZodType>

function all<Kind extends Field>(kind: Kind, names: string) {
  return Object.fromEntries(names.split(' ').map((name) => [name, kinds[kind]]))
}

export const account = z.looseObject({
  login: z.string(),
  ...all('number', 'id'),
  ...all('flag', 'site_admin'),
  ...all('text', 'node_id type following_url gists_url starred_url events_url'),
  ...all('text or null', 'gravatar_id'),
  ...all('address', 'avatar_url url html_url followers_url subscriptions_url organizations_url'),
  ...all('address', 'repos_url received_events_url'),
  name: z.string().nullable().exactOptional(),
  email: z.string().nullable().exactOptional(),
  starred_at: z.string().exactOptional(),
  user_view_type: z.string().exactOptional(),
})

const group = {
  ...all('number', 'id'),
  ...all('text', 'node_id name slug permission members_url'),
  ...all('text or null', 'description'),
  ...all('address', 'url html_url repositories_url'),
  type: z.enum(['enterprise', 'organization']),
  privacy: z.string().exactOptional(),
  notification_setting: z.string().exactOptional(),
  organization_id: z.int().exactOptional(),
  enterprise_id: z.int().exactOptional(),
}
const may = z.looseObject(all('flag', 'pull triage push maintain admin'))

export const team = z.looseObject({
  ...group,
  permissions: may.exactOptional(),
  access_source: z.enum(['direct', 'organization', 'enterprise']).exactOptional(),
  parent: z.looseObject({ ...group, ldap_dn: z.string().exactOptional() }).nullable(),
})

export const repository = z.looseObject({
  owner: account,
  ...all('number', 'id'),
  ...all('flag', 'private fork'),
  ...all('text or null', 'description'),
  ...all('text', 'node_id name full_name archive_url assignees_url blobs_url branches_url collaborators_url'),
  ...all('text', 'comments_url commits_url compare_url contents_url git_commits_url git_refs_url git_tags_url'),
  ...all('text', 'issue_comment_url issue_events_url issues_url keys_url labels_url milestones_url'),
  ...all('text', 'notifications_url pulls_url releases_url statuses_url trees_url'),
  ...all('address', 'html_url url contributors_url deployments_url downloads_url events_url forks_url'),
  ...all('address', 'languages_url merges_url stargazers_url subscribers_url subscription_url tags_url'),
  ...all('address', 'teams_url hooks_url'),
})
