import type { Listed } from './listed.ts'

type Written = Pick<Listed, 'name' | 'email' | 'handle' | 'affiliation'>

/** A MAINTAINERS list that `readMaintainersList` reads back as the same people. */
export function maintainersList(people: readonly Written[]): string {
  return people
    .map(({ name, email, handle, affiliation }) => {
      const parts = [name, email && `<${email}>`, handle && `@${handle}`, affiliation && `(${affiliation})`]
      return `${parts.filter((part) => part !== '').join(' ')}\n`
    })
    .join('')
}

/** An OWNERS file with these people as approvers; each has to have a handle. */
export function ownersFile(people: readonly Written[]): string {
  return `approvers:\n${people.map(({ handle, name }) => `  - ${JSON.stringify(handle)}${name === '' ? '' : ` # ${name.replaceAll(/\s+/g, ' ')}`}\n`).join('')}`
}
