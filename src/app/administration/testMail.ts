import { stamp } from '../../core/clock/index.ts'
import { refuse, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { notAllowed } from '../answers.ts'
import { loadPerson, theCommunity } from '../community/index.ts'
import type { MailOutcome } from '../ports/index.ts'
import type { World } from '../world.ts'

/** Sends a mail to whoever asks, at once and by the server as it is set: what came of it is the answer. */
export async function sendTestMail(world: World, by: PersonId): Promise<MailOutcome | Refused> {
  const community = await theCommunity(world)
  if (!community.administrators.includes(by)) return notAllowed()
  if (community.mail === null) {
    return refuse('no_mail_server', '-', 'There is no mail server yet.', 'Enter one and save it, then send a test.')
  }
  const person = await loadPerson(world, by)
  if (person === null || person.email === '') {
    return refuse('no_address', '-', 'You have no e-mail address here.', 'Ask another administrator to send the test.')
  }
  const { host, port, security, user, password } = community.mail
  const now = world.machine.now()
  return world.mail.send(
    { host, port, security, ...(user === '' ? {} : { user, password }) },
    {
      messageId: `test.${world.machine.random(9).toHex()}@${community.from.split('@')[1] ?? 'localhost'}`,
      from: { name: `${community.name} security`, address: community.from },
      to: [person.email],
      subject: `[${community.name} security] A test`,
      text: `Hello ${person.name},\n\nmail leaves here as it should.\n\n-- \n${community.name} security response, ${community.address}\n`,
      date: stamp(now),
      automatic: true,
    },
  )
}
