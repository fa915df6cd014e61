import type { Child } from 'hono/jsx'
import type { AdvisoryDocument } from '../../../../core/advisory/index.ts'
import { DayOrTime, Definitions, Prose, Table, type Fact } from '../../components/index.ts'
import { labelOf } from '../labels.ts'
import { Address } from '../text.tsx'

/** An advisory as people read it. */
export function Rendered({ document: d }: { readonly document: AdvisoryDocument }) {
  const facts: Fact[] = [
    { term: 'Title', value: d.title },
    { term: 'Summary', value: text(d.summary, 'Summary') },
    { term: 'Impact', value: text(d.impact, 'Impact') },
    { term: 'Details', value: text(d.details, 'Details') },
    { term: 'Upgrade', value: text(d.upgrade, 'Upgrade') },
    { term: 'Mitigations', value: text(d.mitigations, 'Mitigations') },
    { term: 'Vulnerable when', value: text(d.vulnerableWhen, 'Vulnerable when') },
    { term: 'Weaknesses', value: d.cwes.length === 0 ? undefined : d.cwes.join(', ') },
    { term: 'Aliases', value: d.aliases.length === 0 ? undefined : d.aliases.join(', ') },
    { term: 'References', value: links(d.references.map(({ type, url }) => ({ url, kind: type.toLowerCase() }))) },
    { term: 'Introduced by', value: links(d.introducedBy.map((url) => ({ url, kind: '' }))) },
    { term: 'Timeline', value: timeline(d) },
    { term: 'Credits', value: credits(d) },
  ]
  return (
    <>
      <Definitions label="The advisory" items={facts.filter(({ value }) => value !== undefined)} />
      <Table
        caption="Affected packages"
        titled
        columns={[
          { label: 'Package', head: true },
          { label: 'Ecosystem' },
          { label: 'From' },
          { label: 'Fixed in' },
          { label: 'Last affected' },
        ]}
        rows={d.affected.flatMap(({ package: { name, ecosystem }, ranges, versions = [] }) => {
          const one = versions.length === 0 ? [] : [[name, ecosystem, versions.join(', '), '', '']]
          const many = ranges.map(({ introduced, fixed, lastAffected }) => [
            name,
            ecosystem,
            introduced === '0' ? 'the very first' : introduced,
            fixed ?? '',
            lastAffected ?? '',
          ])
          const rows = [...many, ...one]
          return rows.length === 0 ? [[name, ecosystem, 'not known yet', '', '']] : rows
        })}
        empty={<p class="soft">No affected package is named yet.</p>}
      />
    </>
  )
}

function text(written: string, label: string): Child | undefined {
  if (written === '') return undefined
  return (
    <div class="prose">
      <Prose text={written} label={label} />
    </div>
  )
}

function links(all: readonly { url: string; kind: string }[]): Child | undefined {
  if (all.length === 0) return undefined
  return (
    <ul role="list">
      {all.map(({ url, kind }) => (
        <li>
          <Address url={url} /> <span class="soft">{kind}</span>
        </li>
      ))}
    </ul>
  )
}

function timeline({ timeline: all }: AdvisoryDocument): Child | undefined {
  if (all.length === 0) return undefined
  return (
    <ul role="list">
      {all.map(({ at, says }) => (
        <li>
          <DayOrTime at={at} /> {says}
        </li>
      ))}
    </ul>
  )
}

function credits({ credits: all }: AdvisoryDocument): Child | undefined {
  if (all.length === 0) return undefined
  return (
    <ul role="list">
      {all.map(({ name, type, consent }) => (
        <li>
          {name} <span class="soft">{labelOf(type.toLowerCase().replaceAll('_', ' '))}</span>
          {!consent && <span class="soft">, has not agreed to be named: goes out nowhere</span>}
        </li>
      ))}
    </ul>
  )
}
