import { point, valuesOf, type SsvcTable } from '../table.ts'
import { exploitation, publicSafetyImpact, utility } from './points.ts'

// CERT/CC SSVC, Supplier Patch Development Priority 1.0.0 (data/json/decision_tables): 36 rows.
export const supplier: SsvcTable = {
  name: 'supplier',
  title: 'Supplier: how urgently to develop a fix',
  decides: 'how urgently those who maintain the software develop a fix',
  published: 'ssvc:DT_SP:1.0.0',
  aliases: ['DT_SP', 'SP', 'supplier-patch-development-priority', 'patch-development', 'developer', 'fix'],
  points: [
    exploitation,
    utility,
    point('TI', '1.0.0', 'Technical Impact', 'How much does the attacker control afterwards?', {
      P: ['Partial', 'some of what the software does or knows'],
      T: ['Total', 'all that the software does, or all that the system knows'],
    }),
    publicSafetyImpact,
  ],
  outcomes: valuesOf({
    D: ['Defer', 'nothing needs to be done for now'],
    S: ['Scheduled', 'fix it in the regular course of things'],
    O: ['Out-of-Cycle', 'fix it sooner than planned, beside the regular releases'],
    I: ['Immediate', 'drop other work and fix it as quickly as can be'],
  }),
  // Columns: TI and PSI as P M, P S, T M, T S.
  rows: [
    // E U
    ['N L', 'DSSO'],
    ['N E', 'SOSO'],
    ['N S', 'SOOO'],
    ['P L', 'SOSI'],
    ['P E', 'SIOI'],
    ['P S', 'OIOI'],
    ['A L', 'OIOI'],
    ['A E', 'OIOI'],
    ['A S', 'IIII'],
  ],
}
