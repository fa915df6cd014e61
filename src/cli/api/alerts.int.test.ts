import { afterAll, beforeAll, expect, test } from 'vitest'
import { tokenOf } from '../../../tests/kit/api.ts'
import { runLine } from '../../../tests/kit/io.ts'
import { takingPosts, type PostsTaken } from '../../../tests/kit/posts.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { addChannel, configureAlerts } from '../../app/index.ts'
import { apiRoutes, apiVoice } from '../../http/api/index.ts'
import { gate } from '../../http/gate/index.ts'
import { alertCommands } from './alerts.ts'

let here: TestWorld
let token: string
let posts: PostsTaken
beforeAll(async () => {
  posts = await takingPosts()
  here = await testWorld()
  token = await tokenOf(here.world, here.members[1]!)
})
afterAll(async () => {
  await here.close()
  await posts.close()
})

function alert(...line: readonly string[]) {
  const app = gate(here.world, apiRoutes, [{ ...apiVoice, prefix: '/' }])
  return runLine(alertCommands, ['alert', ...line], {
    env: { TOCSIN_TOKEN: token },
    fetch: async (url, init) => app.request(new URL(url).pathname, init),
  })
}

test('alert channels are shown and tried on the command line', async () => {
  expect(await alert('list')).toMatchObject({ exit: 0, out: 'none: alerts reach you by mail alone\n' })
  await configureAlerts(here.world, here.members[0]!, { privateAddresses: true })
  const to = `${posts.address}/a-secret`
  const added = await addChannel(here.world, here.members[1]!, { kind: 'ntfy', to, label: 'my phone' })
  if (!('added' in added)) throw new Error(JSON.stringify(added))
  const { id, shown } = added.added
  expect(await alert('list')).toMatchObject({ exit: 0, out: `${id}  ntfy  ${shown}  my phone  urgent  ready\n` })
  expect(JSON.parse((await alert('list', '--json')).out)).toMatchObject({ channels: [{ id, kind: 'ntfy' }] })
  expect(await alert('test', id)).toMatchObject({ exit: 0, out: 'The test was taken at the other side.\n' })
  posts.answers.push(404, 404)
  expect(await alert('test', id)).toMatchObject({ exit: 1, err: 'the test did not arrive: http_404\n' })
  expect(JSON.parse((await alert('test', id, '--json')).out)).toEqual({ outcome: 'refused', code: 'http_404' })
  expect(await alert('test', 'a-000000000000')).toMatchObject({
    exit: 1,
    err: expect.stringContaining('no_such_channel'),
  })
  expect(await alert('test')).toMatchObject({ exit: 2 })
})
