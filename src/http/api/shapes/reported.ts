import { z } from 'zod'
import { actPath, type CaseView } from '../../../app/index.ts'
import { can } from '../../../core/access/index.ts'
import { actNamed, caseActNames, phases, phaseTitles, publicId } from '../../../core/process/index.ts'
import { embargoJson, reportShape } from './case.ts'
import { embargoShape } from './facts.ts'
import { at, caseId, clause } from './parts.ts'

export const reportedShape = z
  .strictObject({
    case: caseId.describe('For reference; it opens nothing'),
    link: z.string().describe('The reporter’s own way back. It is shown once: keep it, and keep it to yourself'),
    api: z.string().describe('The same for programs'),
  })
  .meta({ id: 'Reported' })

export const reporterShape = z
  .strictObject({
    case: caseId,
    version: z.int(),
    phase: z.enum(phases),
    phaseTitle: z.string(),
    received: at,
    disclosed: at,
    report: reportShape,
    embargo: embargoShape,
    thread: z.array(z.strictObject({ post: z.int(), at, from: z.string(), yours: z.boolean(), text: z.string() })),
    advisory: z.string().nullable().describe('The public advisory’s id, once it is out'),
    acts: z
      .array(z.strictObject({ act: z.string(), title: z.string(), clause, does: z.string() }))
      .describe('What the reporter may do here'),
  })
  .meta({ id: 'ReporterView', description: 'A report as its reporter sees it' })

export const reporterActs = caseActNames.filter((name) => can(['reporter'], name))

/** What the reporter sees of the case: their report, the open room, the embargo, and nothing of the work inside. */
export function reporterJson({ case: c, phase, people }: CaseView): z.infer<typeof reporterShape> {
  const released = c.announcement !== null && c.announcement.state !== 'drafted'
  return {
    case: c.id,
    version: c.version,
    phase,
    phaseTitle: phaseTitles[phase],
    received: c.opened,
    disclosed: c.disclosed,
    report: c.report,
    embargo: embargoJson(c),
    thread: c.posts
      .filter(({ room }) => room === 'everyone')
      .map(({ post, at: when, by, text }) => ({
        post,
        at: when,
        from: by === 'product' ? 'Tocsin' : (people.get(by)?.name ?? ''),
        yours: by === c.reporter,
        text,
      })),
    advisory: released ? publicId(c) : null,
    acts: reporterActs.map((name) => {
      const { title, clause: of, does } = actNamed(name)
      return { act: actPath(name), title, clause: of, does }
    }),
  }
}
