import type { Context } from 'hono'

/** What Node's adapter hands over beside the request; nothing where there is no socket. */
interface Peer {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } }
}

/**
 * Where a request comes from, as far as that says who it is: an IPv4 address, or an IPv6 network of 64 bits, which is
 * what one household or machine has. A proxy on this machine is believed about whom it speaks for (the last entry of
 * `X-Forwarded-For` that is not this machine again, as where two proxies stand in a row); nobody else is. `undefined` for
 * this machine itself.
 */
export function networkOf(c: Context): string | undefined {
  const address = addressOf(c)
  return address === undefined || !address.includes(':') ? address : `${groupsOf(address, 4)}::/64`
}

/** The range around it, which one provider's customer or one hired rack has: 24 bits of IPv4, 48 of IPv6. */
export function rangeOf(c: Context): string | undefined {
  const address = addressOf(c)
  if (address === undefined) return undefined
  return address.includes(':') ? `${groupsOf(address, 3)}::/48` : `${address.split('.').slice(0, 3).join('.')}.0/24`
}

function addressOf(c: Context): string | undefined {
  const peer = plain((c.env as Peer | undefined)?.incoming?.socket?.remoteAddress ?? '')
  if (!isHere(peer)) return peer === '' ? undefined : peer
  const entries = (c.req.header('x-forwarded-for') ?? '').split(',').map((one) => plain(withoutPort(one.trim())))
  const named = entries.findLast((one) => !isHere(one)) ?? ''
  return named === '' ? undefined : named.slice(0, 64)
}

/** IPv4 in IPv6's clothes (RFC 4291, 2.5.5.2) is IPv4. */
function plain(address: string): string {
  return address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
}

/** Some proxies name the port as well, another one for each connection (RFC 7239, 6 writes them like that). */
function withoutPort(entry: string): string {
  return entry.replace(/^\[([^\]]*)\](?::\d+)?$/, '$1').replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
}

function isHere(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

/** The first groups of an IPv6 address, in one form however it was written. */
function groupsOf(address: string, count: number): string {
  const [head = '', tail] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  const groups = [...first, ...zeros, ...last].slice(0, count)
  return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')
}
