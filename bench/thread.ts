import { crowdedCase } from '../tests/kit/crowd.ts'
import { isRefused } from '../src/core/kernel/index.ts'
import { viewCase } from '../src/app/index.ts'
import { atMost, type Row } from './measure.ts'
import { sessionOf } from './pages.ts'
import { serve, timed } from './product.ts'
import { caughtUp, installation } from './world.ts'

/**
 * A case with 121 people and 1,000 messages: how soon its thread opens, newest first, by the use case and as a page of the
 * running product over HTTP, and how large that page is. An older page and a reporter's own, too.
 */
export async function threadBench(samples = 200): Promise<Row[]> {
  const { world, data, members, close } = await installation()
  const [member = 'p-'] = members
  let open = true
  try {
    const { case: id, secret } = await crowdedCase(world, members, { people: 121, posts: 1000 })
    const cookie = await sessionOf(world, member)
    await caughtUp(world)
    const view = await timed('viewCase', samples, async () => {
      if (isRefused(await viewCase(world, member, id))) throw new Error('refused')
    })
    await world.store.close()
    await world.vault.close()
    open = false
    return [...view, ...(await served(data, samples, cookie, `/cases/${id}/thread`, `/report/${secret}`))]
  } finally {
    if (open) await close()
  }
}

async function served(data: string, samples: number, cookie: string, thread: string, report: string) {
  const { get, stop } = await serve({ TOCSIN_DATA: data }, cookie)
  try {
    const pages = [
      ...(await timed('page: its newest messages', samples, () => get(thread))),
      ...(await timed('page: older messages', samples, (nth) => get(`${thread}?before=${1000 - (nth % 30) * 25}`))),
      ...(await timed('page: a reporter’s own', samples, () => get(report))),
    ]
    const sizes = await Promise.all([thread, `${thread}?before=500`, report].map(async (path) => get(path)))
    return [...pages, atMost('the largest of these pages', Math.max(...sizes) / 1000, 'kB', 100)]
  } finally {
    await stop()
  }
}
