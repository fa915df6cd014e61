import { mitreForm } from '../../../../core/process/index.ts'
import { Code } from '../../components/index.ts'
import { may, type Seen } from '../seen.ts'

/** V2: for projects that are no numbering authority: what to fill into MITRE’s form, question by question. */
export function MitreForm({ seen }: { readonly seen: Seen }) {
  const { view } = seen
  const form = view.policy.development.cve.form
  if (form === undefined || view.case.cve.id !== null || !may(seen, 'requestCve')) return <></>
  const fields = mitreForm(view.case, { community: view.community.name, from: view.community.from })
  return (
    <details class="folded">
      <summary>MITRE’s form, filled in</summary>
      <p class="soft">
        To be sent at <a href={form}>{form}</a>, by you. It may hold what is under embargo.
      </p>
      <Code label="The answers, question by question" wraps>
        {fields.map(({ name, value }) => `${name}:\n${value === '' ? '–' : value}`).join('\n\n')}
      </Code>
    </details>
  )
}
