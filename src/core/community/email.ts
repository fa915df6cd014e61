import { z } from 'zod'
import { ifWrong } from '../kernel/index.ts'

/** An address as it is compared: lower-case. The local part's case matters nowhere in practice. */
export const email = z
  .email({ error: ifWrong('must be an e-mail address') })
  .max(254)
  .overwrite((text) => text.toLowerCase())
