import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** What the compiler's fences cannot see: directions inside a layer, circles, clocks, and one SDK in one adapter. */
const root = fileURLToPath(new URL('..', import.meta.url))
const src = join(root, 'src')

interface Source {
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
}

function sources(): Source[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(src, path), 'utf8')
      const found = [...text.matchAll(/^(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]/gm)].map(([, to = '']) => to)
      const bare = [...text.matchAll(/^import\s*['"]([^'"]+)['"]/gm)].map(([, to = '']) => to)
      const dynamic = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)].map(([, to = '']) => to)
      return { path, text, imports: [...found, ...bare, ...dynamic] }
    })
}

const all = sources()
const inside = (folder: string) => all.filter(({ path }) => path.startsWith(`${folder}/`))
const target = ({ path }: Source, to: string) => (to.startsWith('.') ? normalize(join(dirname(path), to)) : to)
const layerOf = (path: string) => path.split('/')[0] ?? ''
const roomOf = (path: string) => path.split('/')[1] ?? ''

/** Imports that break a rule, as `from → to`. */
function broken(of: readonly Source[], rule: (from: Source, to: string) => boolean): string[] {
  return of.flatMap((from) =>
    from.imports.map((to) => target(from, to)).flatMap((to) => (rule(from, to) ? [] : [`${from.path} → ${to}`])),
  )
}

test('there is a tree to look at', () => {
  // A rule that looks at nothing holds always: these numbers only grow.
  expect(inside('core').length).toBeGreaterThan(100)
  expect(inside('app').length).toBeGreaterThan(30)
  expect(inside('adapters').length).toBeGreaterThan(20)
  expect(inside('http').length).toBeGreaterThan(60)
  expect(all.length).toBeGreaterThan(250)
})

describe('layers', () => {
  const below: Record<string, readonly string[]> = {
    core: [],
    app: ['core'],
    adapters: ['core', 'app'],
    http: ['core', 'app'],
    cli: ['core', 'app'],
    browser: ['core'],
    main: ['core', 'app', 'adapters', 'http', 'cli'],
  }

  test.each(Object.keys(below))('%s uses only what lies below it', (layer) => {
    const allowed = [layer, ...(below[layer] ?? [])]
    const own = inside(layer)
    expect(own.length).toBeGreaterThan(0)
    expect(broken(own, (_, to) => isPackage(to) || allowed.includes(layerOf(to)))).toEqual([])
  })
})

describe('ranks', () => {
  /** Folders of a layer, lowest first; siblings of one rank never import each other. */
  const ranks: Record<string, readonly (readonly string[])[]> = {
    core: [
      ['kernel'],
      ['clock'],
      ['scoring', 'log', 'mail', 'openpgp'],
      ['policy', 'advisory'],
      ['access', 'publishing'],
      ['committee'],
      ['community'],
      ['process'],
      ['release', 'search'],
      ['matching'],
    ],
    app: [
      ['ports', 'answers.ts'],
      ['records'],
      ['world.ts'],
      ['effects', 'policy'],
      ['attachments', 'people', 'replies'],
      ['community'],
      ['alerts', 'openpgp'],
      ['cases'],
      ['committee'],
      ['public'],
      ['cve', 'intake'],
      ['administration', 'delivery', 'ingest', 'log', 'matching', 'search', 'verify'],
      ['erasure', 'publishing'],
      ['index.ts'],
    ],
    http: [['gate'], ['api', 'web']],
    adapters: [
      ['files', 'lock', 'postgres', 'thread'],
      ['csaf'],
      [
        'alerts',
        'archives',
        'attachments',
        'cna',
        'folder',
        'landmark',
        'lines',
        'machine',
        'mail',
        'mailbox',
        'openpgp',
        'repositories',
        'store',
        'vault',
      ],
    ],
  }

  test.each(Object.keys(ranks))('%s keeps its inner directions', (layer) => {
    const rank = new Map((ranks[layer] ?? []).flatMap((rooms, height) => rooms.map((room) => [room, height] as const)))
    const own = inside(layer)
    expect(
      own.filter(({ path }) => !rank.has(roomOf(path)) && !roomOf(path).endsWith('.test.ts')).map((one) => one.path),
    ).toEqual([])
    expect(
      broken(own, ({ path }, to) => {
        if (isPackage(to) || layerOf(to) !== layer || roomOf(to) === roomOf(path)) return true
        return (rank.get(roomOf(to)) ?? 0) < (rank.get(roomOf(path)) ?? 0)
      }),
    ).toEqual([])
  })

  test('a folder is entered through its door', () => {
    const wrong = broken(all, (from, to) => {
      if (isPackage(to) || !to.includes('/')) return true
      const [layer = '', room = ''] = to.split('/')
      if (!['core', 'app', 'adapters'].includes(layer) || room.endsWith('.ts')) return true
      const same = layerOf(from.path) === layer && roomOf(from.path) === room
      return same || to === `${layer}/${room}/index.ts`
    })
    expect(wrong).toEqual([])
  })
})

