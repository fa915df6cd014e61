import { createHmac, hash, randomBytes } from 'node:crypto'
import process from 'node:process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine } from '../src/adapters/machine/index.ts'
import { openStore } from '../src/adapters/store/index.ts'
import { verifyLog, type Verifying } from '../src/app/index.ts'
import type { SealedEvent, Store } from '../src/app/ports/index.ts'
import { chained, genesis, openPart, personalPart, commitment, placeOf } from '../src/core/log/index.ts'
import { appended, emptyFrontier, leafOf, rootOf, writeCheckpoint } from '../src/core/log/index.ts'
import { openVault } from '../src/adapters/vault/index.ts'
import { median, type Row } from './measure.ts'

const perStream = 10
const repeats = 3

/**
 * How fast `tocsin log verify` goes: leaves a second without any key (chains, leaves, tree, checkpoints) and with all of
 * them (bodies unsealed, commitments recomputed), each beside a bare loop that hashes as many records and nothing else.
 */
export async function logBench(leaves = 100_000): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-log-'))
  const store = await openStore(join(folder, 'data'))
  const vault = await openVault({ keystore: join(folder, 'keys.db'), installationKey: join(folder, 'secret', 'key') })
  const here = machine()
  try {
    await filled(store, vault, leaves)
    const rates = { bare: [] as number[], sealed: [] as number[], open: [] as number[] }
    for (let repeat = 0; repeat < repeats; repeat++) {
      rates.bare.push(await bareLoop(store, leaves))
      for (const [name, keys] of [
        ['sealed', null],
        ['open', vault],
      ] as const) {
        const began = performance.now()
        const { findings, leaves: seen } = await verifyLog({
          store,
          landmark: null,
          vault: keys,
          machine: here,
          community: null,
        })
        if (findings.length > 0 || seen !== leaves) throw new Error(`the log does not verify: ${findings[0]?.code}`)
        rates[name].push((leaves / (performance.now() - began)) * 1000)
      }
    }
    const row = (what: string, of: readonly number[], goal: number | null): Row => ({
      what,
      median: median(of),
      unit: 'leaves/s',
      ofRaw: median(of.map((rate, index) => rate / (rates.bare[index] ?? Number.NaN))),
      goal: goal === null ? '' : `≥ ${goal}`,
      reached: goal === null ? null : median(of) >= goal,
    })
    return [
      row('read and hash each record, nothing else', rates.bare, null),
      row('log verify --sealed', rates.sealed, 150_000),
      row('log verify, every body unsealed', rates.open, null),
    ]
  } finally {
    await store.close()
    await vault.close()
    rmSync(folder, { recursive: true })
  }
}

/** Reads what the verification reads and hashes each record once: what no verification can pass. */
async function bareLoop(store: Store, leaves: number): Promise<number> {
  const began = performance.now()
  let [position, seen] = [0, 0]
  for (;;) {
    const rows = await store.scanLinks(position, 1000)
    for (const { stream, event } of rows)
      hash('sha256', `${stream}${event.version}${event.at}${event.open}${event.personal}${event.chain}`)
    const last = rows.at(-1)
    if (last === undefined) break
    position = last.position
    seen += rows.length
  }
  if (seen !== leaves) throw new Error('records are missing')
  return (leaves / (performance.now() - began)) * 1000
}

async function filled(
  store: Store,
  vault: Verifying['vault'] & { createKey: Awaited<ReturnType<typeof openVault>>['createKey'] },
  leaves: number,
): Promise<void> {
  const { sha256, digest } = machine()
  const community = 'k-000000000000'
  const hmac = (key: string, text: string) => createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex')
  const at = '2026-11-02T10:00:00.000Z'
  await store.commit({
    logLease: { holder: 'bench', now: at, until: '2026-11-02T10:00:10Z', latest: '2026-11-02T10:00:20Z' },
  })
  let frontier = emptyFrontier
  for (let stream = 0; stream < leaves / perStream; stream += 100) {
    const appends = []
    for (let index = stream; index < stream + 100; index++) {
      const id = `c-${String(index).padStart(12, '0')}` as const
      const key = await vault.createKey(id)
      const events: SealedEvent[] = []
      let chain = genesis
      for (let version = 1; version <= perStream; version++) {
        const body = {
          type: 'Posted',
          v: 1,
          open: { data: { post: version, room: 'team' }, opening: randomBytes(32).toString('hex') },
          personal: {
            by: 'p-000000000000',
            data: { text: 'x'.repeat(200), mentions: [] },
            opening: randomBytes(32).toString('hex'),
          },
        }
        const [open, personal] = [
          commitment(hmac, body.open.opening, openPart(body)),
          commitment(hmac, body.personal.opening, personalPart(body)),
        ]
        chain = chained(sha256, chain, { stream: id, version, at, open, personal })
        events.push({
          version,
          at,
          open,
          personal,
          chain,
          sealed: key.seal(placeOf(id, { version, at }), JSON.stringify(body)),
        })
      }
      appends.push({ stream: id, kind: 'case' as const, community: community as `k-${string}`, expected: 0, events })
    }
    await store.commit({ appends })
    const rows = await store.scan((await store.logState()).position, 1000)
    const hashes = rows.flatMap(({ event }) => leafOf(digest, event.chain) ?? [])
    const before = frontier.size
    frontier = hashes.reduce((grown, leaf) => appended(digest, grown, leaf), frontier)
    const { size } = frontier
    await store.commit({
      sequenced: {
        holder: 'bench',
        before,
        state: {
          size,
          position: rows.at(-1)?.position ?? 0,
          roots: frontier.roots.map((root) => root.toHex()).join(''),
        },
        batch: {
          size,
          events: rows.map((row) => ({ stream: row.stream, version: row.event.version })),
          leaves: Buffer.concat(hashes),
          note: `${writeCheckpoint({ origin: 'bench', size, root: rootOf(digest, frontier) })}\n— bench AAAAAAA=\n`,
        },
      },
    })
  }
}

if (import.meta.main) {
  for (const { what, median, unit, ofRaw } of await logBench(Number(process.argv[2] ?? 100_000))) {
    console.log(`${what.padEnd(42)} ${median.toFixed(0).padStart(9)} ${unit}   ${(ofRaw ?? 0).toFixed(2)} × bare`)
  }
}
