import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { facts, type FactId } from './facts.ts'

// The records that the facts were taken from, where they are at hand: read in place, no part of this repository.
const source = new URL('../../../../shared/examples/osv/', import.meta.url)

interface Osv {
  readonly aliases: readonly string[]
  readonly affected: readonly { package: { name: string }; ranges: readonly { events: readonly object[] }[] }[]
  readonly references: readonly { readonly type: string; readonly url: string }[]
}

test.skipIf(!existsSync(source)).each(Object.keys(facts) as FactId[])('%s says what its source says', (id) => {
  const osv = JSON.parse(readFileSync(new URL(`${id}.json`, source), 'utf8')) as Osv
  const fact = facts[id]
  expect([fact.cve, fact.ghsa]).toEqual(osv.aliases)
  const events = (fixed?: string) => [{ introduced: '0' }, ...(fixed === undefined ? [] : [{ fixed }])]
  expect(fact.affected.map((one) => [one.name, events('fixed' in one ? one.fixed : undefined)])).toEqual(
    osv.affected.map((one) => [one.package.name, one.ranges[0]?.events]),
  )
  const links = osv.references.filter(({ type }) => type === 'WEB')
  expect(fact.references).toEqual(links)
  expect(osv.references).toContainEqual({ type: 'FIX', url: `${fact.repository}/commit/${fact.fix}` })
})

test('there are seven', () => {
  expect(Object.keys(facts)).toHaveLength(7)
})
