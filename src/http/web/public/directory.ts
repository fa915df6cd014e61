import { directoryKey, hasDirectory } from '../../../app/index.ts'
import { problems, type Asked, type Route } from '../../gate/index.ts'
import { sayProblem } from '../voice.tsx'

const at = '/.well-known/openpgpkey'

/**
 * A Web Key Directory for the committee's address: the direct layout for the mail domain itself, the advanced one for
 * its `openpgpkey` subdomain (draft-koch-openpgp-webkey-service, section 3.1).
 */
export const directoryRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: `${at}/policy`, act: 'readPublic', handle: givePolicy },
  { scope: 'public', method: 'get', path: `${at}/hu/:name`, act: 'readPublic', handle: giveKey },
  { scope: 'public', method: 'get', path: `${at}/:domain/policy`, act: 'readPublic', handle: givePolicy },
  { scope: 'public', method: 'get', path: `${at}/:domain/hu/:name`, act: 'readPublic', handle: giveKey },
]

const shared = { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=3600' }

async function giveKey(asked: Asked) {
  const { c, world } = asked
  const { name = '', domain } = c.req.param() as { name?: string; domain?: string }
  const key = await directoryKey(world, name, domain)
  if (key === undefined) return sayProblem(asked, problems.notFound)
  return c.body(new Uint8Array(key), 200, { ...shared, 'Content-Type': 'application/octet-stream' })
}

/** An empty policy is one (section 4.5). */
async function givePolicy(asked: Asked) {
  const { c, world } = asked
  const { domain } = c.req.param() as { domain?: string }
  if (!(await hasDirectory(world, domain))) return sayProblem(asked, problems.notFound)
  return c.text('', 200, shared)
}
