import { z } from 'zod'
import { refuse } from '../../kernel/index.ts'
import { act, type Acts } from '../act.ts'
import { rooms } from '../events.ts'
import { prose, wholeNumber } from '../fields.ts'
import { mentioned } from '../mentioned.ts'
import { seesTeamRoom } from '../roles.ts'

const text = prose('Message', 50_000)

export const threadActs = {
  post: act({
    title: 'Write in the thread',
    clause: 'V6',
    does: 'All communication happens here: in the room of everyone on the case, or of committee and fix team only.',
    fields: z.object({ room: z.enum(rooms).default('team').meta({ title: 'Room' }), text }),
    decide(c, { room, text: said }, context) {
      if (room === 'team' && !seesTeamRoom(context.roles)) {
        return refuse('not_your_room', 'V6', 'That room is for committee and fix team.', 'Write to everyone instead.')
      }
      const mentions = mentioned(said, c, context, room)
      return [{ type: 'Posted', post: c.posts.length + 1, room, text: said, mentions }]
    },
  }),
  editPost: act({
    title: 'Edit a message',
    clause: 'V6',
    does: 'Corrects a message of your own. What it said before stays in sight.',
    fields: z.object({ post: wholeNumber('Message', 1).describe('Its number in the thread'), text }),
    decide(c, { post: number, text: said }, context) {
      const post = c.posts.find((one) => one.post === number)
      // Of a room that somebody is not in, they learn nothing: not that it has such a message either.
      if (post === undefined || (post.room === 'team' && !seesTeamRoom(context.roles))) {
        return refuse('no_such_post', 'V6', `The thread has no message ${number}.`, 'Give the number of one of yours.')
      }
      if (post.by !== context.by) {
        return refuse('not_your_post', 'V6', 'Somebody else wrote this message.', 'Answer it with one of your own.')
      }
      if (post.text === said) {
        return refuse('nothing_changes', 'V6', 'That is what the message says.', 'Change it first.')
      }
      const mentions = mentioned(said, c, context, post.room).filter((one) => !post.mentions.includes(one))
      return [{ type: 'PostEdited', post: number, text: said, mentions }]
    },
  }),
} satisfies Acts<'post' | 'editPost'>
