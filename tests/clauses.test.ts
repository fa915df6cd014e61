import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { doneBy } from '../scripts/policyReference.ts'
import { clauseIds } from '../src/core/policy/index.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const files = globSync(['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'], { cwd: root })

/** A test's or a group's name, where it is written as text: `'V8: slots'`. */
const names = /\b(?:test|describe|it)(?:\.[a-zA-Z]+)*(?:\([^()]*\))?\(\s*(['"`])(.*?)\1/g
const named = files.flatMap((file) =>
  [...readFileSync(`${root}/${file}`, 'utf8').matchAll(names)].map(([, , name]) => name),
)

test.each(clauseIds)('%s is carried out by something, and a test has it in its name', (clause) => {
  expect(doneBy(clause)).not.toEqual([])
  const says = new RegExp(`\\b${clause}\\b`)
  expect(named.filter((name = '') => says.test(name))).not.toEqual([])
})
