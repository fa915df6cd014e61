import { AdvisoryDocument, Credit, Reference } from '../../document.ts'
import { alias, weakness, webAddress } from '../../fields.ts'
import { eventsIn, type TimelineEntry } from '../../timeline.ts'
import { severityOf } from '../cvss/index.ts'
import { linkType, type CreditType } from '../names/index.ts'
import { reading, type Read, type Reading } from '../reading.ts'
import { packagesOf } from './packages.ts'
import type { Csaf, Vulnerability } from './document.ts'
import { noteTitles, revisionSummary, timelineNote } from './write.ts'

const texts = AdvisoryDocument.shape
type Source = Reading<Csaf>

/** Reads a CSAF document with its first vulnerability; an advisory is of one, the others are told as lost. */
export function fromCsaf(source: Csaf): Read {
  const from = reading(source)
  const { record, kept } = from
  const { document } = record
  const { tracking, publisher } = document
  const vulnerability: Vulnerability = record.vulnerabilities?.[0] ?? {}
  from.seen('/$schema', '/document/category', '/document/csaf_version', '/document/tracking/generator')
  from.seen('/document/publisher/category', '/document/tracking/status')
  const revision = /^[1-9][0-9]{0,5}$/.exec(tracking.version)
  if (!/^en\b/i.test(document.lang ?? 'en')) from.lost('/document/lang', 'an advisory does not say its language')
  const label = document.distribution?.tlp?.label
  if (label !== undefined && label !== 'WHITE' && label !== 'CLEAR') {
    from.lost('/document/distribution', `an advisory is for everyone, and this is ${label}`)
  }
  tracking.revision_history.forEach(({ summary, date, number }, index) => {
    const known = [tracking.current_release_date, tracking.initial_release_date].includes(date)
    if (known && summary === revisionSummary(index + 1) && number === String(index + 1)) return
    from.lost(`/document/tracking/revision_history/${index}`, 'an advisory keeps no history of its own')
  })
  const notes = textsOf(from)
  const [title = tracking.id] = kept(texts.title, document.title, '/document/title')
  const links = linksOf(from)
  return from.done({
    id: tracking.id,
    modified: tracking.current_release_date,
    published: tracking.initial_release_date,
    ...(vulnerability.cve === undefined ? {} : { cve: vulnerability.cve }),
    severity: severitiesOf(source, from),
    publisher: { name: publisher.name, namespace: publisher.namespace },
    ...(revision === null ? {} : { revision: Number(tracking.version) }),
    document: {
      title,
      ...notes,
      ...remediesOf(vulnerability, notes, from),
      affected: packagesOf(from, source),
      cwes: cwesOf(vulnerability, from),
      references: links.flatMap((link) => ('type' in link ? [link] : [])),
      introducedBy: [...new Set(links.flatMap((link) => ('introduced' in link ? [link.introduced] : [])))],
      credits: [
        ...creditsOf(document.acknowledgments, '/document/acknowledgments', from),
        ...creditsOf(vulnerability.acknowledgments, '/vulnerabilities/0/acknowledgments', from),
      ],
      aliases: [...new Set((vulnerability.ids ?? []).map(({ text }) => text))].flatMap((text, index) => {
        from.seen(`/vulnerabilities/0/ids/${index}/system_name`)
        return kept(alias, text, `/vulnerabilities/0/ids/${index}`)
      }),
    },
  })
}

type Texts = { -readonly [field in keyof typeof noteTitles]: string } & { readonly timeline: TimelineEntry[] }

/** Notes by the titles that this product writes; of others, summary and description by their kind. */
function textsOf(from: Source): Texts {
  const found: Texts = {
    summary: '',
    details: '',
    impact: '',
    vulnerableWhen: '',
    mitigations: '',
    upgrade: '',
    timeline: [],
  }
  const fields = Object.keys(noteTitles) as (keyof typeof noteTitles)[]
  const places = [
    { list: from.record.vulnerabilities?.[0]?.notes ?? [], at: '/vulnerabilities/0/notes' },
    { list: from.record.document.notes ?? [], at: '/document/notes' },
  ]
  for (const { list, at } of places) {
    list.forEach(({ category, title, text }, index) => {
      const own = fields.find((field) => noteTitles[field][0] === category && noteTitles[field][1] === title)
      const here = `${at}/${index}`
      const events =
        category === timelineNote.category && title === timelineNote.title ? eventsIn(text.split('\n')) : undefined
      if (events !== undefined && found.timeline.length === 0) {
        found.timeline.push(...events)
        return
      }
      const kind = category === 'summary' ? 'summary' : category === 'description' ? 'details' : undefined
      const field = own ?? kind
      if (field === undefined || found[field] !== '') from.lost(here, 'an advisory has no place for another note')
      else found[field] = from.kept<typeof texts.details>(texts[field], text, here)[0] ?? ''
      if (own === undefined && title !== undefined && field !== undefined) from.seen(`${here}/title`)
    })
  }
  return found
}

