import { csafRecord } from './foreign-csaf.ts'
import type { FormatName } from '../../src/core/advisory/index.ts'
import type { Json } from '../../src/core/kernel/index.ts'

/** Records as others write them, with what Tocsin itself does not write: for the schemas and for what is lost on reading. */
export function foreign(name: FormatName): readonly Json[] {
  return records[name] ?? []
}

const uuid = '8f1b1a52-3a5e-4c1c-8d0e-0c6a5a1f2b3c'
const en = (value: string) => ({ lang: 'en', value })

const cve30 = {
  version: '3.0',
  vectorString: 'CVSS:3.0/AV:L/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:N',
  baseScore: 8.4,
  baseSeverity: 'HIGH',
}

const records: Partial<Record<FormatName, readonly Json[]>> = {
  osv: [
    {
      id: 'PYSEC-2026-1',
      modified: '2026-01-02T00:00:00.5Z',
      withdrawn: '2026-02-02T00:00:00Z',
      related: ['CVE-2026-10003'],
      upstream: ['DEBIAN-CVE-2026-10003'],
      aliases: null,
      summary: 'Two lines of releases',
      affected: [
        {
          package: { ecosystem: 'PyPI', name: 'anchor' },
          severity: [{ type: 'Ubuntu', score: 'low' }],
          ranges: [
            {
              type: 'ECOSYSTEM',
              events: [{ introduced: '0' }, { fixed: '1.5' }, { introduced: '2.0' }, { fixed: '2.2' }],
            },
            { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { limit: '3' }], database_specific: { note: 1 } },
          ],
          ecosystem_specific: { functions: ['verify'] },
        },
      ],
      credits: [{ name: 'Ada Finder', contact: ['mailto:ada@example.org'] }],
      references: [{ type: 'REPORT', url: 'https://example.org/1' }],
      database_specific: { source: 'https://example.org', cwe_ids: ['CWE-347', 'none'] },
    },
  ],
  cve: [
    {
      dataType: 'CVE_RECORD',
      dataVersion: '5.1',
      cveMetadata: {
        cveId: 'CVE-2026-10003',
        assignerOrgId: uuid,
        requesterUserId: uuid,
        serial: 2,
        state: 'PUBLISHED',
        dateReserved: '2026-01-01T00:00:00',
      },
      containers: {
        cna: {
          providerMetadata: { orgId: uuid, shortName: 'anchor' },
          dateAssigned: '2026-01-01T00:00:00Z',
          descriptions: [
            en('A signature passes.'),
            {
              lang: 'de',
              value: 'Eine Signatur geht durch.',
              supportingMedia: [{ type: 'text/html', base64: false, value: '<p>x</p>' }],
            },
          ],
          affected: [
            {
              vendor: 'Example',
              product: 'Anchor',
              cpes: ['cpe:2.3:a:example:anchor:1:*:*:*:*:*:*:*'],
              modules: ['verify'],
              programFiles: ['verify.go'],
              programRoutines: [{ name: 'verify' }],
              platforms: ['Linux'],
              defaultStatus: 'affected',
              versions: [
                {
                  version: '1.0',
                  status: 'affected',
                  lessThan: '2.0',
                  versionType: 'semver',
                  changes: [{ at: '1.5.2', status: 'unaffected' }],
                },
                { version: '3.0', status: 'unaffected' },
              ],
            },
          ],
          cpeApplicability: [
            {
              operator: 'OR',
              negate: false,
              nodes: [
                {
                  operator: 'OR',
                  negate: false,
                  cpeMatch: [
                    {
                      vulnerable: true,
                      criteria: 'cpe:2.3:a:example:anchor:*:*:*:*:*:*:*:*',
                      matchCriteriaId: uuid,
                      versionStartIncluding: '1.0',
                      versionEndExcluding: '1.5.2',
                    },
                  ],
                },
              ],
            },
          ],
          problemTypes: [
            {
              descriptions: [
                {
                  lang: 'en',
                  description: 'Improper verification',
                  cweId: 'CWE-347',
                  type: 'CWE',
                  references: [{ url: 'https://example.org/cwe' }],
                },
              ],
            },
          ],
          references: [{ url: 'https://example.org/1', name: 'Fix', tags: ['patch', 'vendor-advisory', 'x_other'] }],
          impacts: [{ capecId: 'CAPEC-460', descriptions: [en('Forgery')] }],
          metrics: [
            { format: 'CVSS', scenarios: [en('GENERAL')], cvssV3_0: cve30 },
            { other: { type: 'ssvc', content: { exploitation: 'none' } } },
          ],
          exploits: [en('None is known.')],
          timeline: [
            { time: '2026-01-01T00:00:00Z', lang: 'en', value: 'Reported' },
            { time: '2026-01-02T00:00:00Z', lang: 'de', value: 'Behoben' },
          ],
          credits: [{ lang: 'en', value: 'Ada Finder', user: uuid, type: 'remediation developer' }],
          source: { discovery: 'EXTERNAL' },
          tags: ['disputed', 'x_own'],
          taxonomyMappings: [
            {
              taxonomyName: 'ATT&CK',
              taxonomyVersion: '9',
              taxonomyRelations: [{ taxonomyId: 'T1190', relationshipName: 'mitigated by', relationshipValue: 'x' }],
            },
          ],
          x_tool: { engine: 'other' },
        },
        adp: [{ providerMetadata: { orgId: uuid }, title: 'More', metrics: [{ cvssV3_0: cve30 }] }],
      },
    },
    {
      dataType: 'CVE_RECORD',
      dataVersion: '5.1.1',
      cveMetadata: {
        cveId: 'CVE-2026-10004',
        assignerOrgId: uuid,
        state: 'REJECTED',
        dateRejected: '2026-01-03T00:00:00Z',
      },
      containers: {
        cna: {
          providerMetadata: { orgId: uuid },
          rejectedReasons: [en('A duplicate.')],
          replacedBy: ['CVE-2026-10003'],
        },
      },
    },
    {
      providerMetadata: { orgId: uuid },
      descriptions: [en('A bare container.')],
      affected: [{ vendor: 'Example', product: 'Anchor', defaultStatus: 'affected' }],
      references: [{ url: 'https://example.org/1' }],
    },
  ],
  csaf: [csafRecord('2.0')],
  'csaf-2.1': [csafRecord('2.1')],
  openvex: [
    {
      '@context': 'https://openvex.dev/ns/v0.2.0',
      '@id': 'https://example.org/vex/2026-1',
      author: 'Example',
      role: 'Vendor',
      timestamp: '2026-01-01T00:00:00Z',
      version: 1,
      statements: [
        {
          '@id': 'https://example.org/vex/2026-1#1',
          version: 1,
          vulnerability: {
            '@id': 'https://example.org/v/1',
            name: 'CVE-2026-10003',
            description: 'A signature passes',
            aliases: ['GHSA-1111-2222-3333'],
          },
          timestamp: '2026-01-01T00:00:00Z',
          products: [
            {
              '@id': 'pkg:oci/anchor@sha256%3Aabc',
              identifiers: { purl: 'pkg:oci/anchor@sha256%3Aabc', cpe23: 'cpe:2.3:a:example:anchor:1:*:*:*:*:*:*:*' },
              hashes: { 'sha-256': 'abc' },
              subcomponents: [{ identifiers: { purl: 'pkg:golang/example.org/anchor@1.0.0' } }],
            },
          ],
          status: 'affected',
          action_statement: 'Upgrade.',
          action_statement_timestamp: '2026-01-01T00:00:00Z',
          supplier: 'Example',
        },
        {
          vulnerability: { name: 'CVE-2026-10003' },
          products: [{ '@id': 'pkg:npm/other@1.0.0' }],
          status: 'not_affected',
          justification: 'component_not_present',
          impact_statement: 'It is not in there.',
        },
        { vulnerability: { name: 'CVE-2026-10004' }, status: 'under_investigation' },
      ],
    },
  ],
  ghsa: [
    {
      ghsa_id: 'GHSA-2222-3333-4444',
      cve_id: null,
      url: 'https://api.github.com/advisories/GHSA-2222-3333-4444',
      html_url: 'https://github.com/advisories/GHSA-2222-3333-4444',
      repository_advisory_url: null,
      summary: 'A signature passes',
      description: '### Impact\n\nForgery.\n\n### Patches\n\n1.5.2',
      type: 'reviewed',
      severity: 'high',
      source_code_location: 'https://github.com/example/anchor',
      identifiers: [{ type: 'GHSA', value: 'GHSA-2222-3333-4444' }],
      references: ['https://example.org/1', 'not an address'],
      published_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-02T00:00:00Z',
      github_reviewed_at: '2026-01-02T00:00:00Z',
      nvd_published_at: null,
      withdrawn_at: null,
      vulnerabilities: [
        {
          package: { ecosystem: 'go', name: 'example.org/anchor' },
          vulnerable_version_range: '>= 1.0.0, < 1.5.2',
          first_patched_version: '1.5.2',
          vulnerable_functions: ['verify'],
        },
        {
          package: { ecosystem: 'other', name: null },
          vulnerable_version_range: '> 1.0.0',
          first_patched_version: null,
          vulnerable_functions: null,
        },
      ],
      cvss: { vector_string: null, score: null },
      cvss_severities: { cvss_v3: null, cvss_v4: { vector_string: null, score: 0 } },
      cwes: [{ cwe_id: 'CWE-347', name: 'Improper Verification of Cryptographic Signature' }],
      epss: { percentage: 0.5, percentile: 50 },
      credits: [],
    },
    githubDraft(),
  ],
}

