import type { AffectedPackage } from '../../affected.ts'
import { AdvisoryDocument } from '../../document.ts'
import { alias, packageUrl, version as plainVersion, webAddress } from '../../fields.ts'
import { cveId } from '../advisory.ts'
import { ecosystemOf, splitPurl } from '../names/index.ts'
import { reading, type Read, type Reading } from '../reading.ts'
import type { OpenVex } from './record.ts'
import { noAction } from './write.ts'

const texts = AdvisoryDocument.shape

/** Reads the statements on the first vulnerability of a document; the others are told as lost. */
export function fromOpenVex(source: OpenVex): Read {
  const from = reading(source)
  const { record, kept } = from
  from.seen('/@context', '/tooling')
  const name = source.statements[0]?.vulnerability.name ?? ''
  const about = source.statements.flatMap((one, index) => (one.vulnerability.name === name ? [index] : []))
  const statements = about.flatMap((index) => {
    const one = record.statements[index]
    // Each statement repeats its vulnerability; it is read from the first.
    if (index > 0) from.seen(`/statements/${index}/vulnerability`)
    return one === undefined ? [] : [{ one, at: `/statements/${index}` }]
  })
  const { description = '', aliases = [], name: called } = statements[0]?.one.vulnerability ?? { name: '' }
  const [, namespace, own] = /^(.*)\/vex-([^/]+)$/.exec(record['@id']) ?? []
  const id = own === undefined ? '' : plain(own)
  if (id === '') from.lost('/@id', 'the vulnerability’s name stands for it')
  const address = namespace === undefined ? [] : kept(webAddress, namespace, '/@id')
  const affected = statements.filter(({ one }) => one.status === 'affected')
  for (const { one, at } of statements) {
    if (one.status === 'affected') continue
    if (one.status === 'fixed') from.seen(`${at}/products`)
    else from.lost(at, 'an advisory tells what is affected, and this says otherwise')
  }
  const actions = affected.map(({ one }) => one.action_statement ?? '').filter((text) => text !== noAction)
  const notes = affected.flatMap(({ one }) => (one.status_notes === undefined ? [] : [one.status_notes]))
  return from.done({
    id: id === '' ? (name === '' ? 'unnumbered' : name) : id,
    modified: record.last_updated ?? record.timestamp,
    published: record.timestamp,
    ...(cveId.safeParse(called).success ? { cve: called } : {}),
    severity: [],
    ...(address[0] === undefined || record.author === ''
      ? {}
      : { publisher: { name: record.author, namespace: address[0] } }),
    revision: record.version,
    document: {
      title:
        kept(texts.title, description === '' ? name : description, '/statements/0/vulnerability')[0] ??
        (id || 'Untitled'),
      summary: kept(texts.summary, notes.join(' '), '/statements/0/status_notes')[0] ?? '',
      upgrade: kept(texts.upgrade, actions.join('\n\n'), '/statements/0/action_statement')[0] ?? '',
      affected: packagesOf(affected, from),
      aliases: [...new Set(aliases)].flatMap((one, index) =>
        kept(alias, one, `/statements/0/vulnerability/aliases/${index}`),
      ),
    },
  })
}

function plain(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return ''
  }
}

type Told = readonly { readonly one: OpenVex['statements'][number]; readonly at: string }[]

/** Products by their package URL, versions of one package together. */
function packagesOf(statements: Told, from: Reading<OpenVex>): AffectedPackage[] {
  const found = new Map<string, { name: string; ecosystem: string; purl: string; versions: string[] }>()
  for (const { one, at } of statements) {
    ;(one.products ?? []).forEach((product, index) => {
      const here = `${at}/products/${index}`
      const named = product.identifiers?.purl ?? product['@id'] ?? ''
      if (product['@id'] === named) from.seen(`${here}/@id`)
      const { purl, version } = splitPurl(named)
      if (!named.startsWith('pkg:') || from.kept(packageUrl, purl, here).length === 0) {
        if (!named.startsWith('pkg:')) from.lost(here, 'an advisory names packages, and this has no package URL')
        return
      }
      const [, type = '', path = ''] = /^pkg:([^/]+)\/([^?#]+)/.exec(purl) ?? []
      const ecosystem = ecosystemOf('purl', type)
      const joint = ecosystem === 'Maven' ? plain(path).replace('/', ':') : plain(path)
      const entry = found.get(purl) ?? { name: joint, ecosystem, purl, versions: [] }
      found.set(purl, entry)
      if (version !== undefined) entry.versions.push(...from.kept(plainVersion, version, here))
    })
  }
  return [...found.values()].map(({ name, ecosystem, purl, versions }) => ({
    package: { ecosystem, name, purl },
    ranges: [],
    ...(versions.length === 0 ? {} : { versions }),
  }))
}
