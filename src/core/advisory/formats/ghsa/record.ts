import { z } from 'zod'
import { address, check, matching, text, time } from '../parts.ts'
import { account, repository, team } from './accounts.ts'

/**
 * GitHub's REST shapes of an advisory (https://docs.github.com/rest/security-advisories, its OpenAPI description):
 * of a repository, as its maintainers see it, and of the global database.
 */
const credit = z.enum([
  'analyst',
  'finder',
  'reporter',
  'coordinator',
  'remediation_developer',
  'remediation_reviewer',
  'remediation_verifier',
  'tool',
  'sponsor',
  'other',
])

const vulnerablePackage = z.strictObject({
  ecosystem: z.enum([
    'rubygems',
    'npm',
    'pip',
    'maven',
    'nuget',
    'composer',
    'go',
    'rust',
    'erlang',
    'actions',
    'pub',
    'other',
    'swift',
  ]),
  name: z.string().nullable(),
})
const common = {
  package: vulnerablePackage.nullable(),
  vulnerable_version_range: z.string().nullable(),
  vulnerable_functions: z.array(z.string()).nullable(),
}
const OfRepository = z.strictObject({ ...common, patched_versions: z.string().nullable() })
const OfDatabase = z.strictObject({ ...common, first_patched_version: z.string().nullable() })

const score = check(z.number(), 'wrong_score', 'must be a score from 0 to 10', (value) => value >= 0 && value <= 10)
const cvss = z.strictObject({ vector_string: z.string().nullable(), score: score.nullable() }).nullable()

const ghsaId = matching(
  /^(?:|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}|GHSA(?:-[0-9a-z]{4}){3})$/,
  'must be a GHSA id',
  'bad_id',
)
const moment = time.nullable()

const shared = {
  /** Empty in what is written for GitHub and has no id there yet. */
  ghsa_id: ghsaId,
  cve_id: matching(/^CVE-[0-9]{4}-[0-9]{4,}$/, 'must be a CVE id', 'bad_id').nullable(),
  html_url: address(),
  summary: text(1024, 0),
  description: text(65_535, 0).nullable(),
  identifiers: z.array(z.strictObject({ type: z.enum(['CVE', 'GHSA']), value: z.string() })),
  withdrawn_at: moment,
  cvss,
  cvss_severities: z
    .strictObject({ cvss_v3: cvss.exactOptional(), cvss_v4: cvss.exactOptional() })
    .nullable()
    .exactOptional(),
  cwes: z.array(z.strictObject({ cwe_id: z.string(), name: z.string() })).nullable(),
}

export const RepositoryAdvisory = z.strictObject({
  ...shared,
  url: address(),
  severity: z.enum(['critical', 'high', 'medium', 'low']).nullable(),
  author: account.nullable(),
  publisher: account.nullable(),
  state: z.enum(['published', 'closed', 'withdrawn', 'draft', 'triage']),
  created_at: moment,
  updated_at: moment,
  published_at: moment,
  closed_at: moment,
  submission: z.strictObject({ accepted: z.boolean() }).nullable(),
  vulnerabilities: z.array(OfRepository).nullable(),
  cwe_ids: z.array(z.string()).nullable(),
  credits: z.array(z.strictObject({ login: z.string().exactOptional(), type: credit.exactOptional() })).nullable(),
  credits_detailed: z
    .array(z.strictObject({ user: account, type: credit, state: z.enum(['accepted', 'declined', 'pending']) }))
    .nullable(),
  collaborating_users: z.array(account).nullable(),
  collaborating_teams: z.array(team).nullable(),
  private_fork: repository.nullable(),
})
export type RepositoryAdvisory = z.infer<typeof RepositoryAdvisory>

const percent = check(
  z.number(),
  'wrong_value',
  'must be a number from 0 to 100',
  (value) => value >= 0 && value <= 100,
)

export const GlobalAdvisory = z.strictObject({
  ...shared,
  url: z.string(),
  identifiers: shared.identifiers.nullable(),
  repository_advisory_url: address().nullable(),
  type: z.enum(['reviewed', 'unreviewed', 'malware']),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'unknown']),
  source_code_location: address().nullable(),
  references: z.array(z.string()).nullable(),
  published_at: time,
  updated_at: time,
  github_reviewed_at: moment,
  nvd_published_at: moment,
  vulnerabilities: z.array(OfDatabase).nullable(),
  epss: z
    .strictObject({ percentage: percent.exactOptional(), percentile: percent.exactOptional() })
    .nullable()
    .exactOptional(),
  credits: z.array(z.strictObject({ user: account, type: credit })).nullable(),
})
export type GlobalAdvisory = z.infer<typeof GlobalAdvisory>

/** Only the database's shape says of what type an advisory is. */
export function isGlobal(record: object): record is GlobalAdvisory {
  return 'type' in record || 'repository_advisory_url' in record
}

export const GithubAdvisory = z.looseObject({}).superRefine((record, context) => {
  const parsed = (isGlobal(record) ? GlobalAdvisory : RepositoryAdvisory).safeParse(record, { reportInput: true })
  for (const issue of parsed.error?.issues ?? [])
    context.issues.push({ ...issue, input: issue.input } as z.core.$ZodRawIssue)
})
