import { exactStamp, stamp } from '../../core/clock/index.ts'
import type { Channel, Community } from '../../core/community/index.ts'
import { refuse, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { mostTries } from '../answers.ts'
import { theCommunity } from '../community/index.ts'
import type { AlertOutcome, OutgoingMail } from '../ports/index.ts'
import type { World } from '../world.ts'
import { channelOf, noSuchChannel } from './channels.ts'
import { alertText, testWords } from './message.ts'
import { channelStanding } from './standing.ts'

/** Sends a test by one's own channel, at once: what came of it is the answer. One that arrives ends its failing. */
export async function testChannel(world: World, person: PersonId, id: string): Promise<AlertOutcome | Refused> {
  const channel = await channelOf(world, person, id)
  if (channel === undefined) return noSuchChannel
  if (!channel.confirmed) return unconfirmed
  const community = await theCommunity(world)
  const outcome =
    channel.kind === 'mail' ? await mailed(world, community, channel) : await posted(world, community, channel)
  if (!('refused' in outcome) && outcome.outcome === 'sent') await works(world, person, channel)
  return outcome
}

function posted(world: World, community: Community, { kind, to, secret }: Channel): Promise<AlertOutcome> {
  if (kind === 'mail') throw new TypeError('a mail address takes no post')
  const id = `test.${world.machine.random(9).toHex()}`
  const at = exactStamp(world.machine.now())
  return world.alerts.send({ kind, to, secret }, { id, at, ...testWords(community) }, community.alerts)
}

async function mailed(world: World, community: Community, { to }: Channel): Promise<AlertOutcome | Refused> {
  if (community.mail === null) return noMailServer
  const { host, port, security, user, password } = community.mail
  const { title, about } = testWords(community)
  const message: OutgoingMail = {
    messageId: `test.${world.machine.random(9).toHex()}@${community.from.split('@')[1] ?? 'localhost'}`,
    from: { name: `${community.name} security`, address: community.from },
    to: [to],
    subject: title,
    text: alertText({ about }),
    date: stamp(world.machine.now()),
    automatic: true,
  }
  return world.mail.send({ host, port, security, ...(user === '' ? {} : { user, password }) }, message)
}

/** Where others keep changing the record, the next alert that arrives says the same. */
async function works(world: World, person: PersonId, { id }: Channel): Promise<void> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const batch = await channelStanding(world, person, id, null, world.machine.now())
    if (batch.appends === undefined || (await world.store.commit(batch)).ok) return
  }
}

const unconfirmed = refuse(
  'channel_unconfirmed',
  '-',
  'The address is not confirmed yet.',
  'Open the link in the mail that went there, or have it sent again.',
)
const noMailServer = refuse('no_mail_server', '-', 'There is no mail server yet.', 'An administrator enters one.')
