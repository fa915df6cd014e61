/** About somebody's alert channel: to its mail address, which it proves; or to its owner, when alerts do not arrive. */
export function channelMail(kind: 'channel' | 'channel-failed', at: (path: string) => string, secret: string | null) {
  if (kind === 'channel') {
    return {
      subject: 'Shall alerts go to this address?',
      lines: [
        `You asked for alerts at this address: ${at(`/channel/${secret}`)}`,
        'Open the link where you are signed in: alerts come here once you said yes there. If you did not ask for it, ignore this mail.',
      ],
    }
  }
  return {
    subject: 'Alerts to you do not arrive',
    lines: [
      'An alert by one of your alert channels did not arrive. Mail to you goes on as before, and each alert is tried again for some hours.',
      `Look at it, and send a test: ${at('/you')}`,
      'You are not told again before one has arrived.',
    ],
  }
}
