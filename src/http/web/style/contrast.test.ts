import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Tokens = ReadonlyMap<string, readonly [light: string, dark: string]>

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const people = readFileSync(new URL('person.css', import.meta.url), 'utf8')

function tokensIn(text: string): Tokens {
  const pairs = text.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  return new Map([...pairs].map(([, name = '', light = '', dark = '']) => [name, [light, dark] as const]))
}

const publicRules = css.slice(css.indexOf("[data-look='public']"))
const workroom = tokensIn(css.slice(0, css.indexOf("[data-look='public']")))
const looks = { workroom, public: new Map([...workroom, ...tokensIn(publicRules)]) }

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['paper', 'raised', 'sunken']
/** Text needs 4.5 (1.4.3); edges of controls, marks and focus rings need 3 (1.4.11, 2.4.13). */
const pairs: readonly (readonly [front: string, back: string, least: number])[] = [
  ...['ink', 'ink-soft', 'ink-faint', 'accent', 'accent-deep', 'late'].flatMap((front) =>
    grounds.map((back) => [front, back, 4.5] as const),
  ),
  ...['edge', 'accent', 'late'].flatMap((front) => grounds.map((back) => [front, back, 3] as const)),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-deep', 4.5],
  ['on-strip', 'strip', 4.5],
  ['veil-ink', 'veil', 4.5],
  ['ink-soft', 'veil', 4.5],
  ['ink', 'accent-wash', 4.5],
  ['ink-soft', 'accent-wash', 4.5],
  ['accent', 'accent-wash', 4.5],
  ['accent-deep', 'accent-wash', 4.5],
  ['ink', 'late-wash', 4.5],
  ['late', 'late-wash', 4.5],
  ['accent', 'veil', 3],
]

describe.each(Object.entries(looks))('%s', (_name, tokens) => {
  it.each(pairs)('%s on %s reaches %d in both themes', (front, back, least) => {
    for (const theme of [0, 1] as const) {
      const [a, b] = [tokens.get(front)?.[theme], tokens.get(back)?.[theme]]
      if (a === undefined || b === undefined) throw new Error(`no token ${front} or ${back}`)
      expect(contrast(a, b), `${theme === 0 ? 'light' : 'dark'} ${a} on ${b}`).toBeGreaterThanOrEqual(least)
    }
  })
})

it('initials can be read on every tint', () => {
  const tints = people.split('.tint-').slice(1).map(tokensIn)
  expect(tints).toHaveLength(6)
  for (const tint of tints) {
    const [back, front] = [tint.get('avatar'), tint.get('avatar-ink')]
    for (const theme of [0, 1] as const)
      expect(contrast(front?.[theme] ?? '', back?.[theme] ?? '')).toBeGreaterThanOrEqual(4.5)
  }
})
