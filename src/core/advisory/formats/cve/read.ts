import { AdvisoryDocument, Credit, Reference } from '../../document.ts'
import { weakness, webAddress } from '../../fields.ts'
import { TimelineEntry } from '../../timeline.ts'
import { severityOf, type CvssObject } from '../cvss/index.ts'
import { linkType, type CreditType } from '../names/index.ts'
import { reading, type Parts, type Read, type Reading } from '../reading.ts'
import { affectedOf } from './affected.ts'
import { instantOf } from './parts.ts'
import { formOf, type CnaContainer, type PublishedCve, type RejectedCve } from './record.ts'

const texts = AdvisoryDocument.shape

/** Reads a CVE record or a bare CNA container. What others than the numbering authority added is told as lost. */
export function fromCve(source: object): Read {
  const form = formOf(source)
  if (form === 'rejected') return rejected(reading(source as RejectedCve))
  if (form === 'container') {
    const from = reading(source as CnaContainer)
    return from.done(partsOf(from.record, '', from))
  }
  const from = reading(source as PublishedCve)
  const { cveId, assignerOrgId, assignerShortName, dateUpdated, datePublished } = from.record.cveMetadata
  from.seen('/dataType', '/dataVersion', '/cveMetadata/state')
  const parts = partsOf(from.record.containers.cna, '/containers/cna', from)
  return from.done({
    ...parts,
    id: parts.id === '' ? cveId : parts.id,
    cve: cveId,
    ...cnaOf(assignerOrgId, assignerShortName),
    ...(dateUpdated === undefined ? {} : { modified: instantOf(dateUpdated) }),
    ...(datePublished === undefined ? {} : { published: instantOf(datePublished) }),
  })
}

/** A rejected record says only why. */
function rejected(from: Reading<RejectedCve>): Read {
  const { cveId, assignerOrgId, assignerShortName, dateUpdated, dateRejected, datePublished } = from.record.cveMetadata
  const reasons = from.record.containers.cna.rejectedReasons.map(({ value }) => value)
  from.seen('/dataType', '/dataVersion', '/cveMetadata/state')
  const modified = dateUpdated ?? dateRejected ?? epoch
  return from.done({
    id: cveId,
    cve: cveId,
    modified: instantOf(modified),
    withdrawn: instantOf(dateRejected ?? modified),
    ...(datePublished === undefined ? {} : { published: instantOf(datePublished) }),
    ...cnaOf(assignerOrgId, assignerShortName),
    severity: [],
    document: { title: cveId, details: from.kept(texts.details, reasons.join('\n\n'), '/containers/cna')[0] ?? '' },
  })
}

/** Where a container says of no time at all. */
const epoch = '1970-01-01T00:00:00Z'

function cnaOf(orgId: string, shortName: string | undefined): Pick<Parts, 'cna'> {
  return { cna: { orgId, ...(shortName === undefined ? {} : { shortName }) } }
}

function partsOf(cna: CnaContainer, at: string, from: Reading<object>): Parts {
  const { orgId, shortName, dateUpdated } = cna.providerMetadata
  const advisory = cna.source?.['advisory']
  const id = typeof advisory === 'string' ? advisory : ''
  const published = cna.datePublic
  const text = (field: keyof typeof fields) => english(cna[fields[field]], `${at}/${fields[field]}`, from, texts[field])
  const [first = '', second] = allEnglish(cna.descriptions, `${at}/descriptions`, from)
  const [summary, details] = second === undefined ? ['', first] : [first, second]
  const title = cna.title ?? (details.split('\n')[0] ?? '').slice(0, 200)
  const links = cna.references.map(({ url, tags = [] }, index) =>
    linkOf(url, [...tags], `${at}/references/${index}`, from),
  )
  return {
    id: id === '' && at === '' ? 'unnumbered' : id,
    modified: instantOf(dateUpdated ?? published ?? epoch),
    ...(published === undefined ? {} : { published: instantOf(published) }),
    ...cnaOf(orgId, shortName),
    severity: (cna.metrics ?? []).flatMap((metric, index) => severitiesOf(metric, `${at}/metrics/${index}`, from)),
    document: {
      title: from.kept(texts.title, title, `${at}/title`)[0] ?? (id === '' ? 'Untitled' : id),
      summary: from.kept(texts.summary, summary, `${at}/descriptions/0`)[0] ?? '',
      details: from.kept(texts.details, details === title ? '' : details, `${at}/descriptions`)[0] ?? '',
      impact: impactOf(cna, at, from),
      vulnerableWhen: text('vulnerableWhen'),
      mitigations: text('mitigations'),
      upgrade: text('upgrade'),
      affected: cna.affected.flatMap((part, index) => affectedOf(part, `${at}/affected/${index}`, from)),
      cwes: cwesOf(cna, at, from),
      references: links.flatMap(({ reference }) => reference),
      introducedBy: [...new Set(links.flatMap(({ introduced }) => introduced))],
      timeline: (cna.timeline ?? []).flatMap(({ time, lang, value }, index) => {
        const here = `${at}/timeline/${index}`
        if (!lang.startsWith('en')) from.lost(here, `an advisory is in one language, and this is in ${lang}`)
        return lang.startsWith('en') ? from.kept(TimelineEntry, { at: instantOf(time), says: value }, here) : []
      }),
      credits: (cna.credits ?? []).flatMap(({ value, type = 'finder' }, index) => {
        const credited = type.toUpperCase().replaceAll(' ', '_') as CreditType
        from.seen(`${at}/credits/${index}/lang`)
        return from.kept(Credit, { name: value, type: credited, consent: true }, `${at}/credits/${index}`)
      }),
    },
  }
}

