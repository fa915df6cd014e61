import type { Json } from '../../src/core/kernel/index.ts'

const uuid = '8f1b1a52-3a5e-4c1c-8d0e-0c6a5a1f2b3c'

const cve30 = {
  version: '3.0',
  vectorString: 'CVSS:3.0/AV:L/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:N',
  baseScore: 8.4,
  baseSeverity: 'HIGH',
}

/** A CSAF document with everything that the standard has a field for. */
export function csafRecord(version: '2.0' | '2.1'): Json {
  const draft = version === '2.1'
  const time = '2026-01-01T00:00:00.000+01:00'
  const purl = 'pkg:npm/anchor@1.0.0'
  const group = { product_ids: ['A'], group_ids: ['G'] }
  const product = (id: string) => ({
    name: `Product ${id}`,
    product_id: id,
    product_identification_helper: {
      cpe: 'cpe:2.3:a:example:anchor:1:*:*:*:*:*:*:*',
      hashes: [{ filename: 'a.tgz', file_hashes: [{ algorithm: 'sha256', value: 'a'.repeat(64) }] }],
      model_numbers: ['m'],
      ...(draft ? { purls: [purl] } : { purl }),
      sbom_urls: ['https://example.org/sbom'],
      serial_numbers: ['s'],
      skus: ['k'],
      x_generic_uris: [{ namespace: 'https://example.org', uri: 'https://example.org/x' }],
    },
  })
  const category = 'installed_on'
  const paths = draft
    ? {
        product_paths: [
          {
            beginning_product_reference: 'A',
            full_product_name: product('R'),
            subpaths: [{ category, next_product_reference: 'B' }],
          },
        ],
      }
    : {
        relationships: [
          { category, full_product_name: product('R'), product_reference: 'A', relates_to_product_reference: 'B' },
        ],
      }
  return {
    ...(draft ? { $schema: 'https://docs.oasis-open.org/csaf/csaf/v2.1/schema/csaf.json' } : {}),
    document: {
      acknowledgments: [
        {
          names: ['Ada Finder'],
          organization: 'Example',
          summary: 'for the report',
          urls: ['https://example.org/ada'],
        },
      ],
      aggregate_severity: { namespace: 'https://example.org/severity', text: 'important' },
      category: 'csaf_security_advisory',
      csaf_version: version,
      distribution: {
        text: 'for all',
        tlp: { label: 'GREEN', url: 'https://www.first.org/tlp/' },
        ...(draft ? { sharing_group: { id: uuid, name: 'some' } } : {}),
      },
      lang: 'en-GB',
      ...(draft ? { license_expression: 'CC-BY-4.0' } : {}),
      notes: [
        { audience: 'all', category: 'legal_disclaimer', text: 'As is.', title: 'Terms', ...(draft ? group : {}) },
      ],
      publisher: {
        category: 'vendor',
        contact_details: 'write',
        issuing_authority: 'we',
        name: 'Example',
        namespace: 'https://example.org',
      },
      references: [{ category: 'self', summary: 'This', url: 'https://example.org/csaf.json' }],
      source_lang: 'de',
      title: 'A signature passes',
      tracking: {
        aliases: ['EX-1'],
        current_release_date: time,
        generator: { date: time, engine: { name: 'other', version: '1' } },
        id: 'EX-2026-1',
        initial_release_date: time,
        revision_history: [{ date: time, legacy_version: '1', number: '1.0.0', summary: 'First' }],
        status: 'final',
        version: '1.0.0',
      },
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: 'Example',
          branches: [{ category: 'product_version', name: '1.0', product: product('A') }],
        },
      ],
      full_product_names: [product('B'), product('C')],
      product_groups: [{ group_id: 'G', product_ids: ['A', 'B'], summary: 'both' }],
      ...paths,
    },
    vulnerabilities: [
      {
        acknowledgments: [{ organization: 'Example' }],
        cve: 'CVE-2026-10003',
        discovery_date: time,
        flags: [{ date: time, label: 'component_not_present', ...group }],
        ids: [{ system_name: 'Own', text: 'EX-9' }],
        involvements: [{ date: time, party: 'vendor', status: 'completed', summary: 'done' }],
        notes: [{ category: 'description', text: 'It passes.' }],
        product_status: {
          known_affected: ['A'],
          first_affected: ['A'],
          last_affected: ['A'],
          fixed: ['B'],
          first_fixed: ['B'],
          known_not_affected: ['C'],
          recommended: ['B'],
          under_investigation: ['R'],
          ...(draft ? { unknown: ['R'] } : {}),
        },
        references: [{ summary: 'Fix', url: 'https://example.org/fix' }],
        remediations: [
          {
            category: 'mitigation',
            date: time,
            details: 'Turn it off.',
            entitlements: ['all'],
            ...group,
            restart_required: { category: 'none', details: 'no' },
            url: 'https://example.org/r',
          },
        ],
        threats: [{ category: 'impact', date: time, details: 'Forgery', ...group }],
        title: 'It passes',
        ...(draft
          ? {
              cwes: [{ id: 'CWE-347', name: 'Improper Verification of Cryptographic Signature', version: '4.17' }],
              disclosure_date: time,
              first_known_exploitation_dates: [{ date: time, exploitation_date: time, product_ids: ['A'] }],
              metrics: [
                {
                  content: {
                    cvss_v3: cve30,
                    epss: { percentile: '0.5', probability: '0.1', timestamp: time },
                    qualitative_severity_rating: 'high',
                  },
                  products: ['A'],
                  source: 'https://example.org/m',
                },
              ],
            }
          : {
              cwe: { id: 'CWE-347', name: 'Improper Verification of Cryptographic Signature' },
              release_date: time,
              scores: [{ products: ['A'], cvss_v3: cve30 }],
            }),
      },
      { cve: 'CVE-2026-10005', title: 'another' },
    ],
  }
}
