import { describe, expect, it } from 'vitest'
import {
  Code,
  Confirm,
  EmbargoBand,
  Evidence,
  NextStep,
  Notice,
  Pager,
  ReleaseHour,
  Severity,
  Table,
  Thread,
  Timeline,
  howLong,
} from './index.ts'
import { initials } from './person.tsx'

const now = '2026-03-10T12:00:00Z'
const step = { what: 'Invite the fix team', who: ['Ada Quill'], now, clause: { id: 'F2', href: '/policy#F2' } }
const action = { label: 'Invite', post: { action: '/invite', hidden: { token: 't' } } }

describe('NextStep', () => {
  it('has one button, which acts by post and carries its token', () => {
    const html = String(<NextStep {...step} mine action={action} />)
    expect(html.match(/<button/g)).toHaveLength(1)
    expect(html).toMatch(/<form method="post" action="\/invite"><input type="hidden" name="token" value="t"/)
    expect(html).toContain('is-primary')
    expect(html).toContain('You, Ada Quill')
  })

  it('has none while it waits, and says for what', () => {
    const html = String(<NextStep {...step} action={action} waitsFor={['a verdict', 'a plan']} />)
    expect(html).not.toContain('<button')
    expect(html).toContain('Waits for: a verdict; a plan')
  })

  it('says when nobody holds it', () => {
    expect(String(<NextStep {...step} who={[]} />)).toContain('Nobody yet')
  })
})

describe('EmbargoBand', () => {
  const people = ['Ada Quill', 'Ben Osei', 'Cleo Marsh', 'Dmitri Vale', 'Esi Larbi'].map((name) => ({ name }))

  it('names a few at once and folds many away, all by name', () => {
    expect(String(<EmbargoBand state="active" now={now} sees={people.slice(0, 3)} />)).toContain(
      'Seen by Ada Quill, Ben Osei and Cleo Marsh',
    )
    const many = String(<EmbargoBand state="active" now={now} sees={people} />)
    expect(many).toContain('<summary>Seen by 5 people</summary>')
    for (const { name } of people) expect(many).toContain(name)
  })

  it('once public, hides nothing and lists nobody', () => {
    const html = String(<EmbargoBand state="ended" now={now} publicSince="2026-03-09T12:00:00Z" sees={people} />)
    expect(html).toMatch(/<strong>Public<\/strong> since <time/)
    expect(html).not.toContain('Seen by')
  })
})

it('a post stays text, whatever its author wrote', () => {
  const text = '<img src=x onerror=alert(1)>\n\nsecond'
  const html = String(<Thread posts={[{ id: '1', by: { name: '<b>Eve</b>' }, at: now, text, room: 'everyone' }]} />)
  expect(html).not.toMatch(/<img|<b>/)
  expect(html.match(/<p>/g)).toHaveLength(2)
})

it('what an answer by mail quotes below it is folded away, and nothing of it is lost', () => {
  const text = 'Yes.\n\nOn Monday Ann wrote:\n> may *we*?'
  const html = String(<Thread posts={[{ id: '1', by: { name: 'Rey' }, at: now, text, room: 'everyone' }]} />)
  const [own = '', quoted = ''] = html.split('<summary>Quoted text</summary>')
  expect(own).toContain('Yes.')
  expect(own).not.toContain('Ann wrote')
  expect(quoted).toMatch(/On Monday Ann wrote:.*<blockquote>.*may <em>we<\/em>\?/s)
  const plain = [{ id: '1', by: { name: 'Rey' }, at: now, text: 'Yes.', room: 'everyone' }] as const
  expect(String(<Thread posts={plain} />)).not.toContain('<details')
})

it('only what is for the inside carries the sign', () => {
  const post = { id: '1', by: { name: 'Ben Osei' }, at: now, text: 'x' }
  expect(String(<Thread posts={[{ ...post, room: 'inside' }]} />)).toContain('Committee and fix team only')
  expect(String(<Thread posts={[{ ...post, room: 'everyone' }]} />)).not.toContain('Committee and fix team only')
})

