import { documentLimits, type AdvisoryDocument } from '../advisory/index.ts'
import type { PersonId } from '../kernel/index.ts'
import { reportersOf } from './reporters.ts'
import type { Case } from './state.ts'

type Credits = AdvisoryDocument['credits']

/**
 * T2: whom the public advisory names: those in the document who agreed, and everybody who chose on the case to be named,
 * as they chose it; nobody who chose not to be. Nobody has to remember to write a choice into the document.
 */
export function thanked(c: Case, { credits }: { readonly credits: Credits }): Credits {
  const choices = Object.entries(c.credits) as [PersonId, Case['credits'][PersonId]][]
  const declined = new Set(choices.flatMap(([, { named, as }]) => (named ? [] : [asCompared(as)])))
  const chosen = choices.flatMap(([person, { named, as: name }]): Credits =>
    named && name !== '' ? [{ name, type: kindOf(c, person), consent: true }] : [],
  )
  const agreed = credits.filter(({ name, consent }) => consent && !declined.has(asCompared(name)))
  const added = chosen.filter(({ name }) => !isThanked(name, agreed))
  return [...agreed, ...added].slice(0, documentLimits.credits)
}

/** Whether a name stands among those that are thanked. */
export function isThanked(name: string, credits: Credits): boolean {
  return credits.some((one) => asCompared(one.name) === asCompared(name))
}

function kindOf(c: Case, person: PersonId): Credits[number]['type'] {
  if (reportersOf(c).includes(person)) return 'REPORTER'
  return c.fixTeam.some((one) => one.person === person) ? 'REMEDIATION_DEVELOPER' : 'OTHER'
}

function asCompared(name: string): string {
  return name.trim().toLowerCase()
}
