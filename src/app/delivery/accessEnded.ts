import type { AccessEnded } from '../effects/index.ts'
import type { Content } from './content.ts'

const words: Readonly<Record<AccessEnded['had'], Content>> = {
  'fix-team': {
    subject: 'You are no longer on a fix team',
    lines: [
      'The committee has ended your place on the fix team of a case. What it opened to you is closed from now on: the case’s pages, its thread, its mail and its alerts.',
      'What you know of it stays under the embargo terms that you accepted, until it is public.',
    ],
  },
  invitation: {
    subject: 'An invitation to a fix team was taken back',
    lines: [
      'You were invited to a fix team. The invitation no longer holds, and its link leads nowhere; you need not do anything.',
      'Please go on and tell nobody about it.',
    ],
  },
  report: {
    subject: 'Your link to a report has ended',
    lines: [
      'You were named as a co-reporter of a security problem. That has ended, and your link leads nowhere any more.',
      'What you know of it can put people at risk until it is public: please go on and keep it to yourself until then.',
    ],
  },
}

/** F3: that it ended, and what goes on to bind. Why, and what the case is about, is not for a mail in clear. */
export function accessEnded({ had, terms }: AccessEnded, at: (path: string) => string): Content {
  const { subject, lines } = words[had]
  return {
    subject,
    lines: [
      ...lines,
      ...(terms === '' ? [] : [`The terms, as the policy has them: ${terms.trim()}`]),
      `If you think that this is a mistake, write to the committee: ${at('/security')}`,
    ],
  }
}
