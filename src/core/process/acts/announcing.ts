import { z } from 'zod'
import { stamp } from '../../clock/index.ts'
import { refuse, type Refused } from '../../kernel/index.ts'
import { act, doneHereOnly, type Acts } from '../act.ts'
import { composeAnnouncement } from '../compose/announcement.ts'
import { count, emptyAsAbsent, evidence, link, optionalProse, optionalWords, words } from '../fields.ts'
import { gapsBeforeAnnouncement } from '../gaps.ts'
import type { Case, ListMail } from '../state.ts'
import { openly } from './disclosures.ts'

/** Marks of a template that nobody filled in: they never go out (R8). */
const leftovers = /\{\{|\}\}|<!--|-->|\$(?:PROJECT|VERSION|OLDVERSION|CVSS|CVESUMMARY)\b|CVE-YEAR-/u

export function leftover(subject: string, body: string, clause: string): Refused | undefined {
  const found = leftovers.exec(`${subject}\n${body}`)?.[0]
  if (found === undefined) return undefined
  return refuse(
    'placeholder_left',
    clause,
    `The text still has a placeholder or an instruction of the template in it: “${found}”.`,
    'Fill it in or remove it, then save the draft again.',
  )
}

/** Why a mail of the case cannot be changed or sent any more. */
export function goneOut(mail: ListMail | null, clause: string): Refused | undefined {
  if (mail === null || mail.state === 'drafted') return undefined
  const [says, instead] = afterDrafting[mail.state]
  return refuse('sent_already', clause, `${says} (${mail.at})`, instead)
}

const afterDrafting: Record<Exclude<ListMail['state'], 'drafted'>, readonly [says: string, instead: string]> = {
  released: ['It is on its way.', 'Wait for what becomes of it; it is on the case page then.'],
  delivered: ['It was sent.', 'Write a follow-up to the list.'],
  failed: ['Sending it failed.', 'Say what became of it: sent by other means, or to be sent again.'],
  unsure: ['Whether it was sent is not known.', 'Look at the list’s archive and say what became of it.'],
}

export const settleFields = z.object({
  delivered: z
    .enum(['delivered', 'send-again'])
    .meta({ title: 'What became of it', description: 'Look at the list’s archive first' }),
  messageId: optionalWords('Message-ID in the archive', 300),
  note: optionalProse('What you saw', 4000),
})

