import { z } from 'zod'
import { ifWrong, line, type Recorded } from '../kernel/index.ts'
import { email } from './email.ts'

/**
 * Where somebody's alerts go besides their own mail: another mail address, such as a pager's; or an address that takes
 * an HTTP POST, as programs, chats and ntfy have them.
 */
export const channelKinds = ['mail', 'chat', 'ntfy', 'webhook'] as const
export type ChannelKind = (typeof channelKinds)[number]

/** Of what a channel tells: what cannot wait, or all that its owner gets by mail. */
export const tellings = ['urgent', 'all'] as const
export type Telling = (typeof tellings)[number]

export type ChannelId = `a-${string}`

/** So many channels one person may have. */
export const mostChannels = 5

export interface Channel {
  readonly id: ChannelId
  readonly kind: ChannelKind
  /** A mail address, or a web address: that one is a secret, as whoever has it may write there. */
  readonly to: string
  /** With what a webhook's posts are signed (`whsec_…`); empty for other kinds. */
  readonly secret: string
  readonly label: string
  readonly tells: Telling
  readonly since: string
  /** A mail address counts once its link was opened. */
  readonly confirmed: boolean
  /** Why alerts do not arrive, and since when, until one does. */
  readonly failing: { readonly code: string; readonly since: string } | null
}

export const channelLabel = z.union([z.literal(''), line(60)]).default('')

export const channelFields = z
  .object({
    kind: z.enum(channelKinds).meta({ title: 'What it is' }),
    to: z.string().trim().min(1).max(2000).meta({
      title: 'Where',
      description: 'A mail address; for other kinds the web address that takes alerts (https)',
      example: 'https://hooks.example.org/anchorage',
    }),
    label: channelLabel.meta({ title: 'Name', description: 'What you call it' }),
    tells: z.enum(tellings).default('urgent').meta({ title: 'What it tells of' }),
  })
  .superRefine(({ kind, to }, { addIssue }) => {
    const found = (kind === 'mail' ? email : webAddress).safeParse(to)
    for (const { message } of found.error?.issues ?? []) addIssue({ code: 'custom', path: ['to'], message })
  })

export const tellingFields = z.object({ tells: z.enum(tellings).meta({ title: 'What it tells of' }) })

const webAddress = z
  .url({ protocol: /^https?$/, error: ifWrong('must be a web address such as https://hooks.example.org/anchorage') })
  .refine((text) => !hostOf(text).includes('@'), {
    error: 'must have no name and password in it: ntfy takes them as ?auth=…, other services in the path',
  })
  .refine((text) => !text.includes('#'), { error: 'must have no # in it' })
  .refine(
    (text) => text.startsWith('https:') || /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/.test(hostOf(text)),
    {
      error: 'must begin with https://; http:// is for this machine only',
    },
  )

function hostOf(text: string): string {
  return /^https?:\/\/([^/?#]*)/.exec(text)?.[1] ?? '@'
}

/** How a channel is shown once it is saved: of a web address the host alone. */
export function shownChannel({ kind, to }: Pick<Channel, 'kind' | 'to'>): string {
  return kind === 'mail' ? to : `${/^https?:\/\/[^/?#]*/.exec(to)?.[0] ?? ''}/…`
}

export interface ChannelEvents {
  ChannelAdded: { channel: ChannelId; kind: ChannelKind; to: string; secret: string; label: string; tells: Telling }
  /** Whoever reads mail there said yes. */
  ChannelConfirmed: { channel: ChannelId }
  ChannelNewsChosen: { channel: ChannelId; tells: Telling }
  ChannelRemoved: { channel: ChannelId }
  /** The product itself: several tries failed, or the other side said no. */
  ChannelFailed: { channel: ChannelId; code: string }
  ChannelWorked: { channel: ChannelId }
}
export type ChannelEvent = {
  [Type in keyof ChannelEvents]: { readonly type: Type } & Readonly<ChannelEvents[Type]>
}[keyof ChannelEvents]

export function isChannelEvent(event: { readonly type: string }): event is ChannelEvent {
  return event.type.startsWith('Channel')
}

export function evolveChannels(
  before: readonly Channel[],
  { event, at }: Pick<Recorded<ChannelEvent>, 'event' | 'at'>,
): readonly Channel[] {
  if (event.type === 'ChannelAdded') {
    const { type: _, channel: id, ...added } = event
    return [...before, { id, ...added, since: at, confirmed: added.kind !== 'mail', failing: null }]
  }
  if (event.type === 'ChannelRemoved') return before.filter(({ id }) => id !== event.channel)
  return before.map((one) => (one.id === event.channel ? { ...one, ...changed(event, at) } : one))
}

function changed(
  event: Exclude<ChannelEvent, { type: 'ChannelAdded' | 'ChannelRemoved' }>,
  at: string,
): Partial<Channel> {
  switch (event.type) {
    case 'ChannelConfirmed':
      return { confirmed: true }
    case 'ChannelNewsChosen':
      return { tells: event.tells }
    case 'ChannelFailed':
      return { failing: { code: event.code, since: at } }
    case 'ChannelWorked':
      return { failing: null }
  }
}
