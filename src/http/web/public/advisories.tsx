import { publicAdvisories, publicAdvisory, type PublicAdvisory } from '../../../app/index.ts'
import { fixedVersions, formats, packageInWords, rangeInWords } from '../../../core/advisory/index.ts'
import { paths } from '../../../core/publishing/index.ts'
import { problems, type Asked, type Route } from '../../gate/index.ts'
import { Button, Buttons, Definitions, Prose, Severity, Table, When } from '../components/index.ts'
import { publicFrame } from '../frame.tsx'
import { scoreOf, severityOf } from '../severity.ts'
import { PageHead, PublicPage } from '../shell/index.ts'
import { sayProblem } from '../voice.tsx'
import { AdvisoryList } from './advisoryList.tsx'
import { formatPath, formatRoutes } from './formats.ts'
import { AskVersion, versionAsked, type VersionAsked } from './askVersion.tsx'

export const advisoryRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/advisories', act: 'readPublic', handle: showAll },
  { scope: 'public', method: 'get', path: '/advisories/:id', act: 'readPublic', handle: showOne },
  ...formatRoutes,
]

async function showAll(asked: Asked) {
  const advisories = await publicAdvisories(asked.world)
  return asked.c.html(
    <PublicPage {...publicFrame(asked)} title="Advisories" current="advisories" head={<FeedLinks />}>
      <PageHead title="Advisories" lead="What was wrong, who is affected, and what to do about it. The newest first." />
      <AdvisoryList advisories={advisories} />
      <Feeds />
    </PublicPage>,
  )
}

const feeds = [
  { href: `/${paths.atom}`, type: 'application/atom+xml', title: 'Atom' },
  { href: `/${paths.jsonFeed}`, type: 'application/feed+json', title: 'JSON Feed' },
  { href: `/${paths.osvAll}`, type: 'application/zip', title: 'all as OSV' },
  { href: `/${paths.provider}`, type: 'application/json', title: 'CSAF' },
] as const

/** What a browser or a reader of feeds finds by itself. */
function FeedLinks() {
  return (
    <>
      {feeds.slice(0, 2).map(({ href, type, title }) => (
        <link rel="alternate" type={type} href={href} title={title} />
      ))}
    </>
  )
}

function Feeds() {
  return (
    <p class="soft">
      To be told of new ones:{' '}
      {feeds.map(({ href, title }, nth) => (
        <>
          {nth > 0 && ' · '}
          <a href={href}>{title}</a>
        </>
      ))}
    </p>
  )
}

async function showOne(asked: Asked) {
  const asItWas = asked.c.req.param('id') ?? ''
  const advisory = await publicAdvisory(asked.world, asItWas)
  if (advisory === undefined) return sayProblem(asked, problems.notFound)
  // A CVE id that came later gives the advisory another address; the one that was announced keeps leading there.
  if (advisory.id !== asItWas) return asked.c.redirect(`/advisories/${advisory.id}${new URL(asked.c.req.url).search}`)
  const { document } = advisory
  return asked.c.html(
    <PublicPage
      {...publicFrame(asked)}
      title={document.title}
      current="advisories"
      {...(document.summary === '' ? {} : { description: document.summary })}
      head={<link rel="alternate" type="application/json" href={`/osv/${advisory.id}.json`} title="OSV" />}
    >
      <PageHead title={document.title} {...(document.summary === '' ? {} : { lead: document.summary })} />
      <div class="stack stack-loose">
        <Affected advisory={advisory} asked={versionAsked((name) => asked.c.req.query(name))} />
        <ToDo advisory={advisory} />
        <Facts advisory={advisory} />
        <Text heading="Impact" text={document.impact} />
        <Text heading="Details" text={document.details} />
        <References advisory={advisory} />
      </div>
    </PublicPage>,
  )
}

interface Of {
  readonly advisory: PublicAdvisory
}

