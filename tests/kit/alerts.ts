import { afterEach, beforeEach } from 'vitest'
import { addChannel, configureAlerts, deliverDue } from '../../src/app/index.ts'
import type { CaseId, PersonId } from '../../src/core/kernel/index.ts'
import { takingPosts, type PostsTaken } from './posts.ts'
import { does, evidence, reported } from './voyage.ts'
import { testWorld, type TestWorld } from './world.ts'

export interface Alerting {
  readonly posts: PostsTaken
  /** A channel of somebody's; throws where it is not taken. */
  added(person: PersonId, fields: Readonly<Record<string, unknown>>): ReturnType<typeof gained>
  /** A case of which the world learns, by this member: what was sent before is forgotten. */
  becamePublic(by: PersonId): Promise<CaseId>
  /** The fields of a webhook that leads here. */
  webhook(path?: string): { readonly kind: 'webhook'; readonly to: string }
}

/** Somewhere for alerts to go, which the first member allows. */
export async function alerting(here: TestWorld): Promise<Alerting> {
  const posts = await takingPosts()
  const [administrator = 'p-'] = here.members
  const allowed = await configureAlerts(here.world, administrator, { privateAddresses: true })
  if (!('done' in allowed)) throw new Error(JSON.stringify(allowed))
  return {
    posts,
    added: (person, fields) => gained(here, person, fields),
    webhook: (path = '/hook') => ({ kind: 'webhook', to: `${posts.address}${path}` }),
    async becamePublic(by) {
      const { id } = await reported(here)
      await deliverDue(here.world)
      here.sent.length = 0
      posts.came.length = 0
      await does(here, by, id, 'notePublic', { how: 'a talk', evidence })
      return id
    },
  }
}

async function gained({ world }: TestWorld, person: PersonId, fields: Readonly<Record<string, unknown>>) {
  const answer = await addChannel(world, person, fields)
  if (!('added' in answer)) throw new Error(JSON.stringify(answer))
  return answer
}

/** For each test of a file an installation of its own, with somewhere for alerts to go; its people are its founders. */
export function eachAlerting() {
  let here: TestWorld
  let given: Alerting
  async function open(options: Parameters<typeof testWorld>[0] = {}): Promise<void> {
    here = await testWorld(options)
    given = await alerting(here)
  }
  async function close(): Promise<void> {
    await here.close()
    await given.posts.close()
  }
  beforeEach(() => open())
  afterEach(close)
  /** Another one in its place. */
  async function instead(options: Parameters<typeof testWorld>[0]): Promise<void> {
    await close()
    await open(options)
  }
  const founder = (nth: number) => (): PersonId => here.members[nth] ?? 'p-'
  return { here: () => here, given: () => given, instead, ada: founder(0), ben: founder(1), cleo: founder(2) }
}
