import { changedAt, lastChangedFirst, type Card, type Site } from '../card.ts'
import { json } from '../json.ts'
import { csafPath, paths } from '../paths.ts'

/** RFC 8322, 7.1.1, with the information type that CSAF asks for (CSAF 2.0, requirement 15). */
const informationType = { scheme: 'urn:ietf:params:rolie:category:information-type', term: 'csaf' }

/** The ROLIE feed of all documents (RFC 8322 in the JSON form of CSAF 2.0, requirement 15). `signed`: there is a key. */
export function rolieFeed(site: Site, cards: readonly Card[], signed: boolean): string {
  const { name, address } = site
  return json({
    feed: {
      id: 'csaf-feed-tlp-white',
      title: `${name}: security advisories (TLP:WHITE)`,
      link: [
        { rel: 'self', href: `${address}/${paths.rolie}` },
        { rel: 'service', href: `${address}/${paths.rolieService}` },
      ],
      category: [informationType],
      updated: changedAt(site, cards),
      entry: lastChangedFirst(cards).map((card) => entry(card, `${address}/${csafPath(card)}`, signed)),
    },
  })
}

function entry({ id, title, summary, published, modified }: Card, href: string, signed: boolean) {
  return {
    id,
    title,
    link: [
      { rel: 'self', href },
      { rel: 'hash', href: `${href}.sha256` },
      { rel: 'hash', href: `${href}.sha512` },
      ...(signed ? [{ rel: 'signature', href: `${href}.asc` }] : []),
    ],
    published,
    updated: modified,
    ...(summary === '' ? {} : { summary: { content: summary } }),
    content: { type: 'application/json', src: href },
    format: { schema: 'https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json', version: '2.0' },
  }
}

/** The ROLIE service document (CSAF 2.0, requirement 16). */
export function rolieService({ name, address }: Site): string {
  return json({
    service: {
      workspace: [
        {
          title: `${name}: security advisories`,
          collection: [
            {
              title: `${name}: security advisories (TLP:WHITE)`,
              href: `${address}/${paths.rolie}`,
              categories: { category: [informationType] },
            },
          ],
        },
      ],
    },
  })
}
