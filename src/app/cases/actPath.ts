import type { CommitteeActName } from '../../core/committee/index.ts'
import { caseActNames, type CaseActName } from '../../core/process/index.ts'

/** An act's name in web addresses and on the command line: `recordListLink` is `record-list-link`. */
export function actPath(name: CaseActName | CommitteeActName): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

const named = new Map(caseActNames.map((name) => [actPath(name), name]))

/** The act with this path; `undefined` where there is none. */
export function actAtPath(path: string): CaseActName | undefined {
  return named.get(path)
}
