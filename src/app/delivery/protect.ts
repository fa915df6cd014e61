import type { Community } from '../../core/community/index.ts'
import { autocryptHeader, letterEntity } from '../../core/openpgp/index.ts'
import { loadPerson, theCommunity } from '../community/index.ts'
import { madeCommitteeKey, ownKey, type KeyWarning } from '../openpgp/index.ts'
import type { MailOutcome, OutgoingMail } from '../ports/index.ts'
import type { Mailed } from '../effects/index.ts'
import type { World } from '../world.ts'
import { newsFor } from './newsFor.ts'
import { linkFor } from './prepare.ts'

/** What a mail may say in clear to somebody with a key: it is about the key, or proves an address, or goes to a pager. */
const always: readonly Mailed['kind'][] = ['key', 'address', 'address-left', 'channel', 'alert-mail']
/** Without its link the mail is nothing, and with it in clear it would let somebody in. */
const onlyALink: readonly Mailed['kind'][] = ['sign-in', 'welcome', 'lost-link']

/**
 * The mail as it may leave. To somebody whose key is known, and who did not ask for links only, it goes encrypted and
 * signed, and says what happened. Where their key is good for nothing any more, nothing of a case and no link leaves in
 * clear; the mail says why.
 */
export async function protect(
  world: World,
  effect: Mailed,
  message: OutgoingMail,
): Promise<OutgoingMail | Extract<MailOutcome, { code: string }>> {
  if ('cases' in effect) return message
  const [to, community] = [await loadPerson(world, effect.to), await theCommunity(world)]
  const signer = await madeCommitteeKey(world)
  if (to === null || signer === undefined) return message
  const ours = await world.openpgp.readPublicKey(signer.armored, world.machine.now())
  const open = ours.addresses.includes(community.from)
    ? { ...message, autocrypt: autocryptHeader(community.from, ours.bytes) }
    : message
  if (to.openpgp === '' || to.mails === 'links' || always.includes(effect.kind)) return open
  const { key, warning } = await ownKey(world, to)
  if (key === null || key.unusable !== null) {
    if (onlyALink.includes(effect.kind)) return { outcome: 'refused', code: 'key_unusable' }
    const carries = (await linkFor(world, effect)) !== null
    return { ...open, text: unencrypted(message, community, warning?.kind ?? 'unreadable', carries) }
  }
  const { subject, lines } = await newsFor(world, effect, to)
  const text = withNews(message.text, [...lines, ...endingOf(warning)])
  const entity = letterEntity({
    subject: subject ?? message.subject,
    from: `${message.from.name} <${message.from.address}>`,
    to: message.to.join(', '),
    date: message.date,
    text,
  })
  const armored = await world.openpgp.encrypt(entity, [key.armored], signer.privateKey, world.machine.now())
  return { ...open, text: armored, encrypted: true }
}

/** Before the signature that ends every notice. */
function withNews(text: string, news: readonly string[]): string {
  const at = text.lastIndexOf('\n-- \n')
  return at === -1 ? [text, ...news].join('\n') : [text.slice(0, at), ...news, text.slice(at + 1)].join('\n')
}

const whys: Readonly<Record<KeyWarning['kind'], string>> = {
  unreadable: 'can no longer be read',
  expired: 'has expired',
  revoked: 'was revoked',
  cannot_encrypt: 'has no part to encrypt to',
  ends: 'has expired',
}

function unencrypted({ text }: OutgoingMail, community: Community, why: KeyWarning['kind'], carries: boolean): string {
  const says = `This mail is not encrypted, because your OpenPGP key ${whys[why]}.`
  const instead = `Give another one: where you are signed in, at ${community.address}/you; a reporter, on the report’s page.`
  if (!carries) return withNews(text, [`${says} ${instead}\n`])
  return [
    'Hello,',
    `There is something new for you. ${says} So it carries no link of yours: sign in, or open your report with the link that you have.`,
    instead,
    `-- \n${community.name} security response, ${community.address}\n`,
  ].join('\n\n')
}

function endingOf(warning: KeyWarning | null): readonly string[] {
  if (warning?.kind !== 'ends') return []
  const when = warning.days <= 0 ? 'today' : warning.days === 1 ? 'tomorrow' : `in ${warning.days} days`
  return [`Your OpenPGP key ends ${when}. Renew it, and give it here again: from then on nothing is sent to it.\n`]
}
