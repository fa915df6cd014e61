import { point, valuesOf, type SsvcTable } from '../table.ts'
import { exploitation } from './points.ts'

// CERT/CC SSVC, Coordinator Publish Decision Table 1.0.0 (data/json/decision_tables): 27 rows.
export const publish: SsvcTable = {
  name: 'publish',
  title: 'Coordinator: whether to publish',
  decides: 'whether a coordinator publishes about the vulnerability',
  published: 'ssvc:DT_COORD_PUBLISH:1.0.0',
  aliases: ['DT_COORD_PUBLISH', 'coordinator-publish', 'coordinator-publish-decision-table', 'publication'],
  points: [
    point('SINV', '1.0.0', 'Supplier Involvement', 'How far are those who maintain the software?', {
      FR: ['Fix Ready', 'they have provided a fix'],
      C: ['Cooperative', 'they work on a fix'],
      UU: ['Uncooperative/Unresponsive', 'they do not answer, will not fix it, or are gone'],
    }),
    exploitation,
    point('PVA', '1.0.0', 'Public Value Added', 'What would publishing add to what everyone can know?', {
      L: ['Limited', 'little: good information is public in several places'],
      A: ['Ampliative', 'something: details, corrections, or attention'],
      P: ['Precedence', 'all: it would be the first word in public'],
    }),
  ],
  outcomes: valuesOf({
    N: ['Do Not Publish', 'say nothing in public'],
    P: ['Publish', 'tell the public'],
  }),
  // Columns: PVA as L, A, P.
  rows: [
    // SINV E
    ['FR N', 'NNP'],
    ['FR P', 'NNP'],
    ['FR A', 'NPP'],
    ['C N', 'NNP'],
    ['C P', 'NNP'],
    ['C A', 'NPP'],
    ['UU N', 'NNP'],
    ['UU P', 'NPP'],
    ['UU A', 'PPP'],
  ],
}