it('the record is grouped by UTC days in the order given', () => {
  const at = ['2026-03-10T00:10:00Z', '2026-03-09T23:50:00Z', '2026-03-09T01:00:00Z']
  const html = String(<Timeline entries={at.map((each) => ({ at: each, who: 'Ada Quill', what: 'wrote' }))} />)
  expect([...html.matchAll(/<h3>([^<]+)/g)].map(([, day]) => day)).toEqual(['Tue 10 Mar 2026', 'Mon 9 Mar 2026'])
})

it('a confirmation lists every departure before its one button', () => {
  const goes = ['first', 'second'].map((what) => ({ what, where: 'Mailing list', to: `${what}@example.org` }))
  const html = String(
    <Confirm title="Send?" goes={goes} action="/send" button="Send" back={{ label: 'Not now', href: '/' }} />,
  )
  expect(html.match(/<button/g)).toHaveLength(1)
  for (const { to } of goes) expect(html.indexOf(to)).toBeLessThan(html.indexOf('<button'))
})

it('a refusal shows its clause unless there is none', () => {
  expect(String(<Notice tone="refusal" says="No." clause={{ id: 'R3' }} />)).toContain('R3')
  expect(String(<Notice tone="refusal" says="No." clause={{ id: '-' }} />)).not.toContain('clause')
})

it('a table names its cells for narrow screens and gives way to its empty state', () => {
  const columns = [{ label: 'Case', head: true }, { label: 'Phase' }]
  expect(String(<Table caption="Cases" columns={columns} rows={[['x', 'Triage']]} />)).toContain('data-label="Phase"')
  expect(String(<Table caption="Cases" columns={columns} rows={[]} empty="None." />)).toBe('None.')
})

it('the release hour knows that clocks change on different days', () => {
  // Between 8 and 29 March 2026 the United States are on summer time and Europe isn't.
  const showIn = ['America/Los_Angeles', 'Europe/Berlin', 'Asia/Kolkata']
  const hours = (at: string): (string | undefined)[] =>
    [...String(<ReleaseHour at={at} showIn={showIn} />).matchAll(/<strong>([^<]+)/g)].map(([, hour]) => hour)
  expect(hours('2026-03-17T16:00:00Z')).toEqual(['16:00', '09:00', '17:00', '21:30'])
  expect(hours('2026-04-07T16:00:00Z')).toEqual(['16:00', '09:00', '18:00', '21:30'])
})

it('the release hour is shown in the zones that the policy names, and in no others (V8)', () => {
  const html = String(<ReleaseHour at="2026-04-07T08:00:00Z" showIn={['Europe/Stockholm', 'America/New_York']} />)
  expect([...html.matchAll(/<dt>([A-Z][A-Za-z ]*?) ?</g)].map(([, name]) => name)).toEqual([
    'UTC',
    'Stockholm',
    'New York',
  ])
  expect([...html.matchAll(/<strong>([^<]+)/g)].map(([, hour]) => hour)).toEqual(['08:00', '10:00', '04:00'])
})

it('severity is in words, strokes and score', () => {
  const html = String(<Severity severity="high" score="8.1" />)
  expect(html.match(/is-on/g)).toHaveLength(3)
  expect(html).toContain('High')
})

it('a pager without pages is nothing', () => expect(String(<Pager />)).toBe(''))

it('code and evidence stay text', () => {
  expect(String(<Code label="x">{'<script>'}</Code>)).toContain('&lt;script&gt;')
  expect(String(<Evidence kind="note" value="<script>" />)).toContain('&lt;script&gt;')
})

it.each([
  ['PT59S', 'less than a minute'],
  ['PT59M', '59 min'],
  ['PT1H', '1 h'],
  ['PT25H', '1 d 1 h'],
  ['PT300H', '12 d'],
])('%s is %s', (duration, words) => {
  const start = Temporal.Instant.from(now)
  expect(howLong(start, start.add(duration))).toBe(words)
})

it.each([
  ['Ada Quill', 'AQ'],
  ['Finn van der Berg', 'FB'],
  ['Élodie', 'É'],
  ['王 小明', '王小'],
  ['@42', ''],
  ['', ''],
])('%j has the initials %j', (name, letters) => expect(initials(name)).toBe(letters))
