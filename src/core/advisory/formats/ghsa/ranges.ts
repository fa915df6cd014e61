import { AffectedRange } from '../../affected.ts'

/** GitHub's notation of a range: `>= 1.2.0, < 1.4.2`; a single version is `= 1.2.3`. */
export function toGithub({ introduced, fixed, lastAffected }: AffectedRange): string {
  const from = introduced === '0' && (fixed ?? lastAffected) !== undefined ? [] : [`>= ${introduced}`]
  const end = fixed === undefined ? (lastAffected === undefined ? [] : [`<= ${lastAffected}`]) : [`< ${fixed}`]
  return [...from, ...end].join(', ')
}

export type GithubRange = { readonly range: AffectedRange } | { readonly version: string }

/** One interval or one version; `undefined` for what an advisory cannot say (`> 1.2`, several intervals). */
export function fromGithub(text: string): GithubRange | undefined {
  const bounds = text.split(/,\s*/).map((part) => /^(>=|<=|<|=)\s*(\S+)$/.exec(part.trim()))
  const of = (sign: string) => bounds.find((bound) => bound?.[1] === sign)?.[2]
  if (bounds.includes(null) || new Set(bounds.map((bound) => bound?.[1])).size < bounds.length) return undefined
  const version = of('=')
  if (version !== undefined) return bounds.length === 1 ? { version } : undefined
  const [fixed, lastAffected] = [of('<'), of('<=')]
  if (fixed !== undefined && lastAffected !== undefined) return undefined
  const range = {
    introduced: of('>=') ?? '0',
    ...(fixed === undefined ? {} : { fixed }),
    ...(lastAffected === undefined ? {} : { lastAffected }),
  }
  const semantic = AffectedRange.safeParse({ type: 'SEMVER', ...range })
  return { range: semantic.success ? semantic.data : { type: 'ECOSYSTEM', ...range } }
}
