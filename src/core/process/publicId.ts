import type { Case } from './state.ts'

/** The id under which the advisory is public: the CVE id, else one made from the case's. */
export function publicId(c: Case): string {
  return c.cve.id ?? `TOCSIN-${c.opened.slice(0, 4)}-${c.id.slice(2).toUpperCase()}`
}
