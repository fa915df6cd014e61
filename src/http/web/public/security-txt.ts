import { stamp } from '../../../core/clock/index.ts'
import { shownCommitteeKey, signClearOnce, theCommunity, type ShownKey, type World } from '../../../app/index.ts'
import { codeOf } from '../../../core/kernel/index.ts'
import { keyPath, paths } from '../../../core/publishing/index.ts'
import type { Asked, Route } from '../../gate/index.ts'

export const machineRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/.well-known/security.txt', act: 'readPublic', handle: giveSecurityTxt },
  { scope: 'public', method: 'get', path: '/healthz', act: 'readPublic', handle: giveHealth },
]

/** How far ahead a copy may be trusted, to the month; RFC 9116 recommends less than a year. */
const holds = { hours: 180 * 24 }

/** RFC 9116. */
export function securityTxt(
  { address, from }: { readonly address: string; readonly from: string },
  key: Pick<ShownKey, 'fingerprint' | 'unusable'> | undefined,
  now: Temporal.Instant,
): string {
  // The same for a month, so that it is signed once a month.
  const ends = now.add(holds).toZonedDateTimeISO('UTC').with({ day: 1 }).startOfDay().toInstant()
  return [
    `Contact: ${address}/report`,
    `Contact: mailto:${from}`,
    `Expires: ${stamp(ends)}`,
    ...(key?.unusable === null ? [`Encryption: ${address}/${keyPath(key.fingerprint)}`] : []),
    'Preferred-Languages: en',
    `Canonical: ${address}/.well-known/security.txt`,
    `Policy: ${address}/policy`,
    `CSAF: ${address}/${paths.provider}`,
    '',
  ].join('\n')
}

async function giveSecurityTxt({ c, world }: Asked) {
  return c.text(await signedText(world), 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'public, max-age=3600',
  })
}

/** Section 2.3: signed with the committee's key; a key that signs no more keeps nobody from finding the committee. */
async function signedText(world: World): Promise<string> {
  const shown = await shownCommitteeKey(world)
  const text = securityTxt(await theCommunity(world), shown, world.machine.now())
  if (shown === undefined) return text
  try {
    return await signClearOnce(world, shown.key, text)
  } catch (error) {
    if (codeOf(error) !== 'cannot_sign') throw error
    world.lines.warn('security_txt_unsigned', { code: 'cannot_sign' })
    return text
  }
}

/** For whoever watches the installation: the store answers, and the keys do. While one does not, the gate answers 503. */
async function giveHealth({ c, world }: Asked) {
  await world.store.setting('community')
  await world.vault.answers()
  return c.text('ok\n')
}