const fields = { vulnerableWhen: 'configurations', mitigations: 'workarounds', upgrade: 'solutions' } as const

const objects = ['cvssV2_0', 'cvssV3_0', 'cvssV3_1', 'cvssV4_0'] as const

/** The scores and values beside a vector follow from it, and are written again with it. */
function severitiesOf(metric: NonNullable<CnaContainer['metrics']>[number], at: string, from: Reading<object>) {
  from.seen(`${at}/format`, ...objects.map((name) => `${at}/${name}`))
  return objects.flatMap((name) => {
    const object = metric[name] as CvssObject | undefined
    return object === undefined ? [] : [severityOf(object)]
  })
}

function allEnglish(list: CnaContainer['descriptions'], at: string, from: Reading<object>): string[] {
  return list.flatMap(({ lang, value }, index) => {
    if (lang.startsWith('en')) return [value]
    from.lost(`${at}/${index}`, `an advisory is in one language, and this is in ${lang}`)
    return []
  })
}

function english(
  list: CnaContainer['configurations'],
  at: string,
  from: Reading<object>,
  kind: (typeof texts)['impact'],
): string {
  return from.kept(kind, allEnglish(list ?? [], at, from).join('\n\n'), at)[0] ?? ''
}

function impactOf(cna: CnaContainer, at: string, from: Reading<object>): string {
  const all = (cna.impacts ?? []).flatMap(({ descriptions }, index) =>
    allEnglish(descriptions, `${at}/impacts/${index}/descriptions`, from),
  )
  return from.kept(texts.impact, all.join('\n\n'), `${at}/impacts`)[0] ?? ''
}

/** The name beside a CWE id is the catalogue's: nothing is lost with it. */
function cwesOf(cna: CnaContainer, at: string, from: Reading<object>): string[] {
  const found = (cna.problemTypes ?? []).flatMap(({ descriptions }, type) =>
    descriptions.flatMap(({ cweId }, index) => {
      const here = `${at}/problemTypes/${type}/descriptions/${index}`
      if (cweId === undefined) return []
      from.seen(`${here}/lang`, `${here}/description`, `${here}/type`)
      return from.kept(weakness, cweId, here)
    }),
  )
  return [...new Set(found)]
}

interface Link {
  readonly reference: Reference[]
  readonly introduced: string[]
}

/** The first tag that names a kind of link counts; the others are lost. */
function linkOf(url: string, tags: readonly string[], at: string, from: Reading<object>): Link {
  if (tags.includes('not-applicable')) return { reference: [], introduced: [] }
  const known = tags.map((tag) => linkType('tag', tag))
  const type = known.find((kind) => kind !== undefined) ?? 'WEB'
  tags.forEach((tag, index) => {
    if (known[index] !== type)
      from.lost(`${at}/tags/${index}`, `an advisory has one kind of link, and no place for ${tag}`)
  })
  if (type === 'INTRODUCED') return { reference: [], introduced: from.kept(webAddress, url, at) }
  return { reference: from.kept(Reference, { type, url }, at), introduced: [] }
}
