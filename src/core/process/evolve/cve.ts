import type { Changes } from './table.ts'

export const cveChanges = {
  CveOrdered: (c, { order, what, id, year, reason, replacedBy }, noted) => {
    const ordered = { ...noted, order, what, id, year, reason, replacedBy }
    return { cve: { ...c.cve, order: { ...ordered, state: 'ordered', code: null, found: [] } } }
  },
  CveOrderDone: (c, { order, id }, noted) => {
    const last = c.cve.order
    if (last?.order !== order) return {}
    const cve = { ...c.cve, order: { ...last, id, state: 'done' as const, code: null, found: [] } }
    if (last.what === 'reserve') return { cve }
    if (last.what !== 'reject') return { cve: { ...cve, published: { ...noted, id } } }
    // A rejected id names nothing any more: the case is free for another.
    return { cve: { ...cve, id: cve.id === id ? null : cve.id, rejected: [...cve.rejected, id] } }
  },
  CveOrderFailed: (c, { order, code, unsure, found }) => {
    const last = c.cve.order
    if (last?.order !== order) return {}
    return { cve: { ...c.cve, order: { ...last, state: unsure ? 'unsure' : 'failed', code, found } } }
  },
} satisfies Changes<'CveOrdered' | 'CveOrderDone' | 'CveOrderFailed'>