const remedies: Readonly<Record<string, 'mitigations' | 'upgrade'>> = {
  workaround: 'mitigations',
  mitigation: 'mitigations',
  vendor_fix: 'upgrade',
}

/** An advisory's remedies are for all its packages. */
function remediesOf(
  { remediations = [], product_status: status = {} }: Vulnerability,
  { mitigations, upgrade }: Texts,
  from: Source,
) {
  const found = { mitigations, upgrade }
  const affected = [...(status['known_affected'] ?? [])]
  remediations.forEach(({ category, details, product_ids: ids }, index) => {
    const here = `/vulnerabilities/0/remediations/${index}`
    const field = remedies[category]
    if (field === undefined || found[field] !== '') {
      from.lost(here, 'an advisory has one text on mitigation and one on upgrading')
      return
    }
    found[field] = from.kept(texts.upgrade, details, here)[0] ?? ''
    const meant = [...(ids ?? [])]
    if (ids !== undefined && (meant.length !== affected.length || meant.some((id) => !affected.includes(id)))) {
      from.lost(`${here}/product_ids`, 'in an advisory, a remedy is for all packages')
    }
  })
  return found
}

/** The scores beside a vector follow from it. */
function severitiesOf(source: Csaf, from: Source) {
  from.seen('/vulnerabilities/0/scores', '/vulnerabilities/0/metrics')
  const { scores = [], metrics = [] } = source.vulnerabilities?.[0] ?? {}
  const objects = [
    ...scores.flatMap(({ cvss_v2, cvss_v3 }) => [cvss_v2, cvss_v3]),
    ...metrics.flatMap(({ content: { cvss_v2, cvss_v3, cvss_v4 } }) => [cvss_v2, cvss_v3, cvss_v4]),
  ].flatMap((object) => (object === undefined ? [] : [severityOf(object)]))
  return [...new Map(objects.map((one) => [one.score, one])).values()]
}

function cwesOf({ cwe, cwes = [] }: Vulnerability, from: Source): string[] {
  if (cwe !== undefined) from.seen('/vulnerabilities/0/cwe/name')
  const single = cwe === undefined ? [] : from.kept(weakness, cwe.id, '/vulnerabilities/0/cwe')
  const listed = cwes.flatMap(({ id }, index) => {
    from.seen(`/vulnerabilities/0/cwes/${index}/name`, `/vulnerabilities/0/cwes/${index}/version`)
    return from.kept(weakness, id, `/vulnerabilities/0/cwes/${index}`)
  })
  return [...new Set([...single, ...listed])]
}

type Link = Reference | { readonly introduced: string }

function linksOf(from: Source): Link[] {
  const { document, vulnerabilities } = from.record
  const places = [
    { list: document.references ?? [], at: '/document/references' },
    { list: vulnerabilities?.[0]?.references ?? [], at: '/vulnerabilities/0/references' },
  ]
  return places.flatMap(({ list, at }) =>
    list.flatMap(({ summary, url, category }, index): Link[] => {
      const here = `${at}/${index}`
      const type = linkType('words', summary)
      if (type === undefined)
        from.lost(`${here}/summary`, 'an advisory knows the kind of a link, not what it is called')
      if (type === 'INTRODUCED') return from.kept(webAddress, url, here).map((introduced) => ({ introduced }))
      return from.kept(Reference, { type: type ?? (category === 'self' ? 'ADVISORY' : 'WEB'), url }, here)
    }),
  )
}

function creditsOf(list: Vulnerability['acknowledgments'], at: string, from: Source): Credit[] {
  return (list ?? []).flatMap(({ names, organization, summary }, index) => {
    const here = `${at}/${index}`
    const type = (summary ?? '').toUpperCase().replaceAll(' ', '_')
    const known = Credit.shape.type.safeParse(type).success
    if (!known && summary !== undefined)
      from.lost(`${here}/summary`, 'an advisory knows kinds of credit, not what was done')
    const people = names === undefined ? [organization ?? ''] : [...names]
    if (names !== undefined && organization !== undefined) {
      from.lost(`${here}/organization`, 'an advisory credits people without their organisation')
    }
    return people.flatMap((name) =>
      from.kept(Credit, { name, type: known ? (type as CreditType) : 'OTHER', consent: true }, here),
    )
  })
}
