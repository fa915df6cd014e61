import { lengthInWords } from '../../../core/clock/index.ts'
import { Table } from '../components/index.ts'
import type { Seen } from './seen.ts'

/** What it is all for: how long until users could install a fix, and how long they were exposed to what was known. */
export function TwoFigures({ seen: { view } }: { readonly seen: Seen }) {
  if (view.figures.length === 0) return <></>
  return (
    <section class="stack" aria-labelledby="figures">
      <h2 id="figures">In figures</h2>
      <Table
        caption="Medians over cases with a fixed release"
        titled
        columns={[
          { label: 'Policy', head: true },
          { label: 'Cases' },
          { label: 'From disclosure to a fixed release' },
          { label: 'Users exposed to what is known' },
        ]}
        rows={view.figures.map(({ policy, cases, toFixedRelease, exposure }) => [
          policy === null ? 'any version' : `version ${policy}`,
          String(cases),
          lengthInWords(toFixedRelease),
          exposure === 0 ? 'not at all' : lengthInWords(exposure),
        ])}
      />
    </section>
  )
}
