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
  not_smtp: 'what answers there is no mail server',
  authentication_failed: 'the mail server does not take the user and password',
  unencrypted_and_not_local: 'without encryption nothing is sent to another machine',
  some_recipients_refused: 'the mail server refused some of its addresses',
  too_slow: 'the server answers too slowly, or never to the end',
  too_much: 'the server sends more at once than a message may have',
  login_refused: 'the server does not take the user and password',
  no_folder: 'the server has no folder of that name',
  NoConnection: 'the connection broke',
  ECONNRESET: 'the connection broke',
  ECONNREFUSED: 'nobody answers there',
  ENOTFOUND: 'nobody knows a server of that name',
  EADDRINUSE: 'another program listens at that port',
  key_unusable: 'their OpenPGP key has ended, and this does not leave in clear: tocsin sign-in-link prints a link',
}

/** Why a mail or an alert did not arrive, or no mail comes in by a way, from its code. */
export function whyNot(code: string): string {
  const answer = /^(http|smtp)_(\d{3})$/.exec(code)
  if (answer === null) return failures[code] ?? `it failed (${code})`
  return answer[1] === 'http' ? `it answered with HTTP ${answer[2]}` : `the mail server answered with ${answer[2]}`
}
