import { point, valuesOf, type SsvcTable } from '../table.ts'
import { publicSafetyImpact, utility } from './points.ts'

// CERT/CC SSVC, Coordinator Triage 1.0.0 (data/json/decision_tables): 192 rows.
export const coordinatorTriage: SsvcTable = {
  name: 'coordinator-triage',
  title: 'Coordinator: whether to take the case on',
  decides: 'whether a coordinator takes the case on',
  published: 'ssvc:DT_COORD_TRIAGE:1.0.0',
  aliases: ['DT_COORD_TRIAGE', 'coordinator', 'triage', 'coordinate'],
  points: [
    point('RP', '1.0.0', 'Report Public', 'Are the details public already?', {
      Y: ['Yes', 'a report that one can work with is public'],
      N: ['No', 'they are not'],
    }),
    point('SCON', '1.0.0', 'Supplier Contacted', 'Has the reporter tried in earnest to reach those who maintain it?', {
      N: ['No', 'not yet'],
      Y: ['Yes', 'they were written to where they read'],
    }),
    point('RC', '1.0.0', 'Report Credibility', 'Is the report credible?', {
      NC: ['Not Credible', 'it is not'],
      C: ['Credible', 'it is'],
    }),
    point('SC', '1.0.0', 'Supplier Cardinality', 'How many projects or vendors have to act?', {
      O: ['One', 'one alone'],
      M: ['Multiple', 'several'],
    }),
    point('SE', '1.0.0', 'Supplier Engagement', 'Do they answer and take part?', {
      A: ['Active', 'they do'],
      U: ['Unresponsive', 'they do not'],
    }),
    utility,
    publicSafetyImpact,
  ],
  outcomes: valuesOf({
    D: ['Decline', 'leave the report alone'],
    T: ['Track', 'watch it, and do nothing that others would notice'],
    C: ['Coordinate', 'take it on'],
  }),
  // Columns: U and PSI as L M, L S, E M, E S, S M, S S.
  rows: [
    // RP SCON RC SC SE
    ['Y N NC O A', 'DDDDDD'],
    ['Y N NC O U', 'DDDDDD'],
    ['Y N NC M A', 'DDDDDC'],
    ['Y N NC M U', 'DDDDDC'],
    ['Y N C O A', 'DDDDDD'],
    ['Y N C O U', 'DDDDDD'],
    ['Y N C M A', 'DDDDDC'],
    ['Y N C M U', 'DDDDDC'],
    ['Y Y NC O A', 'DDDDDD'],
    ['Y Y NC O U', 'DDDDDD'],
    ['Y Y NC M A', 'DDDDDC'],
    ['Y Y NC M U', 'DDDDDC'],
    ['Y Y C O A', 'DDDDDD'],
    ['Y Y C O U', 'DDDDDD'],
    ['Y Y C M A', 'DDDDDC'],
    ['Y Y C M U', 'DDDDDC'],
    ['N N NC O A', 'DDDDDD'],
    ['N N NC O U', 'DDDDDD'],
    ['N N NC M A', 'DDDDDC'],
    ['N N NC M U', 'DDDDDC'],
    ['N N C O A', 'DDDDDD'],
    ['N N C O U', 'DDDDDD'],
    ['N N C M A', 'DDDDDC'],
    ['N N C M U', 'DDDDDC'],
    ['N Y NC O A', 'DDDTDT'],
    ['N Y NC O U', 'DDDTDT'],
    ['N Y NC M A', 'DTDTTC'],
    ['N Y NC M U', 'DTDTTC'],
    ['N Y C O A', 'DDDTDT'],
    ['N Y C O U', 'TCCCCC'],
    ['N Y C M A', 'DTDTCC'],
    ['N Y C M U', 'CCCCCC'],
  ],
}
