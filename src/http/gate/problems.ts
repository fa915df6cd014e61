import { isBadInput, isConflict, type BadInput, type Conflict } from '../../app/index.ts'
import { isRefused, type Refused } from '../../core/kernel/index.ts'
import { StoreFailed, VaultUnavailable } from '../../app/ports/index.ts'
import type { Problem } from './route.ts'

/** Refusals whose status is not the usual 422. Statuses are chosen here and nowhere else. */
const statuses: Readonly<Record<string, Problem['status']>> = {
  no_such_case: 404,
  erased: 404,
  not_allowed: 403,
  not_yours_to_do: 403,
  not_set_up: 409,
  set_up_already: 409,
  stale_revision: 409,
  stale_proposal: 409,
  stale_draft: 409,
  conflict: 409,
  closed: 409,
}

/** An app's answer that is not what was asked for, as a problem; `undefined` for a good answer. */
export function problemOf(answer: unknown): Problem | undefined {
  if (isRefused(answer)) return refusedProblem(answer)
  if (isBadInput(answer)) return badInputProblem(answer)
  if (isConflict(answer)) return conflictProblem(answer)
  return undefined
}

export function refusedProblem({ code, clause, says, instead }: Refused): Problem {
  return { status: statuses[code] ?? 422, code, clause, says, instead }
}

function badInputProblem({ problems }: BadInput): Problem {
  return {
    status: 400,
    code: 'bad_input',
    clause: '-',
    says: problems.length === 1 ? 'One field needs another value.' : `${problems.length} fields need another value.`,
    instead: `Correct ${problems.length === 1 ? 'it' : 'them'} and send again; nothing was saved.`,
    fields: problems,
  }
}

function conflictProblem({ expected, actual }: Conflict): Problem {
  return {
    status: 409,
    code: 'conflict',
    clause: '-',
    says: `Somebody else acted first: you looked at version ${expected}, the case is at version ${actual}.`,
    instead: 'Look at what changed, then do it again; nothing of yours was saved.',
  }
}

export const problems = {
  notFound: {
    status: 404,
    code: 'not_found',
    clause: '-',
    says: 'There is nothing here.',
    instead: 'Check the address, or begin at the first page.',
  },
  fileLost: {
    status: 404,
    code: 'file_lost',
    clause: '-',
    says: 'The file is on record, and it is not here any more.',
    instead: 'Ask whoever sent it; its SHA-256 is in the record. Tell the administrator.',
  },
  signInFirst: {
    status: 401,
    code: 'sign_in_first',
    clause: '-',
    says: 'You are not signed in.',
    instead: 'Sign in with a link by mail; a program sends an API token.',
  },
  forbidden: {
    status: 403,
    code: 'not_allowed',
    clause: '-',
    says: 'This is not for you to do.',
    instead: 'The committee’s page shows whom to ask.',
  },
  invited: {
    status: 403,
    code: 'accept_first',
    clause: 'F2',
    says: 'You are invited to this case; nothing of it is shown before you accept the embargo terms.',
    instead: 'Read the invitation, then accept or decline it.',
  },
  foreignOrigin: {
    status: 403,
    code: 'foreign_origin',
    clause: '-',
    says: 'The form was not sent from this site.',
    instead: 'Open the page here and send it again.',
  },
  tooLarge: {
    status: 413,
    code: 'too_large',
    clause: '-',
    says: 'That is more than can be taken at once (1 MB of text, 50 MB with files).',
    instead: 'Shorten it, or put large files elsewhere and link them.',
  },
  tooMany: {
    status: 429,
    code: 'too_many',
    clause: '-',
    says: 'This was asked for very often in a short time.',
    instead: 'Wait a while, then send it again; nothing of it was saved.',
  },
  notReadable: {
    status: 400,
    code: 'not_readable',
    clause: '-',
    says: 'The body cannot be read as what it says it is.',
    instead: 'Send a form, or JSON with Content-Type: application/json.',
  },
  notSetUp: {
    status: 503,
    code: 'not_set_up',
    clause: 'C1',
    says: 'This installation has not been set up yet.',
    instead: 'Open the sign-in link that the start printed, and set it up.',
  },
  unavailable: {
    status: 503,
    code: 'unavailable',
    clause: '-',
    says: 'The records, or their keys, cannot be reached at the moment.',
    instead: 'Try again in a minute; nothing was half-saved. If it stays, tell the administrator.',
  },
  unsure: {
    status: 503,
    code: 'unsure',
    clause: '-',
    says: 'The database went away while this was being saved: all of it was, or nothing.',
    instead: 'Look whether it is there before you do it again.',
  },
  broken: {
    status: 500,
    code: 'broken',
    clause: '-',
    says: 'Something broke here; it is not your fault. Nothing was half-saved.',
    instead: 'Try again. If it stays, tell the administrator the time and this code.',
  },
} as const satisfies Record<string, Problem>

/** What passes by itself, and what has to be looked at before it is done again, is no fault of the program. */
const ofStore: Partial<Record<StoreFailed['code'], Problem>> = {
  unreachable: problems.unavailable,
  busy: problems.unavailable,
  unsure: problems.unsure,
}

/** What a request is answered with when it broke on something outside. */
export function brokenProblem(error: unknown): Problem {
  const isOutside = error instanceof StoreFailed || error instanceof VaultUnavailable
  return (isOutside ? ofStore[error.code] : undefined) ?? problems.broken
}
