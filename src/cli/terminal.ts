/** Bold, as this command line writes it: it does no harm, whoever wrote it. */
// oxlint-disable-next-line no-control-regex -- as below
const ours = /\u001b\[[01]m/.source
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.source
const either = new RegExp(`${ours}|${obeyed}`, 'gu')

/**
 * Text as it may go to a terminal, whoever wrote it: what would move the cursor, set a title or a link, or turn the reading
 * direction is shown as a replacement character. Commands clean what they know to be from elsewhere; this is for what a
 * file that they read says of itself in a complaint.
 */
export function forTerminal(text: string): string {
  return text.replace(either, (found) => (found.length === 1 ? '�' : found))
}
