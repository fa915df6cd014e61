import { changedAt, type Card, type Site } from '../card.ts'
import { json } from '../json.ts'
import { keyPath, paths } from '../paths.ts'

/**
 * `provider-metadata.json` (CSAF 2.0, 7.1.7). With a key it is a trusted provider's: who has no key signs nothing and is
 * a provider. `fingerprints`: of every key that signed something, the present one first; hexadecimal.
 */
export function providerMetadata(site: Site, cards: readonly Card[], fingerprints: readonly string[]): string {
  const { name, address } = site
  return json({
    canonical_url: `${address}/${paths.provider}`,
    distributions: [
      {
        rolie: {
          feeds: [{ summary: `All advisories of ${name}`, tlp_label: 'WHITE', url: `${address}/${paths.rolie}` }],
          services: [`${address}/${paths.rolieService}`],
        },
      },
      { directory_url: `${address}/${paths.csaf}/` },
    ],
    last_updated: changedAt(site, cards),
    list_on_CSAF_aggregators: true,
    metadata_version: '2.0',
    mirror_on_CSAF_aggregators: true,
    ...(fingerprints.length === 0
      ? {}
      : {
          public_openpgp_keys: fingerprints.map((fingerprint) => ({
            fingerprint,
            url: `${address}/${keyPath(fingerprint)}`,
          })),
        }),
    publisher: { category: 'vendor', name, namespace: address },
    role: fingerprints.length === 0 ? 'csaf_provider' : 'csaf_trusted_provider',
  })
}
