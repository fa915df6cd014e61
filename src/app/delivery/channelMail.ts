import type { Content } from './content.ts'

/** To the mail address of somebody's alert channel, which it proves. */
export function channelAsked(link: string): Content {
  return {
    subject: 'Shall alerts go to this address?',
    lines: [
      `You asked for alerts at this address: ${link}`,
      'Open the link where you are signed in: alerts come here once you said yes there. If you did not ask for it, ignore this mail.',
    ],
  }
}

/** To its owner, when alerts do not arrive. */
export function channelFailed(page: string): Content {
  return {
    subject: 'Alerts to you do not arrive',
    lines: [
      'An alert by one of your alert channels did not arrive. Mail to you goes on as before, and each alert is tried again for some hours.',
      `Look at it, and send a test: ${page}`,
      'You are not told again before one has arrived.',
    ],
  }
}
