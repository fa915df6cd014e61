import { AdvisoryDocument, creditTypes, referenceTypes } from '../../../../core/advisory/index.ts'
import { Button, Buttons, Field, Fieldset, Form } from '../../components/index.ts'
import { Complaint } from '../attempt.tsx'
import { carried } from '../doPage.tsx'
import { labelOf } from '../labels.ts'
import { idOf, typed, wrong, type Seen } from '../seen.ts'
import { sheetSent } from './reading.ts'
import { emptyRow, lists, sheetOf, texts, type AffectedRow, type CreditRow, type Sheet } from './sheet.ts'

const empty: Sheet = {
  texts: Object.fromEntries(texts.map((name) => [name, ''])) as Sheet['texts'],
  lists: { cwes: [], aliases: [], introducedBy: [] },
  affected: [],
  references: [],
  credits: [],
}

/** The whole document as one form: what is saved is a new revision, whole or not at all. */
export function Editor({ seen }: { readonly seen: Seen }) {
  const { case: c } = seen.view
  const newest = c.advisory.at(-1)
  const revision = newest?.revision ?? 0
  const tried = seen.attempt?.act === 'reviseAdvisory' ? sheetSent(seen.attempt.fields) : undefined
  const first: Sheet = { ...empty, texts: { ...empty.texts, title: c.report.title } }
  const sheet = tried ?? (newest === undefined ? first : sheetOf(newest.document))
  return (
    <section class="stack" aria-labelledby="edit">
      <h2 id="edit">{revision === 0 ? 'Write the first revision' : `Edit it into revision ${revision + 1}`}</h2>
      <Complaint seen={seen} act="reviseAdvisory" />
      <Form
        action={`/cases/${c.id}/do/reviseAdvisory`}
        hidden={{ basedOn: String(revision), ...carried(seen) }}
        draft={`advisory-${revision}`}
        label="The advisory"
      >
        {texts.map((name) => (
          <Text name={name} seen={seen} value={sheet.texts[name]} />
        ))}
        <Packages rows={sheet.affected} seen={seen} />
        <Field
          id={at('references')}
          name="references"
          kind="lines"
          label="References"
          hint={`One per line, the kind first: FIX https://…; without one it is WEB. Kinds: ${referenceTypes.join(', ')}.`}
          value={sheet.references}
          error={wrong(seen, 'reviseAdvisory', 'references')}
        />
        {lists.map((name) => (
          <Lines name={name} seen={seen} value={sheet.lists[name]} />
        ))}
        <Credits rows={sheet.credits} seen={seen} />
        <Field
          id={at('note')}
          name="note"
          label="What changed"
          hint="One line for the list of revisions."
          value={typed(seen, 'reviseAdvisory', 'note')}
          error={wrong(seen, 'reviseAdvisory', 'note')}
        />
        <Buttons>
          <Button tone="primary">Save revision {revision + 1}</Button>
        </Buttons>
      </Form>
    </section>
  )
}

const shape = AdvisoryDocument.shape

function at(field: string): string {
  return idOf('reviseAdvisory', field)
}

function Text({ name, seen, value }: { name: (typeof texts)[number]; seen: Seen; value: string }) {
  const { title = name, description } = shape[name].meta() ?? {}
  const shared = { id: at(name), name, label: title, value, error: wrong(seen, 'reviseAdvisory', name) }
  const hint = description === undefined ? {} : { hint: description }
  if (name === 'title') return <Field {...shared} {...hint} required />
  if (name === 'summary') return <Field {...shared} {...hint} />
  return <Field {...shared} {...hint} kind="multiline" rows={name === 'details' ? 10 : 5} />
}

const listHints = {
  cwes: 'One per line, such as CWE-347.',
  aliases: 'One per line, such as GHSA-xxxx-xxxx-xxxx.',
  introducedBy: 'One per line: links to the changes that brought the problem in.',
} as const

