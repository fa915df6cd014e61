import { parentPort } from 'node:worker_threads'
import type { CsafFinding } from '../../app/ports/index.ts'

/**
 * Runs the reference validator (@secvisogram/csaf-validator-lib) in a thread of its own: it builds dozens of schemas
 * and reads catalogues, and a document that makes it slow must not hold up anything else. Only sections 6.1 and 6.2: of the informative tests, 6.3.6 and 6.3.7 fetch every address in a document, and 6.3.8 starts a program.
 */
interface Told {
  readonly isValid?: boolean
  readonly errors?: readonly Place[]
  readonly warnings?: readonly Place[]
}
interface Place {
  readonly instancePath?: string
  readonly message?: string
}
type Tests = Readonly<Record<string, (document: unknown) => Told | Promise<Told>>>

const library = {
  '2.0': async () =>
    (await Promise.all([
      import('@secvisogram/csaf-validator-lib/schemaTests.js'),
      import('@secvisogram/csaf-validator-lib/mandatoryTests.js'),
      import('@secvisogram/csaf-validator-lib/optionalTests.js'),
    ])) as readonly Tests[],
  '2.1': async () =>
    (await Promise.all([
      import('@secvisogram/csaf-validator-lib/csaf_2_1/schemaTests.js'),
      import('@secvisogram/csaf-validator-lib/csaf_2_1/mandatoryTests.js'),
      import('@secvisogram/csaf-validator-lib/csaf_2_1/recommendedTests.js'),
    ])) as readonly Tests[],
} as const

async function findingsIn(document: unknown, version: keyof typeof library): Promise<CsafFinding[]> {
  const findings: CsafFinding[] = []
  for (const suite of await library[version]()) {
    // The schema comes first; on a document of another shape the tests after it would only stumble.
    if (findings.some(({ level }) => level === 'error') && findings.every(({ test }) => test === 'schema')) break
    for (const [name, test] of Object.entries(suite)) {
      // The strict schema refuses any field that the standard does not name, which our own schema does with a pointer.
      if (name.endsWith('_strict')) continue
      findings.push(...found(name, await test(document)).filter((one) => !isFalseAlarm(one)))
    }
  }
  return findings
}

/**
 * The library's schema of CVSS 4.0 wants multiples of 0.1 and computes with binary fractions: it refuses 8.7. Our own
 * schema, which every document passes first, looks at these objects whole.
 */
function isFalseAlarm({ test, pointer }: CsafFinding): boolean {
  return (test === 'schema' || test === '6.1.8') && /\/cvss_v4(?:\/|$)/.test(pointer)
}

function found(name: string, { isValid, errors = [], warnings = [] }: Told): CsafFinding[] {
  const test = /_(6_\d_.*)$/.exec(name)?.[1]?.replaceAll('_', '.') ?? 'schema'
  const unsaid = isValid === false && errors.length === 0 ? [{ message: 'the test is not passed' }] : []
  const of = (level: CsafFinding['level'], places: readonly Place[]) =>
    places.map(({ instancePath = '', message = '' }) => ({ test, level, pointer: instancePath, says: message }))
  return [...of('error', [...errors, ...unsaid]), ...of('warning', warnings)]
}

parentPort?.on('message', ({ document, version }: { document: unknown; version: keyof typeof library }) => {
  findingsIn(document, version).then(
    (findings) => parentPort?.postMessage({ findings }),
    (cause: unknown) => parentPort?.postMessage({ broken: cause instanceof Error ? cause.message : String(cause) }),
  )
})
