import type { CaseId } from '../../src/core/kernel/index.ts'
import type { Mail, MailOutcome, OutgoingMail } from '../../src/app/ports/index.ts'
import { testWorld, type TestWorld } from './world.ts'

/** A mail server that answers as it is told; without an answer left, it accepts. */
export function answering(...answers: (MailOutcome | Error | (() => Promise<unknown>))[]) {
  const tried: OutgoingMail[] = []
  const mail: Mail = {
    async send(_, message) {
      tried.push(message)
      const answer = answers.shift() ?? { outcome: 'sent' }
      if (answer instanceof Error) throw answer
      if (typeof answer !== 'function') return answer
      await answer()
      return { outcome: 'sent' }
    },
  }
  return { mail, tried, answers }
}

export const later = { outcome: 'later', code: 'smtp_450' } as const
export const unsure = { outcome: 'unsure', code: 'connection_lost' } as const
export const refused = { outcome: 'refused', code: 'smtp_550' } as const

const opened: TestWorld[] = []

/** An installation whose mail goes to that server, until `closeAll`. */
export async function at(server: { readonly mail: Mail }, more: object = {}): Promise<TestWorld> {
  const here = await testWorld({ mail: server.mail, ...more })
  opened.push(here)
  return here
}

export async function closeAll(): Promise<void> {
  for (const here of opened.splice(0)) await here.close()
}

export const rowsOf = (here: TestWorld) => here.world.store.outbox({ limit: 100 })

export async function stateOf(here: TestWorld, id: CaseId) {
  const { state } = await here.world.records.read('case', id)
  if (state === null) throw new Error('no such case')
  return state
}