function Lines({ name, seen, value }: { name: (typeof lists)[number]; seen: Seen; value: readonly string[] }) {
  return (
    <Field
      id={at(name)}
      name={name}
      kind="lines"
      rows={2}
      label={shape[name].meta()?.title ?? name}
      hint={listHints[name]}
      value={value}
      error={wrong(seen, 'reviseAdvisory', name)}
    />
  )
}

/** As many rows as there are, and two more; a row is taken out by emptying it. */
function Packages({ rows, seen }: { rows: readonly AffectedRow[]; seen: Seen }) {
  const filled = rows.filter((row) => Object.entries(row).some(([field, text]) => field !== 'group' && text !== ''))
  return (
    <Fieldset
      legend="Affected packages"
      hint="One row for each stretch of versions. Empty a row to take it out; save to get two more empty ones."
    >
      {[...filled, emptyRow, emptyRow].map((row, place) => (
        <PackageRow row={row} place={place} seen={seen} />
      ))}
    </Fieldset>
  )
}

function PackageRow({ row, place, seen }: { row: AffectedRow; place: number; seen: Seen }) {
  const cell = (field: keyof AffectedRow) => ({
    id: at(`affected-${place}-${field}`),
    name: `affected-${place}-${field}`,
    value: row[field],
    error: wrong(seen, 'reviseAdvisory', `affected-${place}-${field}`),
  })
  const rare = row.type !== '' && row.type !== 'SEMVER'
  return (
    <div class="case-row" role="group" aria-label={row.name === '' ? `Package, row ${place + 1}` : row.name}>
      <input type="hidden" name={`affected-${place}-group`} value={row.group} />
      <div class="case-row-fields">
        <Field
          {...cell('ecosystem')}
          label="Ecosystem"
          {...(place === 0 ? { hint: 'Go, npm, PyPI, crates.io…' } : {})}
        />
        <Field {...cell('name')} label="Package" />
        <Field
          {...cell('introduced')}
          label="Introduced in"
          {...(place === 0 ? { hint: 'Empty: the very first' } : {})}
        />
        <Field {...cell('fixed')} label="Fixed in" />
        <Field {...cell('lastAffected')} label="Last affected" />
      </div>
      <details open={rare || row.purl !== '' || row.versions !== '' || row.repo !== ''}>
        <summary>More about row {place + 1}</summary>
        <div class="case-row-fields">
          <Field
            {...cell('type')}
            kind="select"
            label="Versions are"
            options={[
              { value: '', label: 'as they look' },
              { value: 'SEMVER', label: 'semantic versions' },
              { value: 'ECOSYSTEM', label: 'the ecosystem’s own' },
              { value: 'GIT', label: 'git commits' },
            ]}
          />
          <Field {...cell('repo')} label="Repository of the commits" kind="url" />
          <Field {...cell('purl')} label="Package URL" />
          <Field {...cell('versions')} label="Single versions" />
        </div>
      </details>
    </div>
  )
}

function Credits({ rows, seen }: { rows: readonly CreditRow[]; seen: Seen }) {
  const named = rows.filter(({ name }) => name !== '')
  const more: CreditRow = { name: '', type: 'REPORTER', consent: false }
  return (
    <Fieldset legend="Credits" hint="Only people who agreed to be named are named anywhere.">
      {[...named, more].map(({ name, type, consent }, place) => (
        <div class="case-row" role="group" aria-label={name === '' ? 'One more person' : name}>
          <div class="case-row-fields">
            <Field
              id={at(`credit-${place}-name`)}
              name={`credit-${place}-name`}
              label="Name"
              value={name}
              error={wrong(seen, 'reviseAdvisory', `credit-${place}-name`)}
            />
            <Field
              name={`credit-${place}-type`}
              kind="select"
              label="Credited as"
              value={type}
              options={creditTypes.map((value) => ({
                value,
                label: labelOf(value.toLowerCase().replaceAll('_', ' ')),
              }))}
            />
            <Field name={`credit-${place}-consent`} kind="checkbox" label="Agreed to be named" checked={consent} />
          </div>
        </div>
      ))}
    </Fieldset>
  )
}
