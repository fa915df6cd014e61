import { BlockList, isIP } from 'node:net'

/**
 * Addresses that are not everybody's (IANA's special-purpose registries, RFC 6890). `local`: of a network or a machine
 * of one's own, which an administrator may allow. `never`: this network's own housekeeping, groups, nobody; also where
 * clouds keep their machines' credentials (169.254.169.254).
 */
const ranges = {
  local: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7'],
  never: [
    '0.0.0.0/8',
    '169.254.0.0/16',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ],
  /** Global unicast without what carries IPv4 addresses inside (Teredo, 6to4) and documentation. */
  public6: ['2000::/3'],
  inside6: ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
} as const

const listed = Object.fromEntries(
  Object.entries(ranges).map(([name, subnets]) => [name, listOf(subnets)]),
) as unknown as Record<keyof typeof ranges, BlockList>

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [net = '', prefix = ''] = subnet.split('/')
    list.addSubnet(net, Number(prefix), isIP(net) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

export type Whose = 'public' | 'local' | 'never'

/** Whose an IP address is; what is no address is nobody's. IPv4 written as IPv6 (`::ffff:…`) counts as what it is. */
export function whoseAddress(address: string): Whose {
  const family = isIP(address)
  // One with a zone is of this link.
  if (family === 0 || address.includes('%')) return 'never'
  const type = family === 6 ? 'ipv6' : 'ipv4'
  const is = (name: keyof typeof ranges) => listed[name].check(address, type)
  if (is('never')) return 'never'
  if (is('local')) return 'local'
  if (family === 4 || isMapped(address)) return 'public'
  return is('public6') && !is('inside6') ? 'public' : 'never'
}

const mapped = listOf(['::ffff:0:0/96'])

function isMapped(address: string): boolean {
  return mapped.check(address, 'ipv6')
}

const loopback = listOf(['127.0.0.0/8', '::1/128'])

export function isLoopback(address: string): boolean {
  return isIP(address) !== 0 && loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
