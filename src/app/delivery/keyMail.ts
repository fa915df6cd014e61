import type { KeyMail } from '../effects/index.ts'
import type { Content } from './content.ts'

/** About somebody's own key: in clear whatever is known of it, so that whoever slipped in a key of theirs hides nothing. */
export function keyMail({ change, fingerprint }: KeyMail, at: (path: string) => string): Content {
  const where = `Look at it where you are signed in, at ${at('/you')}; a reporter, on the page of the report.`
  if (change === 'offered') {
    return {
      subject: 'A mail from you came with an OpenPGP key',
      lines: [
        `A mail that says it is from you carried a key that we did not know: ${fingerprint}`,
        `Nothing is encrypted to it before you have said that it is yours. ${where}`,
        'If you wrote no such mail: somebody else writes in your name, and may be reading your mail. Tell the committee.',
      ],
    }
  }
  return {
    subject: change === 'dropped' ? 'Mail to you is no longer encrypted' : 'Your OpenPGP key has changed',
    lines: [
      change === 'dropped'
        ? 'Your OpenPGP key was taken away. From now on mail to you says only that there is something to read.'
        : `From now on mail to you is encrypted to this key: ${fingerprint}`,
      `If it was not you: tell the committee at once. ${where}`,
    ],
  }
}
