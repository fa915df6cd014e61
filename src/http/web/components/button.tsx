import type { Child } from 'hono/jsx'

export interface ButtonProps {
  readonly children: Child
  /** `primary`: the one thing to do here. `quiet`: a way out. `grave`: what is gone then stays gone. Default `plain`. */
  readonly tone?: 'primary' | 'plain' | 'quiet' | 'grave'
  /** A link that looks like a button; without it a submit button. */
  readonly href?: string
  readonly name?: string
  readonly value?: string
  readonly disabled?: boolean
  /** Sends to another address than the form's own. */
  readonly formaction?: string
  /** Names what it acts on when the words alone don't (`Remove` → `Remove Ada Quill`). */
  readonly label?: string
}

export function Button({ children, tone = 'plain', href, name, value, disabled, formaction, label }: ButtonProps) {
  const shared = { class: `button is-${tone}`, 'aria-label': label }
  return href ? (
    <a href={href} {...shared}>
      {children}
    </a>
  ) : (
    <button type="submit" name={name} value={value} disabled={disabled} formaction={formaction} {...shared}>
      {children}
    </button>
  )
}

/** Buttons in a row; on a narrow screen below each other. */
export function Buttons({ children }: { readonly children: Child }) {
  return <div class="buttons">{children}</div>
}
