import type { Child } from 'hono/jsx'
import type { PublicAdvisory } from '../../../app/index.ts'
import { fixedVersions, packageInWords, rangeInWords } from '../../../core/advisory/index.ts'
import { Button, Buttons, DayOrTime, Definitions, Prose, Severity, Table, When } from '../components/index.ts'
import { scoreOf, severityOf } from '../severity.ts'

interface Of {
  readonly advisory: PublicAdvisory
}

interface BodyProps extends Of {
  /** Where it is in other formats; none before it is published. */
  readonly formats: readonly { readonly title: string; readonly href: string }[]
  /** A form that answers whether a version is affected; a page without a server has none. */
  readonly ask?: Child
}

/** What everybody may read of an advisory, wherever its page stands. */
export function AdvisoryBody({ advisory, formats, ask }: BodyProps) {
  const { document } = advisory
  return (
    <div class="stack stack-loose">
      <Affected advisory={advisory} ask={ask} />
      <ToDo advisory={advisory} />
      <Facts advisory={advisory} formats={formats} />
      <Text heading="Impact" text={document.impact} />
      <Text heading="Details" text={document.details} />
      <Timeline advisory={advisory} />
      <References advisory={advisory} />
    </div>
  )
}

function Affected({ advisory, ask }: Of & Pick<BodyProps, 'ask'>) {
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
      {ask}
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

function Facts({ advisory: { id, document, severity, published, modified }, formats }: Omit<BodyProps, 'ask'>) {
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
        ...(formats.length === 0 ? [] : [{ term: 'In other formats', value: <Formats formats={formats} /> }]),
      ]}
    />
  )
}

function Formats({ formats }: Pick<BodyProps, 'formats'>) {
  return (
    <ul class="plain-list formats">
      {formats.map(({ title, href }) => (
        <li>
          <a href={href}>{title}</a>
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

function Timeline({ advisory: { document } }: Of) {
  if (document.timeline.length === 0) return <></>
  return (
    <section class="stack" aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      <ul class="prose stack-tight">
        {document.timeline.map(({ at, says }) => (
          <li>
            <span class="soft">
              <DayOrTime at={at} />:
            </span>{' '}
            {says}
          </li>
        ))}
      </ul>
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
