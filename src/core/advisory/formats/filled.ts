/** A record's list as a member of its own; nothing where it is empty, which CSAF and CVE refuse. */
export function filled<Name extends string, Item>(name: Name, list: readonly Item[]): { [key in Name]?: Item[] } {
  return list.length === 0 ? {} : ({ [name]: [...list] } as { [key in Name]: Item[] })
}
