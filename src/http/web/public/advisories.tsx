import { cardOf, formatsBy, issuerOf, publicAdvisories, publicAdvisory, theCommunity } from '../../../app/index.ts'
import { paths } from '../../../core/publishing/index.ts'
import { problems, type Asked, type Route } from '../../gate/index.ts'
import { publicFrame } from '../frame.tsx'
import { PageHead, PublicPage } from '../shell/index.ts'
import { sayProblem } from '../voice.tsx'
import { AdvisoryBody } from './advisoryBody.tsx'
import { AdvisoryList } from './advisoryList.tsx'
import { formatPath, formatRoutes } from './formats.ts'
import { AskVersion, versionAsked } from './askVersion.tsx'

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
      <div class="stack">
        <AdvisoryList cards={advisories.map(cardOf)} />
        <Feeds />
      </div>
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
      head={<link rel="alternate" type="application/json" href={formatPath(advisory.id, 'osv')} title="OSV" />}
    >
      <PageHead title={document.title} {...(document.summary === '' ? {} : { lead: document.summary })} />
      <AdvisoryBody
        advisory={advisory}
        formats={formatsBy(issuerOf(await theCommunity(asked.world))).map(({ name, title }) => ({
          title,
          href: formatPath(advisory.id, name),
        }))}
        ask={<AskVersion advisory={advisory} asked={versionAsked((name) => asked.c.req.query(name))} />}
      />
    </PublicPage>,
  )
}
