import {
  atom,
  csafChanges,
  csafIndex,
  jsonFeed,
  osvModified,
  paths,
  providerMetadata,
  rolieFeed,
  rolieService,
  type Card,
  type Site,
} from '../../core/publishing/index.ts'

/** What the lists are made from. */
export interface Listing {
  readonly site: Site
  readonly cards: readonly Card[]
  /** Those whose CSAF document is out. */
  readonly csaf: readonly Card[]
  /** Of the committee's keys, the present one first. */
  readonly fingerprints: readonly string[]
}

export interface List {
  readonly path: string
  readonly mediaType: string
  /** What it is made from: it changed when the last of these did. A CSAF document goes out after its announcement. */
  readonly of: 'cards' | 'csaf'
  write(listing: Listing): string
}

const json = 'application/json'
const plain = 'text/plain; charset=utf-8'
const csv = 'text/csv; charset=utf-8'

/** Every list that is text. */
export const lists: readonly List[] = [
  {
    path: paths.atom,
    mediaType: 'application/atom+xml; charset=utf-8',
    of: 'cards',
    write: ({ site, cards }) => atom(site, cards),
  },
  {
    path: paths.jsonFeed,
    mediaType: 'application/feed+json',
    of: 'cards',
    write: ({ site, cards }) => jsonFeed(site, cards),
  },
  { path: paths.osvModified, mediaType: csv, of: 'cards', write: ({ cards }) => osvModified(cards) },
  { path: paths.csafIndex, mediaType: plain, of: 'csaf', write: ({ csaf }) => csafIndex(csaf) },
  { path: paths.csafChanges, mediaType: csv, of: 'csaf', write: ({ csaf }) => csafChanges(csaf) },
  { path: paths.rolie, mediaType: json, of: 'csaf', write: ({ site, csaf }) => rolieFeed(site, csaf, true) },
  { path: paths.rolieService, mediaType: json, of: 'csaf', write: ({ site }) => rolieService(site) },
  {
    path: paths.provider,
    mediaType: json,
    of: 'csaf',
    write: ({ site, csaf, fingerprints }) => providerMetadata(site, csaf, fingerprints),
  },
]
