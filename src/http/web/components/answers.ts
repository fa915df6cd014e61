/** What a list-of-lines field sends: without blank lines and outer white space. */
export function linesFromField(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
