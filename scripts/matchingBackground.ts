import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { traitsOf } from '../src/core/matching/index.ts'
import { readJudge } from '../tests/kit/duplicates.ts'

/**
 * How core/matching/ordinary.ts came out: `node scripts/matchingBackground.ts`. Of the judge's texts that belong to no
 * pair it counts in which share of them a word or a kind of vulnerability occurs, and keeps those that more than one of
 * 500 has, rounded to steps.
 */
const steps = [2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500]
const { trials, records } = readJudge(false)
const others = records.slice(trials.length)

const counts = new Map<string, number>()
for (const told of others) {
  for (const { kind, key } of traitsOf(told)) {
    if (kind !== 'word' && kind !== 'class') continue
    const name = key.slice(kind.length + 1)
    const written = kind === 'class' ? `=${name.replaceAll(' ', '_')}` : name
    counts.set(written, (counts.get(written) ?? 0) + 1)
  }
}
const tiers = new Map<number, string[]>(steps.map((step) => [step, []]))
for (const [written, count] of [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
  const step = steps.findLast((least) => (count * 1_000) / others.length >= least)
  // Numbers and what only digits tell apart are rare in another year.
  if (step !== undefined && !/\d/.test(written)) tiers.get(step)?.push(written)
}

/** Lines of at most 116 columns, joined in the source. */
function lines(words: readonly string[]): string {
  const out: string[] = ['']
  for (const word of words) {
    const last = out.at(-1) ?? ''
    if (last.length + word.length > 108) out.push(word)
    else out[out.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return out.map((line, at) => `    '${line}${at === out.length - 1 ? '' : ' '}'`).join(' +\n')
}

const text = `/**
 * Words (stems) and kinds of vulnerability (\`=\`) that ordinary texts about vulnerabilities have, by how many of 1,000
 * texts do at least. Counted by \`scripts/matchingBackground.ts\` in ${others.length} public advisories.
 */
export const commonTraits: Readonly<Record<string, string>> = {
${[...tiers].map(([step, words]) => `  ${step}:\n${lines(words)},`).join('\n')}
}
`
writeFileSync(fileURLToPath(new URL('../src/core/matching/ordinary.ts', import.meta.url)), text)
console.log([...tiers].map(([step, words]) => `${step}: ${words.length}`).join(', '))
