/** `1 case`, `2 cases`: for nouns that take an s. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}
