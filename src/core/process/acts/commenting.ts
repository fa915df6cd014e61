import { z } from 'zod'
import { refuse } from '../../kernel/index.ts'
import { act, type Acts } from '../act.ts'
import { advisoryParts, rooms } from '../events.ts'
import { prose, wholeNumber } from '../fields.ts'
import { mentioned } from '../mentioned.ts'

export const commentingActs = {
  commentOnAdvisory: act({
    title: 'Comment on the advisory',
    clause: 'V3',
    does: 'Says something about one revision, beside it: the document itself stays as it is.',
    fields: z.object({
      revision: wholeNumber('Revision', 1).describe('The revision that it speaks of'),
      part: z.enum(advisoryParts).default('whole').meta({ title: 'About', input: 'select' }),
      room: z.enum(rooms).default('team').meta({ title: 'Who reads it' }),
      text: prose('Comment', 10_000),
    }),
    decide(c, { revision, part, room, text }, context) {
      if (room === 'team' && context.roles.every((role) => role !== 'member' && role !== 'fixer')) {
        return refuse('not_your_room', 'V6', 'That room is for committee and fix team.', 'Write to everyone instead.')
      }
      if (!c.advisory.some((one) => one.revision === revision)) {
        const newest = c.advisory.at(-1)?.revision
        return refuse(
          'no_such_revision',
          'V3',
          `The advisory has no revision ${revision}.`,
          newest === undefined ? 'Write its first revision.' : `The newest is revision ${newest}.`,
        )
      }
      const mentions = mentioned(text, c, context, room)
      const comment = c.advisoryComments.length + 1
      return [{ type: 'AdvisoryCommented', comment, revision, part, room, text, mentions }]
    },
  }),
} satisfies Acts<'commentOnAdvisory'>
