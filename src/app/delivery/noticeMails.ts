import type { CaseId } from '../../core/kernel/index.ts'
import { isUrgent } from '../../core/process/index.ts'
import {
  committeePages,
  committeeTopics,
  topics,
  type CommitteeTopic,
  type Digest,
  type Topic,
} from '../effects/index.ts'
import type { Content } from './content.ts'

type At = (path: string) => string

export function notice({ topic, case: id }: { readonly topic: Topic; readonly case: CaseId }, at: At): Content {
  return { subject: oneThing(isUrgent(topic)), lines: [topics[topic], openCase(id, at)] }
}

export function committeeNotice(topic: CommitteeTopic, at: At): Content {
  return {
    subject: 'The committee needs you',
    lines: [committeeTopics[topic], `Open it: ${at(committeePages[topic] ?? '/committee')}`],
  }
}

/** How many things happened, then what, case by case. */
export function digest({ about }: Digest, at: At): Content {
  const cases = [...Map.groupBy(about, (one) => one.case)]
  const [many, where] = [about.length, cases.length === 1 ? 'one case' : `${cases.length} cases`]
  const lines = cases.map(([id, things]) => {
    const kinds = [...Map.groupBy(things, ({ topic }) => topic)].toSorted(([a], [b]) => rank(a) - rank(b))
    const says = kinds.map(([topic, { length }]) => topics[topic] + (length === 1 ? '' : ` (${length} times)`))
    return [...says, openCase(id, at)].join('\n')
  })
  const urgent = about.some(({ topic }) => isUrgent(topic))
  if (many === 1) return { subject: oneThing(urgent), lines }
  return {
    subject: `${urgent ? 'Urgent: ' : ''}${many} things need you`,
    lines: [`${many} things have happened on ${where}.`, ...lines],
  }
}

function oneThing(urgent: boolean): string {
  return urgent ? 'Urgent: something needs you' : 'Something needs you'
}

function openCase(id: CaseId, at: At): string {
  return `Open it: ${at(`/cases/${id}`)}`
}

/** S2: what is public already, and what else cannot wait, is not found at the end of a list. */
const rank = (topic: Topic) => (topic === 'urgent' ? 0 : isUrgent(topic) ? 1 : 2)
