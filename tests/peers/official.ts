import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FormatName } from '../../src/core/advisory/index.ts'

/** The judges from outside: official schemas, beside the checkout. Absent, the tests that need them are skipped. */
const schemas = fileURLToPath(new URL('../../../shared/schemas/', import.meta.url))
const github = fileURLToPath(new URL('github-advisories.json', import.meta.url))
export const beside = '(needs ../shared beside the checkout, else skipped)'

/** What a judge finds wrong; empty where it finds nothing. */
export type Judge = (record: unknown) => readonly string[]

const files: Partial<Record<FormatName, string>> = {
  osv: 'osv.json',
  cve: 'cve-5.1.1.json',
  openvex: 'openvex-0.2.0.json',
  csaf: 'csaf-2.0.json',
  'csaf-2.1': 'csaf-2.1-draft.json',
}

export function hasJudge(name: FormatName): boolean {
  return name === 'ghsa' || existsSync(schemas + (files[name] ?? 'none'))
}

/** The official schema of a format. Throws where it is not there. */
export async function judge(name: FormatName): Promise<Judge> {
  if (name === 'ghsa') return githubJudge()
  if (name === 'cve') {
    const [record, container] = [
      compiled(new Ajv(options), read('cve-5.1.1.json')),
      compiled(new Ajv(options), read('cve-cna-5.1.1.json')),
    ]
    return (one) => (isContainer(one) ? container(one) : record(one))
  }
  const ajv = new Ajv2020(options)
  if (name.startsWith('csaf')) await cvssInto(ajv, name)
  return compiled(ajv, read(files[name] ?? 'none'))
}

/** CSAF's schema of a provider's metadata, which names that of a document by its address. */
export async function providerJudge(): Promise<Judge> {
  const ajv = new Ajv2020(options)
  await cvssInto(ajv, 'csaf')
  ajv.addSchema(read('csaf-2.0.json'))
  return compiled(ajv, read('csaf-2.0-provider.json'))
}

/** 0.7 is a multiple of 0.1, whatever binary fractions say. */
const options = { strict: false, logger: false, multipleOfPrecision: 6 } as const

function compiled(ajv: Ajv, schema: object): Judge {
  addFormats.default(ajv)
  // JSON Schema's iri is what RFC 3987 has, and the judges' library does not know it.
  ajv.addFormat('iri', (text) => URL.canParse(text))
  const validate = ajv.compile(schema)
  return (record) => (validate(record) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`))
}

function read(file: string): object {
  return JSON.parse(readFileSync(schemas + file, 'utf8')) as object
}

function isContainer(record: unknown): boolean {
  return (
    typeof record === 'object' &&
    record !== null &&
    !['dataType', 'containers', 'cveMetadata'].some((name) => name in record)
  )
}

/** CSAF's schemas name FIRST's by address; the reference validator has copies of them. Nothing is fetched. */
async function cvssInto(ajv: Ajv2020, name: FormatName) {
  const library = '../../node_modules/@secvisogram/csaf-validator-lib/'
  const paths =
    name === 'csaf'
      ? ['schemas/cvss-v2.0.js', 'schemas/cvss-v3.0.js', 'schemas/cvss-v3.1.js']
      : ['cvss-v2.0', 'cvss-v3.0', 'cvss-v3.1', 'cvss-v4.0'].map((file) => `csaf_2_1/csafAjv/${file}.js`)
  for (const path of paths) {
    const { default: schema } = (await import(new URL(library + path, import.meta.url).href)) as {
      default: { $id: string }
    }
    ajv.addSchema({ ...schema, $id: schema.$id.replace(/\?.*$/, '') })
  }
  if (name === 'csaf') return
  // Not among what is tested: extensions, SSVC, and the dialect that the draft is written in.
  for (const $id of [
    'https://docs.oasis-open.org/csaf/csaf/v2.1/schema/extension-content.json',
    'https://certcc.github.io/SSVC/data/schema/v2/SelectionList_2_0_0.schema.json',
  ]) {
    ajv.addSchema({ $id, type: 'object' })
  }
  ajv.addSchema({ $id: 'https://docs.oasis-open.org/csaf/csaf/v2.1/schema/meta.json' })
}

/** GitHub's OpenAPI description says `nullable`, which ajv understands beside a type. */
function githubJudge(): Judge {
  const parts = JSON.parse(readFileSync(github, 'utf8')) as Record<string, object>
  const of = (name: string) => {
    return compiled(new Ajv(options), { components: { schemas: parts }, $ref: `#/components/schemas/${name}` })
  }
  const [repository, global] = [of('repository-advisory'), of('global-advisory')]
  return (one) => {
    const record = one as object
    return 'type' in record || 'repository_advisory_url' in record ? global(one) : repository(one)
  }
}
