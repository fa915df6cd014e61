/** What a report can be found to be by one of the answers that a policy brings. */
export const verdicts = ['invalid', 'duplicate', 'needs-reproducer', 'not-reproducible'] as const
export type Verdict = (typeof verdicts)[number]

/** What an answer's text may name. */
export const answerHoles = ['title', 'project', 'within'] as const

export type AnswerValues = Readonly<Record<(typeof answerHoles)[number], string>>

/** An answer's text with its values in. A name that it does not know stays; the policy's check refuses those. */
export function fillAnswer(text: string, values: AnswerValues): string {
  return text.replaceAll(/\{\{\s*([a-z]+)\s*\}\}/g, (hole, name: string) => {
    const known = answerHoles.find((one) => one === name)
    return known === undefined ? hole : values[known]
  })
}

/**
 * The answers of a policy that brings none of its own. Each thanks, says what was found, and says how to go on: a fair
 * answer is what reporters miss most.
 */
export const usualAnswers = [
  {
    id: 'needs-reproducer',
    title: 'Needs a reproducer',
    verdict: 'needs-reproducer',
    text: 'Thank you for “{{title}}”. We could not reproduce it from what we have.\n\nPlease show us: the exact version, the smallest input or program that shows it, what you ran, what you saw, and what you expected. If you can, run it against an unchanged release.\n\nWe keep the report open for {{within}}; anything you send here reaches us.',
  },
  {
    id: 'not-reproducible',
    title: 'Not reproducible',
    verdict: 'not-reproducible',
    text: 'Thank you for “{{title}}”. We asked for a way to reproduce it, have tried ourselves, and have not seen it happen. We set it aside for now.\n\nThat is no judgement on you: write to us here as soon as you can show it, and we take it up again.',
  },
  {
    id: 'not-a-vulnerability',
    title: 'Not a vulnerability',
    verdict: 'invalid',
    text: 'Thank you for “{{title}}”. We looked at it and found that it gives an attacker nothing that they do not have already, so we do not treat it as a vulnerability.\n\nIf it is a bug, you are welcome to report it in public. If you see a way that we missed, tell us here.',
  },
  {
    id: 'out-of-scope',
    title: 'Out of scope',
    verdict: 'invalid',
    text: 'Thank you for “{{title}}”. What it concerns is not part of what this committee looks after, so we cannot act on it.\n\nIf you think that we are wrong about that, tell us here which of our projects is affected, and how.',
  },
  {
    id: 'by-tool',
    title: 'Unchecked output of a tool',
    verdict: 'invalid',
    text: 'Thank you for “{{title}}”. As far as we can see, it is what a tool printed, and nobody has checked yet that it holds for this project. We get many of these and can only follow those that somebody has verified.\n\nIf you have seen it happen yourself, send us the version, the input and the output here, and we look again.',
  },
  {
    id: 'duplicate',
    title: 'We know of it already',
    verdict: 'duplicate',
    text: 'Thank you for “{{title}}”. Somebody told us of the same problem before, and we work on it there. You can go on writing to us here, and we tell you here when it is fixed.\n\nPlease keep it between us until then.',
  },
] as const satisfies readonly { id: string; title: string; verdict: Verdict; text: string }[]
