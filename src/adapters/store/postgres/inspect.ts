import { tables } from '../shared/tables.ts'
import { sqlState, type Runs } from '../../postgres/index.ts'

/**
 * Reads every row of every table, so that a damaged page or a value that cannot be unpacked is found, and asks whether
 * each reference leads somewhere. Empty: sound.
 */
export async function inspect(on: Runs): Promise<readonly string[]> {
  const findings: string[] = []
  for (const { name } of tables()) {
    try {
      await on.query(`select count(one::text) from ${name} as one`)
    } catch (cause) {
      // data_corrupted, index_corrupted, and a checksum's failure among them
      if (!sqlState(cause).startsWith('XX')) throw cause
      findings.push(`${name}: ${(cause as Error).message}`)
    }
  }
  return findings
}
