import { minuteOf } from '../../core/clock/index.ts'
import { durationInWords } from '../../core/policy/index.ts'

/** Text from elsewhere, without what a terminal would obey. */
export function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, '�')
}

/** `2026-03-17 16:00 UTC` */
export function moment(at: string | null): string {
  return at === null ? '-' : `${minuteOf(at)} UTC`
}

export function span(seconds: number): string {
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3600)
  return days > 0 ? `${days} d ${hours} h` : `${hours} h ${Math.floor((seconds % 3600) / 60)} min`
}

// After “such as” it is what somebody has to type.
const instants = /(?<!such as )\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/g
// Numbers as long as Temporal surely reads; a lone P is a letter.
const durations =
  /(?<!such as )\bP(?=[\dT])(?:\d{1,6}Y)?(?:\d{1,6}M)?(?:\d{1,6}W)?(?:\d{1,6}D)?(?:T(?=\d)(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,6}S)?)?(?![\w.-])/g

/** A sentence of the process: its instants and lengths of time as people read them. Programs get them with `--json`. */
export function told(text: string): string {
  return clean(text)
    .replaceAll(instants, (at) => moment(at))
    .replaceAll(durations, (length) => durationInWords(length))
}
