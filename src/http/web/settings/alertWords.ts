import type { ChannelKind } from '../../../core/community/index.ts'

export const kindWords: Readonly<Record<ChannelKind, { readonly label: string; readonly hint: string }>> = {
  mail: { label: 'A further mail address', hint: 'Such as a pager’s, or one that sends text messages.' },
  chat: { label: 'A chat', hint: 'Slack, Mattermost, Rocket.Chat: the address of an incoming webhook.' },
  ntfy: { label: 'ntfy', hint: 'The address of a topic, on ntfy.sh or a server of your own.' },
  webhook: { label: 'A program', hint: 'It gets JSON, signed as Standard Webhooks says.' },
}

const failures: Readonly<Record<string, string>> = {
  private_address: 'its address lies in a private network, and alerts may not go there',
  not_https: 'its address does not begin with https://',
  redirected: 'it sends alerts on to another address, and they do not follow',
  timed_out: 'it did not answer in time',
  timeout: 'it did not answer in time',
  unknown_host: 'nobody knows a server of that name',
  unreachable: 'nobody answers there',
  no_connection: 'nobody answers there',
  tls_failed: 'its certificate is not to be trusted',
  connection_lost: 'the connection broke',
  no_mail_server: 'there is no mail server yet',
}

/** Why an alert did not arrive, from its code. */
export function whyNot(code: string): string {
  const answer = /^(http|smtp)_(\d{3})$/.exec(code)
  if (answer === null) return failures[code] ?? `it failed (${code})`
  return answer[1] === 'http' ? `it answered with HTTP ${answer[2]}` : `the mail server answered with ${answer[2]}`
}