describe('purity', () => {
  const pure = ['zod', 'yaml', 'semver', '@renovatebot/pep440', 'packageurl-js', 'mustache']

  test('core uses only pure packages', () => {
    const packages = new Set(inside('core').flatMap(({ imports }) => imports.filter((to) => !to.startsWith('.'))))
    expect([...packages].filter((name) => !pure.includes(name))).toEqual([])
  })

  test('core and app ask neither the clock nor chance', () => {
    const asks = /\b(?:Date\.now|new Date\(\)|Math\.random|Temporal\.Now|crypto\.)/
    const found = [...inside('core'), ...inside('app')].filter(({ text }) => asks.test(text)).map(({ path }) => path)
    expect(found).toEqual([])
  })
})

test('core/clock alone says how instants are spelled', () => {
  // Texts of two spellings do not sort as time does, and what is due is found by its text.
  const spells =
    /toISOString|toString\(\{ smallestUnit: '(?:milli)?second'|\b(?:now|until|due|at|since|instant)(?:\(\))?\.toString\(\)/
  const found = all.filter(({ path, text }) => !path.startsWith('core/clock/') && spells.test(text))
  expect(found.map(({ path }) => path)).toEqual([])
  expect(inside('core/clock').some(({ text }) => spells.test(text))).toBe(true)
})

test('the map in ARCHITECTURE.md names every room, and none that is not there', () => {
  const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const cells = [...page.matchAll(/^\| (`src\/.*?)\s*\|/gm)].map(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)])
  // `src/app/public`, `policy`: the second is a neighbour of the first.
  const named = cells.flatMap((names) => {
    const [first = ''] = names.map(([, name = '']) => name)
    return names.map(([, name = '']) => (name.startsWith('src/') ? name : join(dirname(first), name)))
  })
  const rooms = new Set(all.map(({ path }) => `src/${dirname(path).split('/').slice(0, 2).join('/')}`))
  const isNamed = (room: string) =>
    named.some((one) => one === room || one === dirname(room) || one === `${dirname(room)}/*`)
  expect([...rooms].filter((room) => room !== 'src/app' && !isNamed(room))).toEqual([])
  const isThere = (name: string) => [...rooms].some((room) => `${room}/`.startsWith(`${name.replace('/*', '')}/`))
  expect(named.filter((name) => !isThere(name))).toEqual([])
  expect(named.length).toBeGreaterThan(40)
})

describe('one outside thing, one adapter', () => {
  const owners: Record<string, readonly string[]> = {
    nodemailer: ['adapters/mail'],
    openpgp: ['adapters/openpgp'],
    'node:sqlite': ['adapters/lock', 'adapters/store', 'adapters/vault'],
    'smtp-server': ['adapters/mailbox'],
    imapflow: ['adapters/mailbox'],
    'postal-mime': ['adapters/mailbox'],
    'csv-parse': ['adapters/archives'],
    pg: ['adapters/postgres', 'adapters/store', 'adapters/vault'],
    pino: ['adapters/lines'],
    '@secvisogram/csaf-validator-lib': ['adapters/csaf'],
    'markdown-it': ['http/web/components'],
    '@hono/node-server': ['main'],
  }

  test.each(Object.keys(owners))('%s', (name) => {
    const users = all.filter(({ imports }) => imports.some((to) => to === name || to.startsWith(`${name}/`)))
    expect(users.length).toBeGreaterThan(0)
    const strangers = users.filter(({ path }) => !owners[name]?.some((owner) => path.startsWith(`${owner}/`)))
    expect(strangers.map(({ path }) => path)).toEqual([])
  })
})

describe('size', () => {
  test('no file is longer than 400 lines', () => {
    const long = all.filter(({ text }) => text.split('\n').length > 400).map(({ path }) => path)
    expect(long).toEqual([])
  })
})

test('there are no circles', () => {
  const byPath = new Map(all.map((one) => [one.path, one]))
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    state.set(path, 'open')
    const one = byPath.get(path)
    for (const to of one?.imports ?? []) {
      if (one !== undefined && to.startsWith('.')) visit(relative('', target(one, to)), [...trail, path])
    }
    state.set(path, 'done')
  }
  for (const { path } of all) visit(path, [])
  expect(circles).toEqual([])
})

function isPackage(to: string): boolean {
  return !/^(?:core|app|adapters|http|cli|main|browser)\//.test(to)
}
