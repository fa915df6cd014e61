import { theCommunity } from '../../../app/index.ts'
import { paths } from '../../../core/publishing/index.ts'
import type { Asked, Route } from '../../gate/index.ts'

export const machineRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/.well-known/security.txt', act: 'readPublic', handle: giveSecurityTxt },
  { scope: 'public', method: 'get', path: '/healthz', act: 'readPublic', handle: giveHealth },
]

/** How far ahead a copy may be trusted; RFC 9116 recommends less than a year. */
const holds = { hours: 180 * 24 }

/** RFC 9116. */
export function securityTxt(
  { address, from }: { readonly address: string; readonly from: string },
  now: Temporal.Instant,
): string {
  const expires = now.add(holds).round({ smallestUnit: 'hour', roundingMode: 'floor' })
  return [
    `Contact: ${address}/report`,
    `Contact: mailto:${from}`,
    `Expires: ${expires.toString({ smallestUnit: 'second' })}`,
    'Preferred-Languages: en',
    `Canonical: ${address}/.well-known/security.txt`,
    `Policy: ${address}/policy`,
    `CSAF: ${address}/${paths.provider}`,
    '',
  ].join('\n')
}

async function giveSecurityTxt({ c, world }: Asked) {
  return c.text(securityTxt(await theCommunity(world), world.machine.now()), 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'public, max-age=3600',
  })
}

/** For whoever watches the installation: the store answers. Broken, the gate answers 500. */
async function giveHealth({ c, world }: Asked) {
  await world.store.setting('community')
  return c.text('ok\n')
}
