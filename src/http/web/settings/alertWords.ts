import type { ChannelKind } from '../../../core/community/index.ts'

export const kindWords: Readonly<Record<ChannelKind, { readonly label: string; readonly hint: string }>> = {
  mail: { label: 'A further mail address', hint: 'Such as a pager’s, or one that sends text messages.' },
  chat: { label: 'A chat', hint: 'Slack, Mattermost, Rocket.Chat: the address of an incoming webhook.' },
  ntfy: { label: 'ntfy', hint: 'The address of a topic, on ntfy.sh or a server of your own.' },
  webhook: { label: 'A program', hint: 'It gets JSON, signed as Standard Webhooks says.' },
}
