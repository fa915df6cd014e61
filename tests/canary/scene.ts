import { join } from 'node:path'
import { Writable } from 'node:stream'
import { logLines } from '../../src/adapters/lines/index.ts'
import { addChannel, configureAlerts, createToken, foundCommunity, giveKey, signInSecret } from '../../src/app/index.ts'
import type { OutgoingMail } from '../../src/app/ports/index.ts'
import { openWorld } from '../../src/main/world.ts'
import { takingPosts, type PostsTaken } from '../kit/posts.ts'
import { people, sigstorePolicy, type TestWorld } from '../kit/world.ts'
import { canary } from './words.ts'

/** An installation with a word in every text that founding, its people's keys and their alerts take. */
export interface Scene {
  readonly here: TestWorld
  /** The mails that left. */
  readonly sent: readonly OutgoingMail[]
  /** What the alert channels were sent. */
  readonly posts: PostsTaken
  /** Bearer secrets, as their bearers were given them. */
  readonly secrets: string[]
  /** Every log line so far. */
  lines(): string
  close(): Promise<void>
}

export async function openScene(root: string): Promise<Scene> {
  const data = join(root, 'data')
  let lines = ''
  const sent: OutgoingMail[] = []
  const secrets: string[] = []
  const to = new Writable({
    write(chunk, _, done) {
      lines += String(chunk)
      done()
    },
  })
  const world = await openWorld({
    data,
    mode: 'demo',
    lines: logLines({ to }),
    mail: {
      async send(_, message) {
        sent.push(message)
        return { outcome: 'sent' }
      },
    },
  })
  const founded = await foundCommunity(
    world,
    {
      name: canary('community name', false),
      address: 'http://127.0.0.1:8080',
      from: `${canary('from', false)}@example.org`,
      announceTo: `${canary('announceTo', false)}@example.org`,
      policy: `${sigstorePolicy}\n# ${canary('policy', false)}\n`,
      members: people.map((one) => ({
        ...one,
        name: canary('member name', false),
        email: `${canary('member address', false)}@example.org`,
        affiliation: canary('affiliation', false),
        openpgp: canary('openpgp', false),
      })),
      projects: [{ name: canary('project'), repository: `https://example.org/${canary('repository')}` }],
      mail: {
        host: '127.0.0.1',
        port: 2525,
        security: 'none',
        user: canary('user', false),
        password: canary('password'),
      },
    },
    null,
  )
  if (!('members' in founded)) throw new Error(JSON.stringify(founded))
  const here: TestWorld = { world, data, members: founded.members, sent, close: () => world.close() }
  // Ben's mail says what happened, for Ben alone: whatever is in it must not be found on the way.
  const owner = { name: canary('user id of a key', false), email: 'ben@example.org' }
  const key = await world.openpgp.publicKey(await world.openpgp.makeKey(owner, world.machine.now()))
  const given = await giveKey(world, here.members[1]!, { openpgp: key.armored, confirm: key.fingerprint })
  if (!('key' in given)) throw new Error(JSON.stringify(given))
  const made = await createToken(world, here.members[0]!, { label: canary('token label') })
  if ('token' in made) secrets.push(made.token)
  secrets.push(await signInSecret(world, here.members[0]!))
  const posts = await takingPosts()
  const scene: Scene = {
    here,
    sent,
    posts,
    secrets,
    lines: () => lines,
    async close() {
      await here.close()
      await posts.close()
    },
  }
  await alertsGo(scene)
  return scene
}

/** Somebody hears of everything by every kind of channel; one answers as if it were gone. */
async function alertsGo({ here, posts, secrets }: Scene): Promise<void> {
  posts.answers.push(404)
  await configureAlerts(here.world, here.members[0]!, { privateAddresses: true })
  for (const kind of ['mail', 'chat', 'ntfy', 'webhook']) {
    const host = kind === 'mail' ? '' : `${posts.address}/`
    const to = `${host}${canary(`address of a ${kind} channel`, false)}${kind === 'mail' ? '@example.org' : ''}`
    const label = canary(`label of a ${kind} channel`)
    const added = await addChannel(here.world, here.members[1]!, { kind, to, label, tells: 'all' })
    if (!('added' in added)) throw new Error(JSON.stringify(added))
    if (added.secret !== null) secrets.push(added.secret)
  }
}
