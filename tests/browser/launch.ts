import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium, type Browser } from 'playwright-core'
import project from '../../package.json' with { type: 'json' }

/** No browser could be started; `code` says what this machine lacks. */
export class NoBrowser extends Error {
  override readonly name = 'NoBrowser'
  readonly code: 'unpacking_failed' | 'would_not_start'
  constructor(code: NoBrowser['code'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

const cache = fileURLToPath(new URL('../../.cache/', import.meta.url))
const run = promisify(execFile)

/**
 * A headless Chromium for tests: the one from the registry on Linux x64, `TOCSIN_BROWSER` (a path) or the system's
 * Chrome elsewhere. Needs glibc 2.34 and libgcc_s (Debian 12, Ubuntu 22.04 and newer as
 * they come); NSS, expat and a font come with it. Throws `NoBrowser`.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env['TOCSIN_BROWSER']
  const registry = !own && process.platform === 'linux' && process.arch === 'x64'
  try {
    if (!registry) return await chromium.launch(own ? { executablePath: own } : { channel: 'chrome' })
    const folder = await unpacked()
    return await chromium.launch({ executablePath: join(folder, 'chromium'), args, env: environment(folder) })
  } catch (cause) {
    if (cause instanceof NoBrowser) throw cause
    throw new NoBrowser('would_not_start', 'Chromium would not start; TOCSIN_BROWSER can name another one', { cause })
  }
}

// Not the package's own list: that is for a serverless platform, runs everything in one process, and turns the same-origin
// policy off, which a test of our security headers must have. No sandbox: containers and root rarely allow one.
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none']

/** Its libraries go before the system's. */
function environment(folder: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const own = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  return { ...Object.fromEntries(inherited), ...own }
}

/** The machine's fonts, if it has any, and the one that comes with the package: without a font no text has a size. */
const fonts = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`

/**
 * The package unpacks to the temporary folder and takes a half-written file of another process for a whole one. So it
 * unpacks in a process of its own, to a folder of its own, which gets its name only when it is complete.
 */
async function unpacked(): Promise<string> {
  const folder = join(cache, `chromium-${project.devDependencies['@sparticuz/chromium']}`)
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  const making = await mkdtemp(join(cache, 'unpacking-'))
  try {
    const script = `(await import('@sparticuz/chromium')).default.executablePath()`
    // AWS_EXECUTION_ENV makes it unpack the libraries too, wherever it runs.
    const env = { ...process.env, TMPDIR: making, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
    await run(process.execPath, ['--input-type=module', '-e', script], { cwd: dirname(import.meta.dirname), env })
    await writeFile(join(making, 'fonts.conf'), fonts(folder))
    await rename(making, folder)
  } catch (cause) {
    await rm(making, { recursive: true, force: true })
    // Another process was faster.
    if (existsSync(folder)) return folder
    throw new NoBrowser('unpacking_failed', 'The Chromium out of the registry could not be unpacked', { cause })
  }
  return folder
}
