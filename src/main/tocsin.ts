#!/usr/bin/env node
import process from 'node:process'
import v8 from 'node:v8'

/** Nothing else is loaded before this question: other modules would fail on an older Node with words of their own. */
const least = 26

if (Number(process.versions.node.split('.')[0]) < least) {
  process.stderr.write(
    `old_node: Tocsin needs Node ${least}, this is ${process.versions.node} — ` +
      'In a checkout, npm ci and npm start bring the right one along.\n',
  )
  process.exitCode = 1
} else {
  // Loading makes much that is thrown away at once, and V8 would answer by enlarging its nursery for good. Measured:
  // 118 MB instead of 143 at the start, 153 instead of 214 under load, for a tenth more work. Whoever starts this file
  // with a nursery of a size (`tocsin`, `npm start`) has that work back.
  v8.setFlagsFromString('--semi-space-growth-factor=1')
  // While there is memory left, V8 lets the heap grow several times over before it collects: a small server shares its
  // machine. Measured under load: 168 MB instead of 238.
  v8.setFlagsFromString('--heap-growing-percent=30')
  // Code of V8's middle compiler and what it keeps about it: 138 MB instead of 150 after 1,000 pages, at no cost that
  // could be measured; what runs often is compiled by the last one all the same.
  v8.setFlagsFromString('--no-maglev')
  const { run } = await import('./run.ts')
  process.exitCode = await run(process.argv.slice(2))
}
