import { publicAdvisory, publishedAs } from '../../../app/index.ts'
import { formats, type FormatName } from '../../../core/advisory/index.ts'
import { problems, type Asked, type Route } from '../../gate/index.ts'
import { sayProblem } from '../voice.tsx'

export const formatRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/advisories/:id/formats/:format', act: 'readPublic', handle: give },
]

/** Where a published advisory is in a format; OSV records have stood under an address of their own from the start. */
export function formatPath(id: string, name: FormatName): string {
  return name === 'osv' ? `/osv/${id}.json` : `/advisories/${id}/formats/${name}`
}

async function give(asked: Asked) {
  const { c, world } = asked
  const id = c.req.param('id') ?? ''
  const format = formats.find(({ name }) => name === c.req.param('format'))
  const advisory = format === undefined ? undefined : await publicAdvisory(world, id)
  if (format === undefined || advisory === undefined) return sayProblem(asked, problems.notFound)
  if (advisory.id !== id) return c.redirect(formatPath(advisory.id, format.name))
  const { text } = await publishedAs(world, advisory, format)
  return c.body(text, 200, { 'Content-Type': format.mediaType, 'Cache-Control': 'public, max-age=60' })
}