export const announcingActs = {
  draftAnnouncement: act({
    title: 'Draft the announcement',
    clause: 'R8',
    does: 'Writes the announcement from the policy’s template and the case’s facts, or saves your own wording.',
    duty: 'disclosure',
    shared: true,
    fields: z.object({
      subject: optionalWords('Subject', 300).describe('Both empty: written from the template'),
      body: optionalProse('Text', 60_000),
    }),
    decide(c, { subject, body }, context) {
      const gone = goneOut(c.announcement, 'R8')
      if (gone !== undefined) return gone
      // One number in all cases of the release: the draft that is sent is the one that was looked at.
      const draft = 1 + Math.max(0, ...context.together.map((one) => one.announcement?.drafts ?? 0))
      if (subject !== undefined && body !== undefined) {
        return (
          leftover(subject, body, 'R8') ?? [{ type: 'AnnouncementDrafted', draft, subject, body, generated: false }]
        )
      }
      if (subject !== undefined || body !== undefined) {
        return refuse('half_a_draft', 'R8', 'A draft has a subject and a text.', 'Fill in both, or leave both empty.')
      }
      const composed = composeAnnouncement(context)
      return 'refused' in composed ? composed : [{ type: 'AnnouncementDrafted', draft, ...composed, generated: true }]
    },
  }),
  sendAnnouncement: act({
    title: 'Send the announcement',
    clause: 'R6',
    does: 'Sends the announcement to the list and publishes the advisory.',
    duty: 'disclosure',
    outward: true,
    shared: true,
    fields: z.object({
      draft: emptyAsAbsent(count('Draft')).meta({
        title: 'Draft',
        description: 'The draft you looked at',
      }),
      despite: optionalProse('Reason for going on', 4000).describe(
        'Needed where something is still missing, or it is too early',
      ),
    }),
    decide(c, { draft, despite }, context) {
      const gone = goneOut(c.announcement, 'R6')
      if (gone !== undefined) return gone
      const gaps = gapsBeforeAnnouncement(c, context.policy, context.now)
      const first = gaps.find(({ blocks }) => blocks) ?? (despite === undefined ? gaps[0] : undefined)
      if (first !== undefined || c.announcement === null) {
        return refuse(
          'not_ready_to_announce',
          first?.clause ?? 'R8',
          gaps.map(({ says }) => says).join(' '),
          first?.blocks === false ? 'Do that first, or go on with a reason on record.' : 'Do that first.',
        )
      }
      if (draft !== undefined && draft !== c.announcement.drafts) {
        return refuse('stale_draft', 'R8', 'A newer draft was saved meanwhile.', 'Look at the newest draft, then send.')
      }
      const { subject, body, drafts } = c.announcement
      const early = gaps.length === 0 ? null : (despite ?? null)
      return [
        { type: 'AnnouncementReleased', draft: drafts, subject, body, to: context.list, early },
        ...openly(c, stamp(context.now), 'it was announced', 'the announcement'),
      ]
    },
  }),
  settleAnnouncement: act({
    title: 'Say what became of the announcement',
    clause: 'R6',
    does: 'The outcome of sending is not known, or it failed: a person looks at the list and decides.',
    duty: 'disclosure',
    shared: true,
    fields: settleFields,
    decide(c, { delivered, messageId, note }) {
      if (c.announcement?.state !== 'unsure' && c.announcement?.state !== 'failed') return nothingToSettle('R6')
      return delivered === 'delivered'
        ? [{ type: 'AnnouncementDelivered', messageId: messageId ?? '', note: note ?? '' }]
        : [{ type: 'AnnouncementRetried', reason: note ?? '' }]
    },
  }),
  recordListLink: act({
    title: 'Link the list’s archived message',
    clause: 'R7',
    does: 'Where the announcement stands in the list’s archive; the chat posts carry this link.',
    duty: 'disclosure',
    shared: true,
    fields: z.object({ url: link('Archived message') }),
    decide(c, { url }) {
      if (c.announced === null) {
        return refuse('not_announced', 'R7', 'The announcement has not been sent.', 'Send it first.')
      }
      return [{ type: 'ListLinkRecorded', url }]
    },
  }),
  recordChatPost: act({
    title: 'Posted to chat',
    clause: 'R7',
    does: 'Records that the link was posted to one of the policy’s chat channels.',
    duty: 'disclosure',
    shared: true,
    fields: z.object({ channel: words('Channel', 100).meta({ example: 'general' }), evidence }),
    decide(c, { channel, evidence: told }, context) {
      if (c.listLink === null) {
        return refuse(
          'no_list_link',
          'R7',
          'The post carries the link to the archived message.',
          'Record that link first.',
        )
      }
      const channels = context.policy.release.chat.channels.map((one) => one.channel)
      if (!channels.includes(channel)) {
        return refuse('no_such_channel', 'R7', `The policy names: ${channels.join(', ')}.`, 'Choose one of these.')
      }
      const isTold = (one: Case) => one.chatPosts.some((post) => post.channel === channel)
      if (isTold(c)) {
        const refused = refuse('known_already', 'R7', 'This channel has been told.', 'Nothing needs to be done.')
        return doneHereOnly(context, (one) => !isTold(one)) ?? refused
      }
      return [{ type: 'ChatPosted', channel, evidence: told }]
    },
  }),
} satisfies Acts<'draftAnnouncement' | 'sendAnnouncement' | 'settleAnnouncement' | 'recordListLink' | 'recordChatPost'>

export function nothingToSettle(clause: string): Refused {
  return refuse('nothing_to_settle', clause, 'Nothing is in doubt.', 'Nothing needs to be done.')
}
