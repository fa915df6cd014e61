import type { SettingFormProps } from './setting-form.tsx'

type Security = 'tls' | 'starttls' | 'none'

/** A mail server that one signs in to, as it is set. */
interface Server {
  readonly security: Security
  readonly user: string
  readonly password: string
}

/** The ports at which each kind of encryption is usual, and the kind that is offered first. */
interface Usual {
  readonly tls: number
  readonly starttls: number
  readonly usual: Security
}

/**
 * How a mail server is signed in to: one that mail leaves by, or a mailbox. What was set is not shown, and stays if empty.
 * `needed`: what user and password are needed for; without it, there are servers that ask for none.
 */
export function signInFields(
  server: Server | null,
  { tls, starttls, usual }: Usual,
  needed?: string,
): SettingFormProps['fields'] {
  const byPort = usual === 'tls' ? (['tls', 'starttls'] as const) : (['starttls', 'tls'] as const)
  const labels = {
    tls: `TLS from the first byte (usual on ${tls})`,
    starttls: `STARTTLS (usual on ${starttls})`,
    none: 'None (this machine only)',
  }
  const isSet = server !== null && server.password !== ''
  const asked = needed === undefined ? {} : { needed }
  return [
    {
      name: 'security',
      kind: 'select',
      label: 'Encryption',
      required: true,
      value: server?.security ?? usual,
      options: [...byPort, 'none' as const].map((value) => ({ value, label: labels[value] })),
    },
    { name: 'user', label: 'User', autocomplete: 'off', value: server?.user ?? '', ...asked },
    {
      name: 'password',
      kind: 'password',
      label: 'Password',
      autocomplete: 'new-password',
      ...(isSet ? { hint: 'Empty: the one that is set stays.' } : asked),
    },
  ]
}
