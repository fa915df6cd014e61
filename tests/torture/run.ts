import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, exit } from 'node:process'
import { parseArgs } from 'node:util'
import { killWhileMailComes } from '../crash/mail.ts'
import { lineOf, type Tally } from '../crash/tally.ts'
import { startPostgres } from '../peers/postgres/index.ts'
import { cutConnections } from './cut.ts'
import { smallDisk } from './disk.ts'
import { sigstorePolicy, testWorld } from '../kit/world.ts'
import { killProcess } from './kill.ts'
import { bombs, mutatedFrom, realMessages } from './letters.ts'
import { mailLineOf, throwMail } from './mail.ts'
import { cutPower, cutServersPower } from './power.ts'
import { killServer } from './server.ts'

/**
 * `npm run torture [-- --runs N --engine sqlite|postgres --only mail]`: each fault so many times on each engine, one line
 * for each; and a hundred times as many messages, changed at random from real ones, through the whole way in.
 * Ends with 1 where anything was lost or stands half done.
 */
const { values } = parseArgs({
  args: argv.slice(2),
  options: { runs: { type: 'string', default: '100' }, engine: { type: 'string' }, only: { type: 'string' } },
})
const runs = Number(values.runs)
const isKnown = ['sqlite', 'postgres', undefined].includes(values.engine) && ['mail', undefined].includes(values.only)
if (!Number.isSafeInteger(runs) || runs < 1 || !isKnown) {
  console.error('npm run torture [-- --runs N --engine sqlite|postgres --only mail]')
  exit(2)
}
const faults = values.only === undefined
const disk = faults ? smallDisk(tmpdir(), 2048) : undefined
const failed: string[] = []
if (faults && disk === undefined) console.log('power cuts: not here (they need Linux, root and a loop device)')
try {
  if (faults && values.engine !== 'postgres') await onSqlite()
  if (faults && values.engine !== 'sqlite') await onPostgres()
  await mail()
} catch (error) {
  console.error(error)
  failed.push('a fault that could not be made')
} finally {
  await disk?.remove()
}
exit(failed.length === 0 ? 0 : 1)

function tell(fault: string, tally: Tally): void {
  console.log(lineOf(fault, tally))
  if (tally.lost > 0 || tally.halves.length > 0) failed.push(fault)
}

/**
 * In installations of 1,000 messages each: what a case costs grows with how many wait beside it. Every other one asks
 * strangers for nothing, or nearly all of so many would be held before anybody reads what is in them.
 */
async function mail(): Promise<void> {
  const real = realMessages().map(({ bytes }) => bytes)
  if (real.length === 0) return console.log('mail: the real messages are not here')
  const inOne = 1_000
  const unasked = sigstorePolicy.replace('confirm: when-busy', 'confirm: never')
  for (let from = 0; from < runs * 100; from += inOne) {
    const here = await testWorld((from / inOne) % 2 === 0 ? { policy: unasked } : {})
    try {
      const many = Math.min(inOne, runs * 100 - from)
      const tally = await throwMail(here.world, mutatedFrom(real, from, many))
      console.log(mailLineOf(`mail ${from + 1} to ${from + many}`, tally))
      if (tally.lost > 0) failed.push('mail')
    } finally {
      await here.close()
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-torture-'))
  try {
    const kills = Math.ceil(runs / 4)
    const { acknowledged, lost, twice } = await killWhileMailComes(join(folder, 'data'), kills)
    console.log(`mail, its taker killed ${kills} times: ${acknowledged} acknowledged, ${lost} lost, ${twice} twice`)
    if (lost + twice > 0) failed.push('mail, its taker killed')
  } finally {
    rmSync(folder, { recursive: true })
  }
  const here = await testWorld()
  try {
    const made = Object.values(bombs).values()
    const tally = await throwMail(
      here.world,
      made.map((make) => make()),
    )
    console.log(mailLineOf('mail made to cost much', tally))
    if (tally.lost > 0) failed.push('mail made to cost much')
  } finally {
    await here.close()
  }
}

async function onSqlite(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-torture-'))
  try {
    tell('SQLite, our process killed', await killProcess(folder, runs))
  } finally {
    rmSync(folder, { recursive: true })
  }
  if (disk !== undefined) tell('SQLite, power cut', await cutPower(disk, runs))
}

async function onPostgres(): Promise<void> {
  const server = await startPostgres()
  try {
    tell('PostgreSQL, our process killed', await killProcess(await server.database(), runs))
    tell('PostgreSQL, the server killed', await killServer(server, await server.database(), runs))
    tell('PostgreSQL, connections cut', await cutConnections(await server.database(), runs))
  } finally {
    await server.stop()
  }
  if (disk === undefined) return
  const onDisk = await startPostgres([], disk.folder)
  try {
    tell('PostgreSQL, power cut', await cutServersPower(disk, onDisk, await onDisk.database(), runs))
  } finally {
    await onDisk.stop()
  }
}
