import type { Community } from '../../core/community/index.ts'
import { isUrgent } from '../../core/process/index.ts'
import { committeePages, committeeTopics, topics, type Alerted } from '../effects/index.ts'
import type { AlertMessage } from '../ports/index.ts'

type Said = Omit<AlertMessage, 'id' | 'at'>

/** So many cases are named in one alert. */
const mostNamed = 10

/**
 * The words of an alert: what kind of news, the cases' opaque ids, and the links (V6). What it is about stands behind
 * those.
 */
export function alertWords(told: Alerted, { name, address }: Community): Said {
  if (!('about' in told)) {
    const link = `${address}${committeePages[told.topic] ?? '/committee'}`
    const about = [{ case: null, says: [committeeTopics[told.topic]], link }]
    return { kind: 'news', title: `[${name} security] The committee needs you`, about, link }
  }
  const isAnyUrgent = told.about.some((one) => one.topics.some(isUrgent))
  // What cannot wait first, in the alert and in each case.
  const ordered = [...told.about].sort((a, b) => rank(a.topics) - rank(b.topics))
  const named = ordered.slice(0, mostNamed).map(({ case: id, topics: of }) => {
    const says = [...of].sort((a, b) => rank([a]) - rank([b])).map((topic) => topics[topic])
    return { case: id, says, link: `${address}/cases/${id}` }
  })
  const more = ordered.length - named.length
  const [first] = named
  const isOne = ordered.length === 1
  const link = isOne && first !== undefined ? first.link : `${address}/today`
  const others = more === 0 ? [] : [{ case: null, says: [`And ${more} more.`], link }]
  const needs = isOne ? 'something needs you' : `${ordered.length} cases need you`
  const words = isAnyUrgent ? `Urgent: ${needs}` : `${needs[0]?.toUpperCase() ?? ''}${needs.slice(1)}`
  const title = `[${name} security] ${words}${isOne && first !== undefined ? ` (${first.case})` : ''}`
  return { kind: isAnyUrgent ? 'urgent' : 'news', title, about: [...named, ...others], link }
}

const rank = (of: readonly string[]) => (of.some(isUrgent) ? 0 : 1)

export function testWords({ name, address }: Community): Said {
  const link = `${address}/you`
  const about = [{ case: null, says: ['This is a test: alerts arrive here as they should.'], link }]
  return { kind: 'test', title: `[${name} security] A test`, about, link }
}

/** The text of an alert below its title: short, as it may end up on a pager. */
export function alertText({ about }: Pick<AlertMessage, 'about'>): string {
  return `${about.map(({ says, link }) => [...says, link].join('\n')).join('\n\n')}\n`
}
