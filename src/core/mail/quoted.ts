/** An answer and what its mail program put below it. */
export interface Answer {
  readonly own: string
  /** The quoted message at the end, with the line that introduces it; `''` where there is none. */
  readonly quoted: string
}

/** How mail programs begin a quotation that is not marked line by line. */
const begins = [
  /^-{2,}\s*(?:original message|ursprüngliche nachricht|message d['’]origine|mensaje original)\s*-{2,}$/i,
  /^_{20,}$/,
]
/** “On Tue, 3 Mar 2026 at 10:00, Ann <ann@…> wrote:”, in one line or two, in some languages. */
const introduces =
  /^(?:on|am|le|el|il|op|den)\b.{1,200}(?:wrote|schrieb.{0,100}|écrit|escribió|ha scritto|schreef|skrev)\s*:$/is

/**
 * Parts an answer from the message that is quoted below it. Quotations between somebody's own words stay where they are:
 * an answer point by point makes no sense without them. Nothing is lost: together they are the text.
 */
export function apart(text: string): Answer {
  const lines = text.split('\n')
  const start = introduced(lines, marked(lines) ?? unmarked(lines) ?? lines.length)
  const own = lines.slice(0, start).join('\n').trimEnd()
  // Somebody who sends nothing but a quotation means to show it.
  if (own.trim() === '') return { own: text, quoted: '' }
  return { own, quoted: lines.slice(start).join('\n').trim() }
}

/** Where the last lines begin that are all quoted, or empty. */
function marked(lines: readonly string[]): number | undefined {
  let start: number | undefined
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? ''
    if (line.startsWith('>')) start = at
    else if (line.trim() !== '') break
  }
  return start
}

function unmarked(lines: readonly string[]): number | undefined {
  const found = lines.findIndex((line) => begins.some((form) => form.test(line.trim())))
  return found === -1 ? undefined : found
}

/** The line or two above a quotation that say whose it is. */
function introduced(lines: readonly string[], start: number): number {
  if (start === lines.length) return start
  let last = start - 1
  while (last >= 0 && (lines[last] ?? '').trim() === '') last -= 1
  for (const first of [last, last - 1]) {
    if (
      first >= 0 &&
      introduces.test(
        lines
          .slice(first, last + 1)
          .join(' ')
          .trim(),
      )
    )
      return first
  }
  return start
}
