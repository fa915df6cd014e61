/** As every record is published: indented, with a line break at the end. */
export function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
