import type { Child } from 'hono/jsx'
import { fieldId } from './form.tsx'
import { Says } from './says.tsx'
import { toInstant, type Moment } from './moment.ts'

interface Common {
  readonly name: string
  readonly label: string
  /** One sentence that helps to answer. */
  readonly hint?: Child
  /** What is wrong with the answer, and what to do. */
  readonly error?: string | undefined
  readonly required?: boolean
  /** In place of “optional”, where it depends on another answer whether this one is needed. */
  readonly needed?: string
  readonly disabled?: boolean
  /** Where one page holds two fields of one name. */
  readonly id?: string
  readonly autofocus?: boolean
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

interface Written extends Common {
  readonly value?: string | undefined
  readonly placeholder?: string
  readonly maxlength?: number
  readonly autocomplete?: string
}

export type FieldProps =
  | (Written & {
      readonly kind?: 'text' | 'email' | 'url' | 'search' | 'password' | 'number'
      readonly short?: boolean
      /** For one long line to be compared to the letter, such as a vector. */
      readonly long?: boolean
      /** Answers to choose from; any other may be typed. */
      readonly suggest?: readonly Option[]
    })
  | (Written & { readonly kind: 'multiline'; readonly rows?: number; readonly mono?: boolean })
  | (Common & {
      readonly kind: 'lines'
      readonly value?: readonly string[]
      readonly rows?: number
      readonly placeholder?: string
    })
  | (Common & { readonly kind: 'select'; readonly value?: string | undefined; readonly options: readonly Option[] })
  | (Common & { readonly kind: 'choice'; readonly value?: string | undefined; readonly options: readonly Option[] })
  | (Common & { readonly kind: 'checkbox'; readonly checked?: boolean; readonly value?: string })
  | (Common & { readonly kind: 'datetime'; readonly value?: Moment | undefined })
  | (Common & { readonly kind: 'date'; readonly value?: string | undefined })
  | (Common & { readonly kind: 'file'; readonly accept?: string; readonly multiple?: boolean })

/** One question: label, hint, control, error, tied together for those who hear the page. */
export function Field(props: FieldProps) {
  const id = props.id ?? fieldId(props.name)
  const hint = props.hint ?? (props.kind === 'lines' ? 'One per line.' : undefined)
  const described = [hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ')
  const shared = {
    id,
    name: props.name,
    required: props.required,
    disabled: props.disabled,
    autofocus: props.autofocus,
    'aria-describedby': described || undefined,
    'aria-invalid': props.error ? 'true' : undefined,
  }
  const notes = (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {props.error && (
        <p class="error" id={`${id}-error`}>
          <Says>{props.error}</Says>
        </p>
      )}
    </>
  )
  if (props.kind === 'choice') return <Choice {...props} id={id} described={described} notes={notes} />
  if (props.kind === 'checkbox') {
    return (
      <div class={fieldClass(props)}>
        <label class="check">
          <input type="checkbox" value={props.value ?? 'yes'} checked={props.checked} {...shared} />{' '}
          <Asked {...props} />
        </label>
        {notes}
      </div>
    )
  }
  return (
    <div class={fieldClass(props)}>
      <label for={id}>
        <Asked {...props} />
      </label>
      {notes}
      <Control props={props} shared={shared} />
    </div>
  )
}

type Single = Exclude<FieldProps, { kind: 'choice' | 'checkbox' }>

function Control({ props, shared }: { props: Single; shared: Record<string, unknown> }) {
  switch (props.kind) {
    case 'multiline':
      return (
        <textarea
          rows={props.rows ?? 6}
          maxlength={props.maxlength}
          placeholder={props.placeholder}
          class={props.mono ? 'mono' : undefined}
          {...shared}
        >
          {props.value ?? ''}
        </textarea>
      )
    case 'lines':
      return (
        <textarea rows={props.rows ?? 4} class="mono" placeholder={props.placeholder} {...shared}>
          {(props.value ?? []).join('\n')}
        </textarea>
      )
    case 'select':
      return (
        <select {...shared}>
          {props.options.map(({ value, label }) => (
            <option value={value} selected={value === props.value}>
              {label}
            </option>
          ))}
        </select>
      )
    case 'datetime':
      return (
        <span class="with-unit">
          <input type="datetime-local" step="60" value={props.value && utcFieldValue(props.value)} {...shared} />
          <span class="unit">UTC</span>
        </span>
      )
    case 'date':
      return <input type="date" value={props.value} {...shared} />
    case 'file':
      return <input type="file" accept={props.accept} multiple={props.multiple} {...shared} />
    default:
      return (
        <>
          <input
            type={props.kind ?? 'text'}
            value={props.value}
            placeholder={props.placeholder}
            maxlength={props.maxlength}
            autocomplete={props.suggest === undefined ? props.autocomplete : 'off'}
            class={props.short ? 'short' : props.long ? 'mono long' : undefined}
            list={props.suggest === undefined ? undefined : listOf(shared)}
            {...shared}
          />
          {props.suggest !== undefined && (
            <datalist id={listOf(shared)}>
              {props.suggest.map(({ value, label }) => (
                <option value={value}>{label}</option>
              ))}
            </datalist>
          )}
        </>
      )
  }
}

function listOf({ id }: Record<string, unknown>): string {
  return `${String(id)}-known`
}

function Choice(props: Extract<FieldProps, { kind: 'choice' }> & { id: string; described: string; notes: Child }) {
  return (
    <fieldset class={fieldClass(props)} aria-describedby={props.described || undefined}>
      <legend>
        <Asked {...props} />
      </legend>
      {props.notes}
      {props.options.map((option, place) => (
        <label class="check">
          <input
            type="radio"
            name={props.name}
            value={option.value}
            id={place === 0 ? props.id : undefined}
            checked={option.value === props.value}
            disabled={props.disabled}
            required={props.required}
          />{' '}
          <span>
            {option.label}
            {option.hint && <span class="hint"> {option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** Most questions must be answered; the others say so. */
function Asked({ label, required, needed = 'optional' }: Pick<Common, 'label' | 'required' | 'needed'>) {
  return (
    <span>
      {label}
      {!required && <span class="optional"> ({needed})</span>}
    </span>
  )
}

function fieldClass(props: { error?: string | undefined; kind?: string }): string {
  return ['field', `field-${props.kind ?? 'text'}`, props.error && 'is-wrong'].filter(Boolean).join(' ')
}

/**
 * How an instant is written into a date-time field, which means UTC: `2026-03-13T16:00`. What somebody sent in place of
 * one (`2026-13-45T99:99Z`) is no value that the field could show: empty, and the error beside it says why.
 */
export function utcFieldValue(at: Moment): string {
  try {
    return toInstant(at).toString({ smallestUnit: 'minute' }).replace('Z', '')
  } catch (thrown) {
    if (thrown instanceof RangeError) return ''
    throw thrown
  }
}
