import type { Community } from '../../core/community/index.ts'
import { isUrgent } from '../../core/process/index.ts'
import { committeePages, committeeTopics, topics, type Alerted } from '../effects/index.ts'
import type { AlertMessage } from '../ports/index.ts'

type Said = Pick<AlertMessage, 'kind' | 'title' | 'says' | 'case' | 'link'>

/** The words of an alert: what kind of news, the case's opaque id, and the link (V6). What it is about stands behind that. */
export function alertWords(about: Alerted, community: Community): Said {
  const name = `[${community.name} security]`
  if (!('case' in about)) {
    const link = `${community.address}${committeePages[about.topic] ?? '/committee'}`
    const says = [committeeTopics[about.topic]]
    return { kind: 'news', title: `${name} The committee needs you`, says, case: null, link }
  }
  const [urgent, others] = [about.topics.filter(isUrgent), about.topics.filter((one) => !isUrgent(one))]
  const says = [...urgent, ...others].map((topic) => topics[topic])
  const title = `${name} ${urgent.length > 0 ? 'Urgent: something needs you' : 'Something needs you'} (${about.case})`
  const link = `${community.address}/cases/${about.case}`
  return { kind: urgent.length > 0 ? 'urgent' : 'news', title, says, case: about.case, link }
}

export function testWords(community: Community): Said {
  const says = ['This is a test: alerts arrive here as they should.']
  const title = `[${community.name} security] A test`
  return { kind: 'test', title, says, case: null, link: `${community.address}/you` }
}
