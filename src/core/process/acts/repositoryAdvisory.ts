import { z } from 'zod'
import { refuse } from '../../kernel/index.ts'
import { act, type Acts } from '../act.ts'
import { evidence, yesOrNo } from '../fields.ts'
import { isPublished } from '../published.ts'

export const repositoryAdvisoryActs = {
  noteRepositoryAdvisory: act({
    title: 'Is the repository’s advisory published?',
    clause: 'V3',
    does: 'Records that the repository’s own advisory is published, or why it will not be. GitHub publishes the record of a CVE id that it assigned along with it.',
    duty: 'infra',
    fields: z.object({
      published: yesOrNo('It is published'),
      evidence: evidence.meta({ title: 'Its address, or why it stays unpublished' }),
    }),
    decide(c, { published, evidence: told }) {
      if (c.publicSince === null && !isPublished(c)) {
        return refuse(
          'not_announced',
          'R3',
          'It would make the vulnerability public before its hour.',
          'Announce the release first.',
        )
      }
      const { repositoryAdvisory: known } = c
      if (known !== null && known.published === published && known.evidence === told) {
        return refuse('nothing_changes', 'V3', 'That is on record.', 'Nothing needs to be done.')
      }
      return [{ type: 'RepositoryAdvisoryNoted', published, evidence: told }]
    },
  }),
} satisfies Acts<'noteRepositoryAdvisory'>
