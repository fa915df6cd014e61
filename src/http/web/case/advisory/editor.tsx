import { AdvisoryDocument, referenceTypes } from '../../../../core/advisory/index.ts'
import { Button, Buttons, Field, Form } from '../../components/index.ts'
import { Complaint } from '../attempt.tsx'
import { carried } from '../doPage.tsx'
import { typed, wrong, type Seen } from '../seen.ts'
import { sheetSent } from './reading.ts'
import { at, Credits, Packages } from './rows.tsx'
import { lists, sheetOf, texts, type Sheet } from './sheet.ts'
import { TimelineField } from './timeline.tsx'

const empty: Sheet = {
  texts: Object.fromEntries(texts.map((name) => [name, ''])) as Sheet['texts'],
  lists: { cwes: [], aliases: [], introducedBy: [] },
  affected: [],
  references: [],
  timeline: [],
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
      <div class="case-editing">
        <Form
          action={`/cases/${c.id}/do/reviseAdvisory`}
          hidden={{ basedOn: String(revision), ...carried(seen) }}
          draft={`advisory-${revision}`}
          label="The advisory"
          preview={`/cases/${c.id}/advisory/preview`}
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
          <TimelineField seen={seen} value={sheet.timeline} />
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
            <Button formaction={`/cases/${c.id}/advisory/preview`}>Preview</Button>
          </Buttons>
        </Form>
        <div class="case-editing-preview" data-preview-place />
      </div>
    </section>
  )
}

const shape = AdvisoryDocument.shape

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
