import type { Case } from './state.ts'

/** The id under which the advisory is public: the CVE id, else one made from the case's. */
export function publicId(c: Case): string {
  return c.cve.id ?? ownId(c)
}

/** The id that a case has of itself, whatever others assign. */
export function ownId(c: Case): string {
  return `TOCSIN-${c.opened.slice(0, 4)}-${c.id.slice(2).toUpperCase()}`
}
