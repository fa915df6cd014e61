import { isAffected, type PublicAdvisory } from '../../../app/index.ts'
import { packageInWords, type Verdict } from '../../../core/advisory/index.ts'
import { Button, Buttons, Field, Form, Notice } from '../components/index.ts'

/** What was asked in the page's address; both are cut to what can be a version and a package. */
export interface VersionAsked {
  readonly version: string
  readonly package: string
}

export function versionAsked(query: (name: string) => string | undefined): VersionAsked {
  return {
    version: (query('version') ?? '').trim().slice(0, 200),
    package: (query('package') ?? '').trim().slice(0, 500),
  }
}

interface Props {
  readonly advisory: PublicAdvisory
  readonly asked: VersionAsked
}

/** "Is my version affected?": a question in the page's address, answered on the page. */
export function AskVersion({ advisory, asked }: Props) {
  const names = [...new Set(advisory.document.affected.map((one) => packageInWords(one.package)))]
  if (names.length === 0) return <></>
  return (
    <>
      <Form
        action={`/advisories/${advisory.id}#my-version`}
        method="get"
        layout="row"
        label="Is my version affected?"
        id="my-version"
      >
        {names.length > 1 && (
          <Field
            name="package"
            kind="select"
            label="Package"
            value={asked.package}
            options={names.map((name) => ({ value: name, label: name }))}
          />
        )}
        <Field name="version" label="Your version" value={asked.version} required maxlength={200} />
        <Buttons>
          <Button>Is it affected?</Button>
        </Buttons>
      </Form>
      {asked.version !== '' && <Answer verdict={verdictOf(advisory, asked)} />}
    </>
  )
}

/** The form says `cosign (Go)`; a link from elsewhere may say `cosign` or a package URL. */
function verdictOf(advisory: PublicAdvisory, { version, package: said }: VersionAsked): Verdict {
  const known = advisory.document.affected.find((one) => packageInWords(one.package) === said)?.package
  return isAffected(advisory, {
    version,
    package: known?.name ?? said,
    ...(known === undefined ? {} : { ecosystem: known.ecosystem }),
  })
}

function Answer({ verdict }: { readonly verdict: Verdict }) {
  const { answer, says, because, rule } = verdict
  return (
    <Notice
      tone={answer === 'affected' ? 'warning' : 'note'}
      says={says}
      instead={
        (because.length > 0 || rule !== null) && (
          <span class="soft">
            {because.map((one) => `${one[0]?.toUpperCase() ?? ''}${one.slice(1)}. `)}
            {rule}
          </span>
        )
      }
    />
  )
}