function Affected({ advisory, asked }: Of & { readonly asked: VersionAsked }) {
  const { document } = advisory
  return (
    <section class="stack" aria-labelledby="affected">
      <h2 id="affected">Am I affected?</h2>
      <Table
        caption="Affected versions"
        columns={[{ label: 'Package', head: true }, { label: 'Affected' }, { label: 'Fixed in' }]}
        rows={document.affected.map((one) => [
          packageInWords(one.package),
          [...one.ranges.map(rangeInWords), ...(one.versions ?? [])].join('; ') || 'ask us',
          fixedVersions(one).join(', ') || <span class="soft">no fixed version yet</span>,
        ])}
        empty={<p>The affected versions are not written down; ask the committee.</p>}
      />
      <AskVersion advisory={advisory} asked={asked} />
      {document.vulnerableWhen !== '' && (
        <div class="prose">
          <Prose text={document.vulnerableWhen} label="Vulnerable when" />
        </div>
      )}
    </section>
  )
}

function ToDo({ advisory: { document, release, announcement } }: Of) {
  const upgrades = document.affected.flatMap((one) => {
    const versions = fixedVersions(one)
    return versions.length === 0
      ? []
      : [`Upgrade ${packageInWords(one.package)} to ${versions.join(' or ')}, or anything newer.`]
  })
  const named = release === null ? [] : [`Upgrade ${release.project} to ${release.version}, or anything newer.`]
  return (
    <section class="prose" aria-labelledby="to-do">
      <h2 id="to-do">What do I do?</h2>
      {(upgrades.length > 0 ? upgrades : named).map((says) => (
        <p>
          <strong>{says}</strong>
        </p>
      ))}
      <Prose text={document.upgrade} label="Upgrade" />
      {document.mitigations !== '' && (
        <>
          <h3>If you can’t upgrade today</h3>
          <Prose text={document.mitigations} label="Mitigations" />
        </>
      )}
      {announcement !== null && (
        <Buttons>
          <Button href={announcement}>Read the announcement</Button>
        </Buttons>
      )}
    </section>
  )
}

function Facts({ advisory: { id, document, severity, published, modified } }: Of) {
  const credited = document.credits.map(({ name, type }) => `${name} (${type.toLowerCase().replaceAll('_', ' ')})`)
  return (
    <Definitions
      label="Facts"
      items={[
        { term: 'Id', value: <code>{id}</code> },
        ...(document.aliases.length === 0 ? [] : [{ term: 'Also known as', value: document.aliases.join(', ') }]),
        {
          term: 'Severity',
          value: <Severity severity={severityOf(severity?.class ?? null)} {...scoreOf(severity?.score ?? null)} />,
        },
        ...(severity?.vector == null ? [] : [{ term: 'Vector', value: <code>{severity.vector}</code> }]),
        ...(document.cwes.length === 0 ? [] : [{ term: 'Weakness', value: document.cwes.join(', ') }]),
        { term: 'Published', value: <When at={published} /> },
        ...(modified === published ? [] : [{ term: 'Changed', value: <When at={modified} /> }]),
        ...(credited.length === 0 ? [] : [{ term: 'Thanks to', value: credited.join(', ') }]),
        { term: 'In other formats', value: <Formats id={id} /> },
      ]}
    />
  )
}

function Formats({ id }: { readonly id: string }) {
  return (
    <ul class="plain-list">
      {formats.map(({ name, title }) => (
        <li>
          <a href={formatPath(id, name)}>{title}</a>
        </li>
      ))}
    </ul>
  )
}

function Text({ heading, text }: { readonly heading: string; readonly text: string }) {
  if (text === '') return <></>
  return (
    <section class="prose" aria-labelledby={`text-${heading.toLowerCase()}`}>
      <h2 id={`text-${heading.toLowerCase()}`}>{heading}</h2>
      <Prose text={text} label={heading} />
    </section>
  )
}

function References({ advisory: { document } }: Of) {
  const links = [...document.references, ...document.introducedBy.map((url) => ({ type: 'INTRODUCED' as const, url }))]
  if (links.length === 0) return <></>
  return (
    <section class="stack" aria-labelledby="references">
      <h2 id="references">References</h2>
      <ul class="prose stack-tight">
        {links.map(({ type, url }) => (
          <li>
            <span class="soft">{type.toLowerCase()}</span>{' '}
            <a href={url} rel="noreferrer">
              {url}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
