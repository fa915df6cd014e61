import { lastChangedFirst, type Card, type Site } from '../card.ts'
import { paths } from '../paths.ts'
import { json } from '../json.ts'
import { mostInFeed } from './most.ts'

/** The advisories that changed last, as a JSON Feed (https://www.jsonfeed.org/version/1.1/). */
export function jsonFeed({ name, address }: Site, cards: readonly Card[]): string {
  return json({
    version: 'https://jsonfeed.org/version/1.1',
    title: `${name} security advisories`,
    home_page_url: `${address}/advisories`,
    feed_url: `${address}/${paths.jsonFeed}`,
    authors: [{ name, url: address }],
    language: 'en',
    items: lastChangedFirst(cards)
      .slice(0, mostInFeed)
      .map(({ id, title, summary, severity, published, modified }) => ({
        id: `${address}/advisories/${id}`,
        url: `${address}/advisories/${id}`,
        title: `${id}: ${title}`,
        content_text: summary === '' ? title : summary,
        date_published: published,
        date_modified: modified,
        ...(severity === null ? {} : { tags: [severity] }),
      })),
  })
}
