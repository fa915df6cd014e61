import { Button, Field, Form } from '../components/index.ts'

export interface SignInFormProps {
  /** Where to go on to afterwards: a path of ours. */
  readonly next?: string
  readonly error?: string | undefined
  readonly value?: string
}

/** Asks for an address; the link comes by mail. There are no passwords. */
export function SignInForm({ next, error, value }: SignInFormProps) {
  return (
    <Form action="/sign-in" label="Sign in" {...(next === undefined ? {} : { hidden: { next } })}>
      <Field
        name="email"
        kind="email"
        label="Your e-mail address"
        required
        autocomplete="email"
        hint="The one the committee knows you by. You get a mail with a link; there is no password."
        error={error}
        value={value}
      />
      <Button tone="primary">Send me a link</Button>
    </Form>
  )
}