/** A repository's own advisory with everything that GitHub puts around it: accounts, a team, a private fork. */
function githubDraft(): Json {
  const api = 'https://api.github.com'
  const under = (at: string, names: string, ending: string) =>
    Object.fromEntries(names.split(' ').map((name) => [`${name}${ending}`, `${at}/${name}`]))
  const account = {
    login: 'example-maintainer',
    id: 1,
    node_id: 'U_1',
    gravatar_id: null,
    type: 'User',
    site_admin: false,
    name: null,
    email: 'maintainer@example.org',
    url: `${api}/users/1`,
    ...under(`${api}/users/1`, 'avatar html followers following gists starred subscriptions', '_url'),
    ...under(`${api}/users/1`, 'organizations repos events received_events', '_url'),
  }
  const group = {
    id: 2,
    node_id: 'T_2',
    name: 'Response',
    slug: 'response',
    description: null,
    permission: 'push',
    type: 'organization',
    url: `${api}/teams/2`,
    ...under(`${api}/teams/2`, 'html members repositories', '_url'),
  }
  const fork = `${api}/repos/example/anchor-ghsa`
  return {
    ghsa_id: 'GHSA-3333-4444-5555',
    cve_id: null,
    url: `${api}/repos/example/anchor/security-advisories/GHSA-3333-4444-5555`,
    html_url: 'https://github.com/example/anchor/security/advisories/GHSA-3333-4444-5555',
    summary: 'A signature passes',
    description: null,
    severity: null,
    author: account,
    publisher: null,
    identifiers: [{ type: 'GHSA', value: 'GHSA-3333-4444-5555' }],
    state: 'draft',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: null,
    published_at: null,
    closed_at: null,
    withdrawn_at: null,
    submission: { accepted: true },
    vulnerabilities: [],
    cvss: null,
    cwes: [],
    cwe_ids: [],
    credits: [{ login: 'example-finder', type: 'finder' }],
    credits_detailed: [{ user: account, type: 'finder', state: 'pending' }],
    collaborating_users: [account],
    collaborating_teams: [
      { ...group, permissions: { pull: true, triage: true, push: true, maintain: false, admin: false }, parent: group },
    ],
    private_fork: {
      owner: account,
      id: 3,
      node_id: 'R_3',
      name: 'anchor-ghsa',
      full_name: 'example/anchor-ghsa',
      description: null,
      private: true,
      fork: true,
      url: fork,
      ...under(fork, 'archive assignees blobs branches collaborators comments commits compare contents', '_url'),
      ...under(fork, 'git_commits git_refs git_tags issue_comment issue_events issues keys labels milestones', '_url'),
      ...under(fork, 'notifications pulls releases statuses trees html contributors deployments downloads', '_url'),
      ...under(fork, 'events forks languages merges stargazers subscribers subscription tags teams hooks', '_url'),
    },
  }
}
