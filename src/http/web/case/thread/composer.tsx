import { rooms } from '../../../../core/process/index.ts'
import { Button, Buttons, Field, Form, Notice } from '../../components/index.ts'
import { fileField } from '../../files.ts'
import { Complaint } from '../attempt.tsx'
import { carried } from '../doPage.tsx'
import { labelOf } from '../labels.ts'
import { mentionable, outsiders, withNames } from '../mentions.ts'
import { idOf, nameOf, typed, wrong, type Seen } from '../seen.ts'

/** Where one answers. */
export function Composer({ seen }: { readonly seen: Seen }) {
  const { view, query } = seen
  const written = typed(seen, 'post', 'text')
  return (
    <section class="stack" aria-labelledby="write" id="write-here">
      <h2 id="write">Write</h2>
      <Complaint seen={seen} act="post" />
      {view.case.reporter === null && (
        <Notice tone="note" says="Nobody is known to have reported this: there is no reporter who reads it." />
      )}
      <Form
        action={`/cases/${view.case.id}/do/post`}
        hidden={carried(seen)}
        draft="post"
        label="Write in the thread"
        files
      >
        <Field
          id={idOf('post', 'room')}
          name="room"
          kind="choice"
          label="Who reads it"
          required
          options={rooms.map((value) => ({ value, label: labelOf(value) }))}
          value={typed(seen, 'post', 'room') ?? query('room') ?? 'team'}
          error={wrong(seen, 'post', 'room')}
        />
        <Field
          id={idOf('post', 'text')}
          name="text"
          kind="multiline"
          rows={4}
          label="Message"
          required
          value={written === undefined ? undefined : withNames(written, view)}
          error={wrong(seen, 'post', 'text')}
          hint="Markdown. Whoever is named with an @ before the name is told."
        />
        <div class="composer-more">
          <Mentionable seen={seen} />
          <details>
            <summary>Attach files</summary>
            <Field {...fileField} id={idOf('post', 'files')} />
          </details>
        </div>
        <Buttons>
          <Button tone="primary">Post it</Button>
        </Buttons>
      </Form>
    </section>
  )
}

/** Who can be named. A browser with scripts offers them while one writes (src/browser/mentions.ts). */
function Mentionable({ seen: { view, me } }: { readonly seen: Seen }) {
  const people = mentionable(view).filter((person) => person !== me)
  const outside = outsiders(view)
  if (people.length === 0) return <></>
  return (
    <details data-mentions>
      <summary>Who can be named</summary>
      <ul class="mentionable" role="list">
        {people.map((person) => (
          <li data-name={nameOf(view, person)} data-room={outside.includes(person) ? 'everyone' : undefined}>
            @{nameOf(view, person)}
            {outside.includes(person) && <span class="soft"> not in the room of committee and fix team</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}
