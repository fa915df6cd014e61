import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Pages } from '../../../app/index.ts'
import { cvePath, markdownPath, osvPath, paths, type Site } from '../../../core/publishing/index.ts'
import { assets } from '../assets.ts'
import { Mark } from '../components/index.ts'
import { AdvisoryBody } from '../public/advisoryBody.tsx'
import { AdvisoryList } from '../public/advisoryList.tsx'
import { PageHead } from '../shell/index.ts'

/** The public pages as files: the same look, relative links, no script and no form. */
export function staticPages(): Pages {
  return {
    advisory(site, advisory, { csaf, cve }) {
      const { id, document } = advisory
      const up = '../../'
      const formats = [
        { title: 'OSV', href: `${up}${osvPath(id)}` },
        ...(cve && id.startsWith('CVE-') ? [{ title: 'CVE record', href: `${up}${cvePath(id)}` }] : []),
        ...(csaf === undefined ? [] : [{ title: 'CSAF 2.0', href: `${up}${csaf}` }]),
        { title: 'Markdown', href: `${up}${markdownPath(id)}` },
      ]
      return String(
        <Sheet site={site} title={document.title} up={up}>
          <PageHead title={document.title} {...(document.summary === '' ? {} : { lead: document.summary })} />
          <AdvisoryBody advisory={advisory} formats={formats} />
        </Sheet>,
      )
    },
    list(site, { cards, up, years }) {
      return String(
        <Sheet site={site} title="Advisories" up={up}>
          <PageHead
            title="Advisories"
            lead="What was wrong, who is affected, and what to do about it. The newest first."
          />
          <AdvisoryList cards={cards} href={(id) => `${up}advisories/${id}/index.html`} />
          {years.length > 0 && (
            <p>
              All of a year:{' '}
              {years.map((year, nth) => (
                <>
                  {nth > 0 && ' · '}
                  <a href={`${up}years/${year}.html`}>{year}</a>
                </>
              ))}
            </p>
          )}
        </Sheet>,
      )
    },
    files: [...assets().values()].flatMap(({ path, body }) => {
      const name = [style, icon].find((one) => path.endsWith(`/${one}`))
      return name === undefined ? [] : [{ path: name, bytes: body }]
    }),
  }
}

const [style, icon] = ['style.css', 'favicon.svg'] as const

interface SheetProps {
  readonly site: Site
  readonly title: string
  /** From the page to the site's first folder. */
  readonly up: string
  readonly children: Child
}

function Sheet({ site, title, up, children }: SheetProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en" data-look="public">
        <head>
          <meta charset="utf-8" />
          <title>{`${title} · ${site.name} security`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <link rel="icon" type="image/svg+xml" href={`${up}${icon}`} />
          <link rel="stylesheet" href={`${up}${style}`} />
          <link rel="alternate" type="application/atom+xml" href={`${up}${paths.atom}`} title="Atom" />
          <link rel="alternate" type="application/feed+json" href={`${up}${paths.jsonFeed}`} title="JSON Feed" />
        </head>
        <body>
          <a class="skip" href="#main">
            Skip to the content
          </a>
          <div class="page public">
            <header class="masthead">
              <div class="masthead-row">
                <a class="wordmark" href={`${up}index.html`}>
                  <Mark /> <span class="wordmark-name">{site.name} security</span>
                </a>
              </div>
            </header>
            <main id="main" tabindex={-1}>
              {children}
            </main>
            <footer class="page-foot">
              <div>
                <ul>
                  {feet.map(({ path, label }) => (
                    <li>
                      <a href={`${up}${path}`}>{label}</a>
                    </li>
                  ))}
                </ul>
              </div>
            </footer>
          </div>
        </body>
      </html>
    </>
  )
}

const feet = [
  { path: paths.atom, label: 'Atom' },
  { path: paths.jsonFeed, label: 'JSON Feed' },
  { path: paths.osvAll, label: 'All as OSV' },
  { path: paths.provider, label: 'CSAF' },
] as const
