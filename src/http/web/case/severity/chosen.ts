import {
  calculate,
  isBadVector,
  metricsOf,
  parseVector,
  type Vector,
  type Version,
} from '../../../../core/scoring/index.ts'
import { typed, type Seen } from '../seen.ts'

/** What the calculator stands at: a version that the policy uses, and what is chosen in it so far. */
export interface Chosen {
  readonly version: Version
  readonly metrics: Vector['metrics']
}

/**
 * The choices that were sent; else the vector that the address or a form names, the decided one, or the newest proposal;
 * else nothing, in the policy's preferred version. `undefined` where the policy uses no CVSS.
 */
export function chosenIn(seen: Seen): Chosen | undefined {
  const { versions, preferred } = seen.view.policy.development.severity
  const asked = versions.find((version) => version === seen.query('cvss'))
  if (asked !== undefined) return { version: asked, metrics: sent(seen, asked) }
  const text = vectorAt(seen)
  const vector = text === undefined ? undefined : parseVector(text)
  if (vector !== undefined && !isBadVector(vector) && versions.includes(vector.version)) return vector
  const version = versions.find((one) => one === preferred) ?? versions[0]
  return version === undefined ? undefined : { version, metrics: {} }
}

/** The vector that the page is about: what was typed or linked to, else the decided one, else the newest proposal. */
export function vectorAt(seen: Seen): string | undefined {
  const { case: c } = seen.view
  const written = typed(seen, 'decideSeverity', 'vector') ?? typed(seen, 'proposeSeverity', 'vector')
  return written ?? seen.query('vector') ?? c.severity?.vector ?? c.proposals.at(-1)?.vector ?? undefined
}

/** With the choices that were sent as the vector that other forms on the page begin with. */
export function withCalculated(seen: Seen): Seen {
  const chosen = seen.query('cvss') === undefined ? undefined : chosenIn(seen)
  if (chosen === undefined) return seen
  const found = calculate(chosen.version, chosen.metrics)
  if ('missing' in found) return seen
  return { ...seen, query: (name) => (name === 'vector' ? found.vector : seen.query(name)) }
}

function sent(seen: Seen, version: Version): Vector['metrics'] {
  return Object.fromEntries(metricsOf(version).map(({ key }) => [key, seen.query(key)]))
}
