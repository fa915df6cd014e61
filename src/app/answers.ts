import { refuse, type Refused } from '../core/kernel/index.ts'
import type { z } from 'zod'

/** Another writer came first; nothing of this one was kept. */
export interface Conflict {
  readonly conflict: true
  readonly expected: number
  readonly actual: number
}

/** What a person sent does not have the right form: which fields, and what to write. */
export interface BadInput {
  readonly badInput: true
  readonly problems: readonly { readonly field: string; readonly says: string }[]
}

export function isConflict(answer: unknown): answer is Conflict {
  return typeof answer === 'object' && answer !== null && (answer as { conflict?: unknown }).conflict === true
}

export function isBadInput(answer: unknown): answer is BadInput {
  return typeof answer === 'object' && answer !== null && (answer as { badInput?: unknown }).badInput === true
}

/** Zod's findings in the product's form: `affected[0].package.name`, with nothing of the input repeated. */
export function badInput(error: z.ZodError): BadInput {
  const problems = error.issues.slice(0, 50).map((issue) => ({ field: pathOf(issue.path), says: issue.message }))
  return { badInput: true, problems }
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

/** A case one may not see answers like one that does not exist. */
export function noSuchCase(): Refused {
  return refuse(
    'no_such_case',
    '-',
    'There is no such case.',
    'Check the link; your list of cases shows what you can see.',
  )
}

/** V2: nothing can be asked of CVE Services without an account there. */
export function noCnaAccount(): Refused {
  return refuse(
    'no_cna',
    'V2',
    'The community has no account with CVE Services.',
    'An administrator enters it in the settings; without one, request the id by MITRE’s form and record it.',
  )
}

/** A CVE record names the organisation that answers for it: without its id there is none to make. */
export function noOrganisationId(): Refused {
  return refuse(
    'no_org_id',
    'V2',
    'The id of your organisation with the CVE Program is not known here, and every CVE record has to name it.',
    'An administrator enters it in the settings, under CVE Services: a UUID.',
  )
}

/**
 * How often something is decided anew because another writer came first. Each try reads and commits, so that whoever
 * keeps a record hot must not keep others at it for ever.
 */
export const mostTries = 50

/** For what nobody looked at a version of: it was decided anew as often as may be. */
export function outrun(): Refused {
  return refuse(
    'conflict',
    '-',
    'Others kept changing the same at this moment; nothing of yours was saved.',
    'Send it again.',
  )
}

export function notAllowed(): Refused {
  return refuse('not_allowed', '-', 'This is not for you to do.', 'Ask an administrator of this installation.')
}
