import { publishedCsaf, publishedKey, publishedList } from '../../../app/index.ts'
import { paths } from '../../../core/publishing/index.ts'
import { problems, type Asked, type Route } from '../../gate/index.ts'
import { sayProblem } from '../voice.tsx'
import { answerIfNewer, answerList } from './ifNewer.ts'

const listed = [
  paths.atom,
  paths.jsonFeed,
  paths.osvAll,
  paths.osvModified,
  paths.csafIndex,
  paths.csafChanges,
  paths.rolie,
  paths.rolieService,
  paths.provider,
]

/** What programs read: feeds, lists, and the tree of a CSAF trusted provider. Fixed names stand before ids. */
export const publishingRoutes: readonly Route[] = [
  ...listed.map((path) => ({
    scope: 'public' as const,
    method: 'get' as const,
    path: `/${path}`,
    act: 'readPublic' as const,
    handle: givesList(path),
  })),
  { scope: 'public', method: 'get', path: '/.well-known/csaf/openpgp/:file', act: 'readPublic', handle: giveKey },
  { scope: 'public', method: 'get', path: `/${paths.csaf}/:year/:file`, act: 'readPublic', handle: giveCsaf },
]

function givesList(path: string) {
  return async (asked: Asked) => {
    const list = await publishedList(asked.world, path)
    return list === undefined ? sayProblem(asked, problems.notFound) : answerList(asked, list)
  }
}

async function giveCsaf(asked: Asked) {
  const { year = '', file = '' } = asked.c.req.param()
  const found = await publishedCsaf(asked.world, year, file)
  return found === undefined ? sayProblem(asked, problems.notFound) : answerIfNewer(asked, found)
}

async function giveKey(asked: Asked) {
  const key = await publishedKey(asked.world, (asked.c.req.param('file') ?? '').replace(/\.asc$/, ''))
  if (key === undefined) return sayProblem(asked, problems.notFound)
  return asked.c.body(key, 200, { 'Content-Type': 'application/pgp-keys', 'Cache-Control': 'public, max-age=3600' })
}
