import type { Policy } from '../../core/policy/index.ts'

/** Something about the committee that the policy warns of and does not block (C4, C6). */
export interface CommitteeWarning {
  readonly clause: string
  readonly says: string
}

/** Pure: what the policy has to say of a committee whose members have these affiliations (empty: none). */
export function committeeWarnings(
  { committee: { size, vendorBalance } }: Policy,
  affiliations: readonly string[],
): readonly CommitteeWarning[] {
  const count = affiliations.length
  const warnings: CommitteeWarning[] = []
  if (count < size.least || count > size.most) {
    const range = size.least === size.most ? String(size.least) : `${size.least} to ${size.most}`
    const says = `The committee has ${count === 1 ? 'one member' : `${count} members`}; the policy wants ${range}.`
    warnings.push({ clause: size.clause, says })
  }
  for (const [vendor, own] of vendors(affiliations)) {
    if (!isOver(vendorBalance.atMost, own, count)) continue
    warnings.push({
      clause: vendorBalance.clause,
      says: `${own} of ${count} members come from ${vendor}; the policy wants at most ${limit(vendorBalance.atMost)}.`,
    })
  }
  return warnings
}

/** Members by vendor. Someone without an affiliation is a vendor of their own and outweighs nobody. */
function vendors(affiliations: readonly string[]): ReadonlyMap<string, number> {
  const names = affiliations.map((name) => name.trim()).filter((name) => name !== '')
  const counts = new Map<string, { name: string; count: number }>()
  for (const name of names) {
    const key = name.toLowerCase()
    counts.set(key, { name: counts.get(key)?.name ?? name, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return new Map([...counts.values()].map(({ name, count }) => [name, count]))
}

type AtMost = Policy['committee']['vendorBalance']['atMost']

function isOver(atMost: AtMost, own: number, all: number): boolean {
  // One person is no block of a vendor's, however small the committee is.
  if ('unlimited' in atMost || own < 2) return false
  if ('ratio' in atMost) {
    const [left = 1, right = 1] = atMost.ratio.split(':').map(Number)
    return own * right > left * (all - own)
  }
  const [part = 1, whole = 1] = atMost.share.split('/').map(Number)
  return own * whole > part * all
}

function limit(atMost: AtMost): string {
  if ('ratio' in atMost) return `${atMost.ratio} between one vendor and all others`
  return 'share' in atMost ? `${atMost.share} from one vendor` : 'any number'
}
