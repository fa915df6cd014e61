import { names1 } from './cwe-1.ts'
import { names2 } from './cwe-2.ts'
import { names3 } from './cwe-3.ts'

/** The version of the catalogue that the names are of. */
export const cweVersion = '4.17'

let names: ReadonlyMap<string, string> | undefined

/** The weakness's name, letter for letter; `undefined` where the catalogue has none. */
export function cweName(id: string): string | undefined {
  names ??= new Map(
    [names1, names2, names3]
      .flatMap((part) => part.trim().split('\n'))
      .map((line) => [`CWE-${line.slice(0, line.indexOf(' '))}`, line.slice(line.indexOf(' ') + 1)]),
  )
  return names.get(id)
}
