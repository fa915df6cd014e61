import { z } from 'zod'
import { refuse } from '../../kernel/index.ts'
import { act, type Acts } from '../act.ts'
import { optionalProse, person, words } from '../fields.ts'

/** More than share one finding. Those whose access ended count: a link mails nobody by the hundred. */
const most = 10

export const reporterActs = {
  nameCoReporter: act({
    title: 'Bring in a co-reporter',
    clause: 'D1',
    does: 'Somebody who found it, too, gets a link of their own by mail, with the rights of a reporter.',
    fields: z.object({
      name: words('Their name', 200),
      email: z.email({ error: 'must be an e-mail address' }).max(254).meta({
        title: 'Their e-mail',
        example: 'finder@example.org',
        description: 'Whoever reads mail there can read the report',
      }),
    }),
    decide(c, _, { fresh }) {
      if (c.coReportersNamed >= most) {
        const says = `${most} co-reporters have been named already.`
        return refuse(
          'too_many_reporters',
          'D1',
          says,
          'Name others in the thread; they can be credited without a link.',
        )
      }
      return [{ type: 'CoReporterNamed', person: fresh.person }]
    },
  }),
  removeCoReporter: act({
    title: 'End a co-reporter’s access',
    clause: 'D1',
    does: 'Their link stops working at once. What they wrote stays.',
    fields: z.object({ person: person('Co-reporter'), reason: optionalProse('Why', 1000) }),
    decide(c, { person: who, reason }) {
      if (!c.coReporters.includes(who)) {
        return refuse('no_such_reporter', 'D1', 'This person is no co-reporter here.', 'Choose one from the list.')
      }
      if (c.fixTeam.some((one) => one.person === who && one.state === 'accepted')) {
        const instead = 'End their access to the fix team first.'
        return refuse('on_fix_team', 'F3', 'This person is on the fix team, too.', instead)
      }
      return [{ type: 'CoReporterRemoved', person: who, reason: reason ?? '' }]
    },
  }),
} satisfies Acts<'nameCoReporter' | 'removeCoReporter'>
