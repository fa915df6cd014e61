import { once } from 'node:events'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { exits, type Command, type CommandIo } from '../../cli/index.ts'
import { failureLine } from '../failure.ts'
import type { Serving } from '../serve.ts'
import { clockTrusted, installationAt, listenAt } from '../settings.ts'

/** Serves until somebody stops it; answers with the exit code. Other commands do not wait for what it loads. */
export async function runServer(demo: boolean, io: CommandIo): Promise<number> {
  const [{ serve }, { logLines }] = await Promise.all([import('../serve.ts'), import('../../adapters/lines/index.ts')])
  const at = installationAt(io.env, demo ? './demo-data' : './data')
  if (demo && !existsSync(at.data)) io.err('Making the demonstration, which takes a few seconds the first time …\n')
  const started = { ...listenAt(io.env), clockTrusted: clockTrusted(io.env) }
  const serving = await serve({ ...at, ...started, demo, lines: logLines() })
  await greet(serving, io)
  const ended = await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), serving.ended])
  if (Array.isArray(ended)) {
    await serving.stop()
    return exits.done
  }
  // What cannot be written any more was told when it began.
  await serving.stop().catch(() => undefined)
  io.err(failureLine(ended))
  return exits.refused
}

/**
 * The address and one way in. A server for others, once it is set up, prints no link: what starts it keeps what it
 * prints, and a link in a journal is one that others may use first.
 */
async function greet(serving: Serving, io: CommandIo): Promise<void> {
  const { address, setUp, world } = serving
  io.out(`Tocsin is at ${address}\n`)
  if (world.mode === 'production' && setUp && !io.terminal) {
    io.out('For a sign-in link: tocsin sign-in-link EMAIL\n')
    return
  }
  for (const { name, address: link } of await serving.links()) io.out(`${name}: ${link}\n`)
}

export const servingCommands: readonly Command[] = [
  {
    name: 'serve',
    usage: '',
    summary: 'Serve the product on TOCSIN_DATA (./data) at TOCSIN_PORT (8080); TOCSIN_DATABASE names a PostgreSQL',
    examples: [
      ['tocsin serve', 'on this machine'],
      ['TOCSIN_HOST=0.0.0.0 TOCSIN_PORT=80 TOCSIN_DATA=/srv/tocsin tocsin serve', 'for others'],
    ],
    run: (_, io) => runServer(false, io),
  },
  {
    name: 'demo',
    usage: '',
    summary: 'Show a community with cases in every stage, and a clock that can be wound (./demo-data)',
    examples: [['tocsin demo', 'in ./demo-data; delete that folder to begin anew']],
    run: (_, io) => runServer(true, io),
  },
]
