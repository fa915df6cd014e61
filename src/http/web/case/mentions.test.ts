import { expect, it } from 'vitest'
import type { Person } from '../../../core/community/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import type { CaseView } from '../../../app/index.ts'
import { withIds, withNames } from './mentions.ts'

const [ada, adaQuill, rey, zed] = ['p-ada000000000', 'p-quill0000000', 'p-rey000000000', 'p-zed000000000'] as const
const named = (id: PersonId, name: string): [PersonId, Person] => [
  id,
  { id, name, email: '', affiliation: '', openpgp: '', offered: '', mails: 'encrypted', channels: [] },
]
const view = {
  members: [ada, adaQuill],
  people: new Map([named(ada, 'Ada'), named(adaQuill, 'Ada Quill'), named(rey, 'Rey Reef'), named(zed, 'Zed')]),
  case: { reporter: rey, coReporters: [], fixTeam: [{ person: zed, state: 'declined', at: '2026-03-02T09:00:00Z' }] },
} as unknown as CaseView

it('takes the longest name, and only people who read the thread', () => {
  expect(withIds('@Ada Quill and @Ada, ask @Rey Reef, not @Zed', view)).toBe(
    `@${adaQuill} and @${ada}, ask @${rey}, not @Zed`,
  )
})

it('takes whole names: what a stranger is called stands in no address and no other name', () => {
  const people = new Map([named(ada, 'Ada'), named(adaQuill, '山田'), named(rey, 'a'), named(zed, 'p')])
  const strange = { ...view, people, case: { ...view.case, coReporters: [zed] } } as unknown as CaseView
  const text = 'see security@a and security@a.example, @angular/core, @Adam, @a1, pkg:npm/%40p, x.@Ada'
  expect(withIds(text, strange)).toBe(text)
  expect(withIds('@a, @Ada! (@p) は@山田さん', strange)).toBe(`@${rey}, @${ada}! (@${zed}) は@${adaQuill}さん`)
  const alike = new Map([named(ada, 'Ada'), named(adaQuill, 'Ada'), named(rey, 'Ada'), named(zed, '(')])
  expect(withIds('@Ada (@(', { ...view, people: alike } as unknown as CaseView)).toBe(`@${ada} (@(`)
})

it('shows names as they are today, and leaves an id of nobody as it is', () => {
  const kept = withIds('@Ada Quill: see mail@example.org', view)
  expect(withNames(kept, view)).toBe('@Ada Quill: see mail@example.org')
  expect(withNames('@p-nobody000000', view)).toBe('@p-nobody000000')
})
