import type { Published, PublishedList } from '../../../app/index.ts'
import type { Asked } from '../../gate/index.ts'

/**
 * Answers with a published file, or 304 where the reader has it already (RFC 9110, section 13): by its ETag, or where
 * none was sent, by the second in which it last changed.
 */
export function answerIfNewer(asked: Asked, { body, ...file }: Published): Response {
  const { machine } = asked.world
  const hash = typeof body === 'string' ? machine.sha256(body) : machine.digest(body).toHex()
  return answerList(asked, { ...file, tag: hash.slice(0, 32), body: () => body })
}

/** The same for a list: who has it already is answered without its being written. */
export function answerList({ c }: Asked, { tag, modified, mediaType, body }: PublishedList): Response {
  const etag = `"${tag}"`
  const headers = {
    ETag: etag,
    'Last-Modified': new Date(Temporal.Instant.from(modified).epochMilliseconds).toUTCString(),
    'Cache-Control': 'public, max-age=60',
  }
  const tags = c.req.header('if-none-match')
  const since = c.req.header('if-modified-since')
  const has = tags === undefined ? since !== undefined && isSince(modified, since) : names(tags, etag)
  if (has) return c.body(null, 304, headers)
  // The compiler cannot know that no published body lies in shared memory.
  return c.body(body() as string | Uint8Array<ArrayBuffer>, 200, { ...headers, 'Content-Type': mediaType })
}

/** RFC 9110, 13.1.2: a list of tags, weak ones too, or `*`. */
function names(tags: string, etag: string): boolean {
  return tags.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
}

/** RFC 9110, 13.1.3: what is no date counts as not sent. */
function isSince(modified: string, since: string): boolean {
  const date = Date.parse(since)
  return !Number.isNaN(date) && Temporal.Instant.from(modified).epochMilliseconds <= date
}
