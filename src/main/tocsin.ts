#!/usr/bin/env node
import process from 'node:process'

/** Nothing else is loaded before this question: other modules would fail on an older Node with words of their own. */
const least = 26

if (Number(process.versions.node.split('.')[0]) < least) {
  process.stderr.write(
    `old_node: Tocsin needs Node ${least}, this is ${process.versions.node} — ` +
      'In a checkout, npm ci and npm start bring the right one along.\n',
  )
  process.exitCode = 1
} else {
  const { run } = await import('./run.ts')
  process.exitCode = await run(process.argv.slice(2))
}
