import { z } from 'zod'
import { channelKinds } from '../../../core/community/index.ts'
import { at } from './parts.ts'

const alertChannelShape = z
  .strictObject({
    id: z.string(),
    kind: z.enum(channelKinds),
    shown: z.string().describe('A mail address; of a web address the host alone'),
    label: z.string(),
    tells: z.enum(['urgent', 'all']),
    since: at,
    confirmed: z.boolean().describe('False: nothing goes to this mail address yet'),
    failing: z
      .strictObject({ code: z.string(), since: at })
      .nullable()
      .describe('Why alerts do not arrive, until one does'),
  })
  .meta({ id: 'AlertChannel' })

export const alertChannelsShape = z.strictObject({ channels: z.array(alertChannelShape) }).meta({ id: 'AlertChannels' })

export const addedAlertChannelShape = z
  .strictObject({
    channel: alertChannelShape,
    secret: z.string().nullable().describe('With what a webhook’s posts are signed (whsec_…); shown this once'),
  })
  .meta({ id: 'AddedAlertChannel' })

export const alertTestShape = z
  .strictObject({
    outcome: z.enum(['sent', 'refused', 'later', 'unsure']),
    code: z.string().nullable().describe('Why it did not arrive, such as http_404 or timed_out'),
  })
  .meta({ id: 'AlertTest' })
