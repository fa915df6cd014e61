import type { Change } from '../../../../core/advisory/index.ts'

/** What differs, field by field; several lines line by line. Said in words and signs, not by colour alone. */
export function Changes({ changes, label }: { readonly changes: readonly Change[]; readonly label: string }) {
  return (
    <section class="stack stack-tight" aria-label={label}>
      <h3>{label}</h3>
      {changes.length === 0 && <p class="soft">Nothing.</p>}
      {changes.map(({ path, before, after, lines }) => (
        <div class="case-change">
          <p class="case-change-path">{path}</p>
          <div class="case-diff">
            {lines === undefined ? (
              <>
                {said(before) !== '' && <Line kind="removed" text={said(before)} />}
                {said(after) !== '' && <Line kind="added" text={said(after)} />}
              </>
            ) : (
              lines.map(({ kind, text }) => <Line kind={kind} text={text} />)
            )}
          </div>
        </div>
      ))}
    </section>
  )
}

const signs = { same: ' ', removed: '−', added: '+' } as const
const words = { same: '', removed: 'Removed: ', added: 'Added: ' } as const

function Line({ kind, text }: { kind: keyof typeof signs; text: string }) {
  return (
    <p class={`case-diff-line is-${kind}`}>
      <span aria-hidden="true">{signs[kind]}</span>
      <span>
        <span class="unseen">{words[kind]}</span>
        {text}
      </span>
    </p>
  )
}

/** A value as it stands in the document; what isn't a text is read out part by part. */
function said(value: Change['before'] | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object')
    return Object.values(value)
      .map(said)
      .filter((part) => part !== '')
      .join(', ')
  return String(value)
}
