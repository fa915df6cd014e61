import { can, type Role } from '../../core/access/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import { evolve, type Case } from '../../core/process/index.ts'

/** More than that there is a case. */
export function seesCase(roles: readonly Role[]): boolean {
  return can(roles, 'readCase') || can(roles, 'readReport')
}

export function seesRecord(roles: readonly Role[]): boolean {
  return can(roles, 'readRecord')
}

/** What of a case somebody may see at all; a page that shows too much shows nothing of the team's own. */
export function shownTo(roles: readonly Role[], c: Case): Case {
  if (can(roles, 'readCase')) return c
  return { ...c, posts: c.posts.filter(({ room }) => room === 'everyone'), workspace: null }
}

/** A case of which nothing is known but that it is there, since when, under which terms, and one's own standing. */
export function veiled(c: Case, person: PersonId): Case {
  const report = { title: '', project: '', versions: '', impact: '', steps: '' }
  const { id, version, opened, updated, policy } = c
  const event = { type: 'CaseOpened', case: id, policy, via: 'form', report, disclosed: opened } as const
  const nothing = evolve(null, {
    ...{ stream: id, version: 1, at: opened, by: 'product' },
    event: { ...event, reporter: null, reopens: null },
  })
  const fixTeam = c.fixTeam.filter((one) => one.person === person)
  return { ...nothing, version, updated, fixTeam, embargo: { ...nothing.embargo, until: c.embargo.until } }
}
