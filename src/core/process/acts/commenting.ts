import { z } from 'zod'
import { refuse } from '../../kernel/index.ts'
import { act, type Acts } from '../act.ts'
import { advisoryParts, rooms } from '../events.ts'
import { optionalProse, prose, wholeNumber } from '../fields.ts'
import { mentioned } from '../mentioned.ts'
import { reportersOf } from '../reporters.ts'
import { seesTeamRoom } from '../roles.ts'

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
      if (room === 'team' && !seesTeamRoom(context.roles)) {
        return refuse('not_your_room', 'V6', 'That room is for committee and fix team.', 'Write to everyone instead.')
      }
      // Asked first: how many drafts there are is the team's own.
      if (!seesTeamRoom(context.roles) && !c.advisoryShared.some((one) => one.revision === revision)) {
        return refuse('not_shared', 'V3', 'This revision has not been shared with you.', 'Write in the thread instead.')
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
  shareAdvisory: act({
    title: 'Share the advisory with the reporter',
    clause: 'V3',
    does: 'The reporter sees one revision of the draft on their own page, and can comment on it.',
    duty: 'disclosure',
    fields: z.object({
      revision: wholeNumber('Revision', 1).describe('The revision that they see'),
      note: optionalProse('Message to the reporter', 4000),
    }),
    decide(c, { revision, note }) {
      if (reportersOf(c).length === 0) {
        return refuse('no_reporter', 'V3', 'Nobody is known to have reported this case.', 'Nothing needs to be done.')
      }
      if (!c.advisory.some((one) => one.revision === revision)) {
        const says = `The advisory has no revision ${revision}.`
        return refuse('no_such_revision', 'V3', says, 'Write its first revision, or name the newest one.')
      }
      if (c.advisoryShared.some((one) => one.revision === revision)) {
        return refuse('known_already', 'V3', 'The reporter sees this revision.', 'Tell them more in the thread.')
      }
      return [{ type: 'AdvisoryShared', revision, note: note ?? '' }]
    },
  }),
} satisfies Acts<'commentOnAdvisory' | 'shareAdvisory'>
