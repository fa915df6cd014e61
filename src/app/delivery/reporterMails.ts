import { inUtc } from '../../core/clock/index.ts'
import type { Promised } from '../../core/process/index.ts'
import type { Content } from './content.ts'

export function newsOnReport(link: string): Content {
  return {
    subject: 'There is news on your report',
    lines: [
      'There is news on a report of yours.',
      `Read it: ${link}`,
      'Keep this link to yourself: whoever has it can read your report.',
    ],
  }
}

export function questionToReporter(link: string): Content {
  return {
    subject: 'There is a question for you on your report',
    lines: [
      'We ask you something about a report of yours. What, and whether there is a date for it, stands on its page.',
      `Answer it: ${link}`,
      'Keep this link to yourself: whoever has it can read your report.',
    ],
  }
}

/** So many reports come in that a stranger's waits for a word of theirs. */
export function confirmation(link: string): Content {
  return {
    subject: 'Please confirm your report',
    lines: [
      'Somebody sent us a report and gave this address. Many reports come in at the moment, so it waits until you say that it is yours.',
      `Confirm it: ${link}`,
      'Keep this link to yourself: whoever has it can read your report. If you sent nothing, ignore this mail.',
    ],
  }
}

/** As the form says it: that it arrived, the way back, and what happens next. It repeats nothing of the report. */
export function acknowledgement(link: string, next: Promised | undefined): Content {
  return {
    subject: 'We have your report',
    lines: [
      'Thank you. Your report has reached us and is stored safely, and every member of the committee is told of it.',
      `This is your way back to it. It shows how things stand, and you can write to us there: ${link}`,
      ...(next === undefined ? [] : [`What happens next: ${condition(next)}${next.says}, ${byWhen(next)}.`]),
      'Keep the link to yourself: whoever has it can read your report. When there is news, we write to you. If it was not you who reported something, tell us there.',
    ],
  }
}

/** Nobody is promised a fix before anybody has judged the report. */
function condition({ ifAccepted }: Promised): string {
  return ifAccepted ? 'a member of the committee looks at your report and answers you. If it is a vulnerability, ' : ''
}

function byWhen({ asap, due }: Promised): string {
  if (asap) return 'as soon as possible'
  return due === null ? 'soon' : `by ${inUtc(Temporal.Instant.from(due))}`
}

export function coReporterNamed(link: string): Content {
  return {
    subject: 'You are named as a co-reporter',
    lines: [
      'Somebody who reported a security problem to us says that you found it, too. Nothing of it stands in this mail.',
      `Read it, and write to us: ${link}`,
      'Keep this link to yourself: whoever has it can read the report. If you know nothing of it, tell us there.',
    ],
  }
}

export function lostLink(link: string): Content {
  return {
    subject: 'Your way back to a report',
    lines: [
      'Somebody asked for the links to reports that were made with this address. This is one of them.',
      `Open it: ${link}`,
      'Keep this link to yourself: whoever has it can read your report. If you did not ask for it, ignore this mail; links from before go on working.',
    ],
  }
}
