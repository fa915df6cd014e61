import type { Child } from 'hono/jsx'
import { Says } from './says.tsx'

/** Where a form goes, and what it carries unseen (its token against forged requests, a version, an id). */
export interface FormTarget {
  readonly action: string
  readonly hidden?: Readonly<Record<string, string>>
}

export interface FormProps extends FormTarget {
  readonly children: Child
  readonly id?: string
  /** `get` for searches and filters; everything that acts is `post`, the default. */
  readonly method?: 'get' | 'post'
  /** A name for its draft: unsent text is kept in this browser tab until it is sent. */
  readonly draft?: string
  readonly label?: string
  /** Where the server shows what is written so far: in a browser with scripts, while one writes. */
  readonly preview?: string
  /** `row` sets short fields side by side. */
  readonly layout?: 'stack' | 'row'
  /** With files. */
  readonly files?: boolean
}

export function Form({
  action,
  hidden,
  children,
  id,
  method = 'post',
  draft,
  label,
  preview,
  layout,
  files,
}: FormProps) {
  return (
    <form
      action={action}
      method={method}
      id={id}
      class={`form is-${layout ?? 'stack'}`}
      aria-label={label}
      data-draft={draft}
      data-preview={preview}
      enctype={files ? 'multipart/form-data' : undefined}
      novalidate={method === 'post'}
    >
      <Hidden fields={hidden} />
      {children}
    </form>
  )
}

export function Hidden({ fields = {} }: { readonly fields?: Readonly<Record<string, string>> | undefined }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

export interface FieldsetProps {
  readonly legend: string
  readonly hint?: string
  readonly children: Child
}

export function Fieldset({ legend, hint, children }: FieldsetProps) {
  return (
    <fieldset class="fieldset">
      <legend>{legend}</legend>
      {hint && <p class="hint">{hint}</p>}
      {children}
    </fieldset>
  )
}

export interface Problem {
  /** The field's name (or its id, where that was given). */
  readonly field: string
  /** What is wrong and what to do. */
  readonly says: string
}

/** What has to be mended, above the form, each with a link that puts the cursor there. Nothing when nothing is wrong. */
export function ErrorSummary({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return <></>
  return (
    <section class="problems" role="alert" aria-labelledby="problems-title" tabindex={-1} data-focus>
      <h2 id="problems-title">
        {problems.length === 1 ? 'One thing needs another look' : `${problems.length} things need another look`}
      </h2>
      <ul>
        {problems.map(({ field, says }) => (
          <li>
            <a href={`#${fieldId(field)}`}>
              <Says>{says}</Says>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The id of a field's control, derived from its name. */
export function fieldId(name: string): string {
  return name.startsWith('field-') ? name : `field-${name.replaceAll(/[^\w-]+/g, '-')}`
}

/** Above a submitted page: the problem of one field, to hand to `Field error=`. */
export function problemOf(problems: readonly Problem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.says
}
