import { argv } from 'node:process'
import { setTimeout as passing } from 'node:timers/promises'
import { logLines } from '../../src/adapters/lines/index.ts'
import { openPlacing, openWays } from '../../src/app/index.ts'
import { openWorld } from '../../src/main/world.ts'

/** `node mailWay.ts DATA`: the way in for mail as a server keeps it open, until somebody kills it. */
const world = await openWorld({ data: argv[2] ?? '', mode: 'local', lines: logLines({ level: 'silent' }) })
const ways = openWays(world)
const placing = openPlacing(world)
for (;;) {
  await ways.round()
  await placing.round()
  await passing(5)
}
