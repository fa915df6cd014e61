import { csafOf, formatsBy, issuerOf, publicAdvisory, publishedAs, theCommunity } from '../../../app/index.ts'
import { formats, osvId, type Format, type FormatName } from '../../../core/advisory/index.ts'
import { cvePath, markdownPath, osvPath } from '../../../core/publishing/index.ts'
import { problems, type Asked, type Problem, type Route } from '../../gate/index.ts'
import { sayProblem } from '../voice.tsx'
import { answerIfNewer } from './ifNewer.ts'

export const formatRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/advisories/:id/formats/:format', act: 'readPublic', handle: giveNamed },
  { scope: 'public', method: 'get', path: '/osv/:file', act: 'readPublic', handle: givesFile('osv', '.json') },
  { scope: 'public', method: 'get', path: '/cve/:file', act: 'readPublic', handle: givesFile('cve', '.json') },
  { scope: 'public', method: 'get', path: '/markdown/:file', act: 'readPublic', handle: givesFile('markdown', '.md') },
]

/** Formats that stand under an address of their own: programs ask for them by id. */
const own: Partial<Record<FormatName, (id: string) => string>> = { osv: osvPath, cve: cvePath, markdown: markdownPath }

/** Where a published advisory is in a format. A CNA container without a CVE id is no record that has one. */
export function formatPath(id: string, name: FormatName): string {
  const path = name === 'cve' && !id.startsWith('CVE-') ? undefined : own[name]
  return path === undefined ? `/advisories/${id}/formats/${name}` : `/${path(id)}`
}

async function giveNamed(asked: Asked) {
  const format = formats.find(({ name }) => name === asked.c.req.param('format'))
  return give(asked, asked.c.req.param('id'), format)
}

/** `/osv/CVE-2026-12345.json`. A file may have another name than its advisory: `/osv/x_TOCSIN-2026-….json`. */
function givesFile(name: FormatName, ending: string) {
  return async (asked: Asked) => {
    const file = asked.c.req.param('file') ?? ''
    const format = formats.find((one) => one.name === name)
    const named = file.endsWith(ending) ? file.slice(0, -ending.length) : undefined
    return name === 'osv' ? give(asked, named?.replace(/^x_/, ''), format, osvId, named) : give(asked, named, format)
  }
}

const itself = (id: string) => id

/** `named`: the id as it was asked for; `as`: how the format names an advisory. */
async function give(
  asked: Asked,
  id: string | undefined,
  format: Format | undefined,
  as: (id: string) => string = itself,
  named = id,
) {
  const { c, world } = asked
  const advisory = id === undefined || format === undefined ? undefined : await publicAdvisory(world, id)
  if (format === undefined || advisory === undefined) return sayProblem(asked, problems.notFound)
  if (!formatsBy(issuerOf(await theCommunity(world))).includes(format)) return sayProblem(asked, withoutOrganisation)
  if (as(advisory.id) !== named) return c.redirect(formatPath(advisory.id, format.name))
  const { modified } = advisory
  if (format.name !== 'csaf') {
    const { text } = await publishedAs(world, advisory, format)
    return answerIfNewer(asked, { body: text, mediaType: format.mediaType, modified })
  }
  const issued = await csafOf(world, advisory)
  if ('withheld' in issued) return sayProblem(asked, withheld(issued.withheld))
  return answerIfNewer(asked, { body: issued.text, mediaType: format.mediaType, modified })
}

const withoutOrganisation: Problem = {
  status: 404,
  code: 'no_org_id',
  clause: 'V2',
  says: 'This community makes no CVE records: they name an organisation of the CVE Program, and it has entered none.',
  instead: 'Take another format; the record of a CVE id stands at cve.org.',
}

function withheld(
  findings: readonly { readonly test: string; readonly pointer: string; readonly says: string }[],
): Problem {
  const places = findings.slice(0, 3).map(({ test, pointer, says }) => `${test} at ${pointer || '/'}: ${says}`)
  return {
    status: 503,
    code: 'csaf_withheld',
    clause: 'V3',
    says: `This advisory’s CSAF document does not pass the standard’s mandatory tests. ${places.join('; ')}`,
    instead: 'Take another format; the committee is told in its log.',
  }
}
