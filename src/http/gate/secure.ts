import type { Context } from 'hono'
import type { Community } from '../../core/community/index.ts'

/** A proxy in front may speak TLS for us: then the community's own address says so, for requests to its host. */
export function isSecure(c: Context, community: Pick<Community, 'address'> | null): boolean {
  if (new URL(c.req.url).protocol === 'https:') return true
  const address = community?.address
  if (address === undefined || !address.startsWith('https://')) return false
  return new URL(address).host === c.req.header('host')
}

/**
 * A cookie's name under TLS: browsers take `__Host-` from this very host alone, so that a neighbour (another subdomain,
 * plain HTTP) cannot plant one (RFC 6265bis, 4.1.3.2). It must be `Secure`, with the path `/` and no domain.
 */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name
}
