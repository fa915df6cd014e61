import type { Content } from './content.ts'

/** Nothing of the case is in it: whoever is invited has not accepted the terms yet (F2). */
export function invitation(link: string): Content {
  return {
    subject: 'You are invited to a fix team',
    lines: [
      'You are invited to help fix a security problem under embargo. Nothing of it is shown before you have read and accepted the embargo terms.',
      `Read the terms: ${link}`,
      'Please tell nobody about this invitation.',
    ],
  }
}

export function signInLink(link: string): Content {
  return {
    subject: 'Your sign-in link',
    lines: [`Sign in: ${link}`, 'The link works once, for 15 minutes. If you did not ask for it, ignore this mail.'],
  }
}

export function welcome(link: string): Content {
  return {
    subject: 'You have a seat on the committee',
    lines: ['You have a seat on the security response committee.', `Sign in: ${link}`],
  }
}

export function addressAsked(link: string): Content {
  return {
    subject: 'Is this your address?',
    lines: [
      `You asked to be known by this address: ${link}`,
      'Open the link where you are signed in: the address counts once you said yes there. If you did not ask for it, ignore this mail.',
    ],
  }
}

/** Said in the mailbox alone: whoever asks learns nothing of who has an account. */
export const addressTaken: Content = {
  subject: 'Your address was asked for',
  lines: [
    'Somebody who is signed in here asked to be known by this address. It belongs to an account here already, so nothing has changed.',
    'If it was you: sign in with this address instead. If not, there is nothing to do.',
  ],
}

export const addressLeft: Content = {
  subject: 'Your address has changed',
  lines: [
    'From now on mail to you goes to another address, as you asked.',
    'If it was not you: tell the other members and an administrator at once.',
  ],
}
