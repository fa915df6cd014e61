import { creditTypes } from '../../../../core/advisory/index.ts'
import { Field, Fieldset } from '../../components/index.ts'
import { labelOf } from '../labels.ts'
import { idOf, wrong, type Seen } from '../seen.ts'
import { creditLabels, emptyRow, rowLabels, type AffectedRow, type CreditRow } from './sheet.ts'

export function at(field: string): string {
  return idOf('reviseAdvisory', field)
}

/** As many rows as there are, and two more; a row is taken out by emptying it. */
export function Packages({ rows, seen }: { rows: readonly AffectedRow[]; seen: Seen }) {
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
          label={rowLabels.ecosystem}
          {...(place === 0 ? { hint: 'Go, npm, PyPI, crates.io…' } : {})}
        />
        <Field {...cell('name')} label={rowLabels.name} />
        <Field
          {...cell('introduced')}
          label={rowLabels.introduced}
          {...(place === 0 ? { hint: 'Empty: the very first' } : {})}
        />
        <Field {...cell('fixed')} label={rowLabels.fixed} />
        <Field {...cell('lastAffected')} label={rowLabels.lastAffected} />
      </div>
      <details open={rare || row.purl !== '' || row.versions !== '' || row.repo !== ''}>
        <summary>More about row {place + 1}</summary>
        <div class="case-row-fields">
          <Field
            {...cell('type')}
            kind="select"
            label={rowLabels.type}
            options={[
              { value: '', label: 'as they look' },
              { value: 'SEMVER', label: 'semantic versions' },
              { value: 'ECOSYSTEM', label: 'the ecosystem’s own' },
              { value: 'GIT', label: 'git commits' },
            ]}
          />
          <Field {...cell('repo')} label={rowLabels.repo} kind="url" />
          <Field {...cell('purl')} label={rowLabels.purl} />
          <Field {...cell('versions')} label={rowLabels.versions} />
        </div>
      </details>
    </div>
  )
}

/** Everyone named so far, and one row more. */
export function Credits({ rows, seen }: { rows: readonly CreditRow[]; seen: Seen }) {
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
              label={creditLabels.name}
              value={name}
              error={wrong(seen, 'reviseAdvisory', `credit-${place}-name`)}
            />
            <Field
              name={`credit-${place}-type`}
              kind="select"
              label={creditLabels.type}
              value={type}
              options={creditTypes.map((value) => ({
                value,
                label: labelOf(value.toLowerCase().replaceAll('_', ' ')),
              }))}
            />
            <Field name={`credit-${place}-consent`} kind="checkbox" label={creditLabels.consent} checked={consent} />
          </div>
        </div>
      ))}
    </Fieldset>
  )
}
