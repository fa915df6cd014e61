import { z } from 'zod'
import { mailWays } from '../../../core/community/index.ts'
import { at, personId, role } from './parts.ts'

export const meShape = z
  .strictObject({
    id: personId,
    name: z.string(),
    email: z.string(),
    affiliation: z.string(),
    roles: z.array(role).describe('In the community; on a case you may be more'),
    community: z.string().nullable().describe('null before the set-up'),
  })
  .meta({ id: 'Me' })

export const ownKeyShape = z
  .strictObject({
    fingerprint: z.string().nullable().describe('null: none is known, or it can no longer be read'),
    addresses: z.array(z.string()).describe('Which the key says it is for'),
    expires: at.nullable(),
    unusable: z.enum(['expired', 'revoked', 'cannot_encrypt']).nullable().describe('Why nothing is encrypted to it'),
    offered: z.string().nullable().describe('Fingerprint of another key that came with a mail and waits for a word'),
    mails: z.enum(mailWays).describe('How mail goes to you where a key is known'),
  })
  .meta({ id: 'OwnKey' })

const tokenShape = z
  .strictObject({ id: z.string(), label: z.string(), created: at, expires: at.nullable() })
  .meta({ id: 'Token' })

export const tokenListShape = z.strictObject({ tokens: z.array(tokenShape) }).meta({ id: 'TokenList' })
export const madeTokenShape = z
  .strictObject({ token: z.string().describe('Shown once'), expires: at.nullable() })
  .meta({ id: 'MadeToken' })
export const endedTokenShape = z.strictObject({ ended: z.string() }).meta({ id: 'EndedToken' })
