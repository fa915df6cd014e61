import { z } from 'zod'
import type { ClauseId } from './clauses.ts'
import { listOf, part, prose, shortProse, span } from './parts.ts'
import { answerHoles, usualAnswers, verdicts } from './answers.ts'

const strangers = z
  .strictObject({
    confirm: z.enum(['never', 'when-busy', 'always']).meta({
      description: 'When a report by somebody without an account is confirmed by mail, or by a small proof of work',
    }),
    busyFrom: z
      .int()
      .min(1)
      .max(10_000)
      .meta({
        description: 'So many reports by strangers within an hour are a flood',
        examples: [20],
      }),
    work: z
      .int()
      .min(8)
      .max(24)
      .meta({
        description: 'How hard the proof is: leading zero bits of a SHA-256. 16 take a browser about a second',
        examples: [16],
      }),
  })
  .meta({ description: 'What is asked of people whom nobody knows' })

const reproducer = z
  .strictObject({
    answerWithin: span.meta({
      description: 'How long a reporter has to show how it can be reproduced, once asked',
      examples: ['P14D'],
    }),
  })
  .meta({ description: 'A report that nobody can reproduce' })

const blocks = z
  .strictObject({
    lastFor: span.meta({ description: 'When the block of a sender or network ends by itself', examples: ['P30D'] }),
  })
  .meta({ description: 'Senders whose reports are not taken for a while' })

const files = z
  .strictObject({
    unaccepted: z
      .int()
      .min(50)
      .max(1_000_000)
      .meta({
        description: 'Megabytes that the files of all reports together may have which nobody has accepted yet',
        examples: [2000],
      }),
  })
  .meta({ description: 'Room for files' })

const answer = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'must be a short name in small letters' })
      .meta({ description: 'Its name in addresses and commands', examples: ['out-of-scope'] }),
    title: shortProse.meta({ description: 'What it is called on its button', examples: ['Out of scope'] }),
    verdict: z.enum(verdicts).meta({ description: 'What the report is found to be' }),
    text: prose.meta({
      description: `What the reporter reads; a member may change it before it is sent. It may use ${answerHoles.map((name) => `{{${name}}}`).join(', ')}`,
      examples: ['Thank you. This part of the project is out of scope.'],
    }),
  })
  .meta({ description: 'An answer to begin with' })

/** How a committee survives many reports at once. Whatever is left out is as usual. */
export const floods = part('D1', 'Many reports at once', {
  strangers: strangers.optional(),
  reproducer: reproducer.optional(),
  blocks: blocks.optional(),
  files: files.optional(),
  answers: listOf(answer, 1).optional().meta({ description: 'Kind answers to reports that lead nowhere' }),
})

export type FloodAnswer = z.infer<typeof answer>

/** What holds where a policy says nothing. */
const usual = {
  strangers: { confirm: 'when-busy', busyFrom: 20, work: 16 },
  reproducer: { answerWithin: 'P14D' },
  blocks: { lastFor: 'P30D' },
  files: { unaccepted: 2000 },
  answers: usualAnswers,
} as const

export interface Floods {
  readonly clause: ClauseId
  readonly strangers: z.infer<typeof strangers>
  readonly reproducer: z.infer<typeof reproducer>
  readonly blocks: z.infer<typeof blocks>
  readonly files: z.infer<typeof files>
  readonly answers: readonly FloodAnswer[]
}

/** A policy's rules against floods, with what is usual where it says nothing. */
export function floodsOf({ disclosure }: { disclosure: { floods?: z.infer<typeof floods> | undefined } }): Floods {
  const said = disclosure.floods
  return {
    clause: said?.clause ?? 'D1',
    strangers: said?.strangers ?? usual.strangers,
    reproducer: said?.reproducer ?? usual.reproducer,
    blocks: said?.blocks ?? usual.blocks,
    files: said?.files ?? usual.files,
    answers: said?.answers ?? usual.answers,
  }
}
