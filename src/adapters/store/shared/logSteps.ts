import type { Batch, Cosigned, LogLease, Sequenced } from '../../../app/ports/index.ts'
import { stored } from './instants.ts'
import { eventsText } from './logRows.ts'
import type { Step } from './step.ts'

const must = { rows: 1, otherwise: { stop: { ok: false, why: 'log' } } } as const

export function logSteps({ logLease, sequenced, cosigned }: Batch): readonly Step[] {
  return [
    ...(logLease === undefined ? [] : [leased(logLease)]),
    ...(sequenced === undefined ? [] : grown(sequenced)),
    ...(cosigned === undefined ? [] : [replaced(cosigned)]),
  ]
}

function leased({ holder, now, until, latest }: LogLease): Step {
  return {
    text: `update log_state set holder = ?, leased_until = ?
           where holder = ? or leased_until is null or leased_until <= ? or leased_until > ?`,
    values: [holder, stored(until), holder, stored(now), stored(latest)],
    row: 'log_state 1',
    must,
  }
}

/** The size it was made on is what keeps two from growing the log at once, whatever their clocks say of the lease. */
function grown({ holder, before, state, batch }: Sequenced): readonly Step[] {
  return [
    {
      text: 'update log_state set size = ?, position = ?, roots = ? where size = ? and holder = ?',
      values: [state.size, state.position, state.roots, before, holder],
      row: 'log_state 1',
      must,
    },
    {
      text: 'insert into log_batches (size, events, leaves, note) values (?, ?, ?, ?)',
      values: [batch.size, eventsText(batch.events), batch.leaves, batch.note],
      row: `log_batches ${batch.size}`,
    },
  ]
}

function replaced({ size, before, note }: Cosigned): Step {
  return {
    text: 'update log_batches set note = ? where size = ? and note = ?',
    values: [note, size, before],
    row: `log_batches ${size}`,
    must,
  }
}
