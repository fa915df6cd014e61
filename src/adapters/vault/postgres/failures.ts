import { VaultFailed, VaultUnavailable } from '../../../app/ports/index.ts'
import { postgresFailed } from '../../postgres/index.ts'

/** What the vault itself says stays what it is; what the server says says nothing of any key. */
export function keysFailed(cause: unknown): Error {
  if (cause instanceof VaultFailed || cause instanceof VaultUnavailable) return cause
  const { code, message } = postgresFailed(cause)
  return new VaultUnavailable(code, `the keys’ database: ${message}`, { cause })
}

export async function coded<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act()
  } catch (cause) {
    throw keysFailed(cause)
  }
}
