import { logTrouble, type LogTrouble } from '../../app/index.ts'
import { can } from '../../core/access/index.ts'
import type { AskedByPerson } from '../gate/index.ts'
import { Notice } from './components/index.ts'

const words: Readonly<Record<LogTrouble, { readonly says: string; readonly instead: string }>> = {
  log_rolled_back: {
    says: 'The log has stopped: the database is at an earlier state than the one this server knows, or at another one.',
    instead:
      'Work goes on, and nothing new is signed. Run tocsin log verify on the server. If you put an earlier copy back yourselves, stop the servers and run tocsin log accept; if nobody did, somebody else changed the database.',
  },
  log_broken: {
    says: 'The log has stopped: its records are not as they were written.',
    instead: 'Work goes on, and nothing new is signed. Run tocsin log verify on the server: it names what was changed.',
  },
}

/** For administrators: what otherwise only the server's log lines tell. */
export function LogTroubleNotice({ asked: { world, caller } }: { readonly asked: AskedByPerson }) {
  const trouble = can(caller.roles, 'manageCommunity') ? logTrouble(world) : null
  return trouble === null ? <></> : <Notice tone="warning" {...words[trouble]} />
}
