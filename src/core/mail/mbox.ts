/**
 * Whether a line of an mbox file begins a message (RFC 4155): "From ", who, and when; Mozilla's has a hyphen, and often no
 * more. Words in a message that begin so ("From Russia with love") have neither.
 */
export function beginsMessage(line: string): boolean {
  return /^From (?:-(?:\s.*)?|\S{1,320} .*(?:\b\d{1,2}:\d{2}(?::\d{2})?\b.*\b\d{4}|\b\d{4}.*\b\d{1,2}:\d{2}).*)$/.test(
    line,
  )
}

/** Whether a file may be a mailbox, by its first line that is not empty: such a line, or a header. */
export function beginsMailbox(line: string): boolean {
  return beginsMessage(line) || /^[!-9;-~]{1,80}:/.test(line)
}

/** A line as it stood in its message (mboxrd): one ">" less where it is a quoted "From ". */
export function unquoted(line: string): string {
  return line.replace(/^>(>*From )/, '$1')
}
