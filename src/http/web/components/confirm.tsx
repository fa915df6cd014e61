import type { Child } from 'hono/jsx'
import { Button, Buttons } from './button.tsx'
import { Form, type FormTarget } from './form.tsx'

export interface Departure {
  /** `The announcement`. */
  readonly what: Child
  /** `Mailing list`, `GitHub`, `this site`. */
  readonly where: Child
  /** Addresses or audiences, as exactly as they are known. */
  readonly to: Child
  readonly when?: Child
}

export interface ConfirmProps extends FormTarget {
  readonly title: string
  readonly goes: readonly Departure[]
  /** The very bytes, where they are text. */
  readonly preview?: Child
  /** What can't be undone, in one sentence. */
  readonly note?: Child
  readonly button: string
  readonly back: { readonly label: string; readonly href: string }
  /** More to answer before it goes. */
  readonly children?: Child
}

/** Before anything leaves the house: exactly what goes where, to whom. Asked once. */
export function Confirm({ title, goes, preview, note, button, back, action, hidden, children }: ConfirmProps) {
  return (
    <section class="confirm" aria-labelledby="confirm-title">
      <h2 id="confirm-title">{title}</h2>
      <ol class="departures" role="list">
        {goes.map(({ what, where, to, when }) => (
          <li>
            <p class="departure-what">{what}</p>
            <dl>
              <Fact term="Where">{where}</Fact>
              <Fact term="To">{to}</Fact>
              {when && <Fact term="When">{when}</Fact>}
            </dl>
          </li>
        ))}
      </ol>
      {preview}
      <Form action={action} {...(hidden ? { hidden } : {})}>
        {children}
        {note && <p class="confirm-note">{note}</p>}
        <Buttons>
          <Button tone="primary">{button}</Button>
          <Button tone="quiet" href={back.href}>
            {back.label}
          </Button>
        </Buttons>
      </Form>
    </section>
  )
}

function Fact({ term, children }: { readonly term: string; readonly children?: Child }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
