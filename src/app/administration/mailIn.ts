import { z } from 'zod'
import { isThisMachine, mailIn, type Mailbox } from '../../core/community/index.ts'
import { refuse, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { badInput, notAllowed, type BadInput, type Conflict } from '../answers.ts'
import { theCommunity } from '../community/index.ts'
import type { World } from '../world.ts'
import { change } from './settings.ts'

const text = z.string().trim().default('')

/** The settings' form: what is left empty is not there. */
const mailInFields = z.object({
  replies: mailIn.shape.replies,
  protocol: z.enum(['lmtp', 'smtp', '']).default(''),
  listenPort: text,
  host: text,
  port: text,
  security: z.enum(['tls', 'starttls', 'none']).default('tls'),
  user: text,
  password: z.string().default(''),
  folder: text,
})

/** An administrator says how mail comes in. An empty password keeps the one that is set, for the same user there only. */
export async function configureMailIn(
  world: World,
  by: PersonId,
  input: unknown,
): Promise<Refused | BadInput | Conflict | { readonly done: true }> {
  const asked = mailInFields.safeParse(input)
  if (!asked.success) return badInput(asked.error)
  const { mailIn: now } = await theCommunity(world)
  const { replies, protocol, listenPort, host, port, security, user, folder } = asked.data
  const same = now?.mailbox?.host === host && now.mailbox.user === user
  const password = asked.data.password === '' && same ? (now?.mailbox?.password ?? '') : asked.data.password
  const parsed = mailIn.safeParse({
    replies,
    listener: protocol === '' ? null : { protocol, port: listenPort },
    mailbox:
      host === ''
        ? null
        : { host, security, user, password, ...(port === '' ? {} : { port }), ...(folder === '' ? {} : { folder }) },
  })
  if (!parsed.success) return asInForm(badInput(parsed.error))
  const unsafe = unsafeMailbox(parsed.data.mailbox)
  if (unsafe !== undefined) return unsafe
  const { listener, mailbox } = parsed.data
  const settings = !parsed.data.replies && listener === null && mailbox === null ? null : parsed.data
  return change(world, by, () => [{ type: 'MailInConfigured', mailIn: settings }])
}

/** By the names that the form has for them. */
function asInForm({ problems }: BadInput): BadInput {
  const name = (field: string) => (field === 'listener.port' ? 'listenPort' : field.replace(/^mailbox\./, ''))
  return { badInput: true, problems: problems.map(({ field, says }) => ({ field: name(field), says })) }
}

/** Without encryption, a password goes to this machine only. */
function unsafeMailbox(mailbox: Mailbox | null): BadInput | undefined {
  if (mailbox?.security !== 'none' || isThisMachine(mailbox.host)) return undefined
  const says = 'without encryption, only a mailbox on this machine can be looked into'
  return { badInput: true, problems: [{ field: 'security', says }] }
}

/** Looks into the mailbox that is set, now. */
export async function checkMailbox(world: World, by: PersonId): Promise<Refused | { readonly done: true }> {
  const { mailIn: settings, administrators } = await theCommunity(world)
  if (!administrators.includes(by)) return notAllowed()
  const mailbox = settings?.mailbox ?? null
  if (mailbox === null) return refuse('no_mailbox', '-', 'No mailbox is set.', 'Save its settings first.')
  const state = await world.mailIn.check(mailbox)
  if (state.ok) return { done: true }
  const says = `The mailbox cannot be looked into (${state.code}).`
  return refuse('mailbox_failed', '-', says, 'Check host, port, security, user, password and folder.')
}
