import { z } from 'zod'
import { emptyAsAbsent, line, optionalProse, optionalWords, person, prose, wholeNumber } from '../kernel/index.ts'

export const proposal = wholeNumber('Proposal', 1)
export const leave = wholeNumber('Leave', 1)
export const statement = prose('Statement', 8000)
/** C6: going over the limit needs a recorded reason. */
export const despite = optionalProse('Why in spite of a warning', 4000).describe(
  'Needed where a vendor would outweigh the others (C6)',
)

/** Somebody by name and address: known here already, or registered with the act. */
export const named = {
  name: line(200).meta({ title: 'Name' }),
  email: z
    .email({ error: 'must be an e-mail address' })
    .max(254)
    .overwrite((text) => text.toLowerCase())
    .meta({ title: 'E-mail', example: 'dora@example.org' }),
  affiliation: optionalWords('Affiliation', 200).describe('Employer or vendor; empty: none'),
}

/** The same, where it may be left out. */
export const maybeNamed = {
  name: optionalWords('Name', 200),
  email: emptyAsAbsent(named.email).meta({ title: 'E-mail' }),
  affiliation: named.affiliation,
}

export const member = (title: string) => person(title).describe('A seated member')
