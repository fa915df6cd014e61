import { z } from 'zod'
import { exits, type CommandIo, type Option } from '../command.ts'
import { textOf, type Given } from '../options.ts'

/** What the command line needs to know of a field of an act, out of the schema that parses it. */
interface Field {
  /** As the API has it. */
  readonly name: string
  readonly option: string
  readonly kind: 'flag' | 'text' | 'long' | 'json'
  readonly needed: boolean
  readonly value: string
  readonly says: string
}

type Node = { type?: string; enum?: string[]; anyOf?: Node[]; title?: string; description?: string; input?: string }

function fieldsOf(schema: z.ZodObject): readonly Field[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Node>
  }
  return Object.entries(schema.shape).map(([name, field]) => {
    const node = properties[name] ?? {}
    const needed = !z.safeParse(field, undefined).success
    return {
      name,
      needed,
      option: name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      // What must be answered with yes or no is no flag: left out, it would have been a no.
      kind: needed && node.input === 'checkbox' ? 'text' : kindOf(node),
      value: valueOf(node),
      says: [node.title, node.description].filter((text) => text !== undefined).join('. '),
    }
  })
}

function kindOf({ type, input }: Node): Field['kind'] {
  if (input === 'checkbox') return 'flag'
  if (input === 'people') return 'text'
  if (input === 'json' || type === 'array' || type === 'object') return 'json'
  return input === 'multiline' ? 'long' : 'text'
}

const values: Readonly<Record<string, string>> = {
  url: 'URL',
  instant: 'INSTANT',
  person: 'PERSON',
  people: 'PERSON,…',
  json: 'JSON',
}

function valueOf({ type, enum: choices, input }: Node): string {
  if (input === 'checkbox') return 'yes|no'
  if (choices !== undefined) return choices.filter((one) => one !== '').join('|')
  if (type === 'integer' || type === 'number') return 'N'
  return values[input ?? ''] ?? (type === 'array' || type === 'object' ? 'JSON' : 'TEXT')
}

/** An option for each field, and one that reads a file for each that may be long. */
export function optionsFor(schema: z.ZodObject): readonly Option[] {
  return fieldsOf(schema).flatMap(({ option, kind, value, says, needed }): Option[] => {
    const told = needed ? `${says} (needed)` : says
    if (kind === 'flag') return [{ name: option, says: told }]
    const plain = { name: option, value, says: told }
    return kind === 'text'
      ? [plain]
      : [plain, { name: `${option}-file`, value: 'FILE', says: 'The same, out of a file' }]
  })
}

/** `--text TEXT` for those that are needed, `[…]` for the rest. */
export function usageFor(schema: z.ZodObject): string {
  const fields = fieldsOf(schema)
  const needed = fields.filter((one) => one.needed).map(({ option, value }) => `--${option} ${value}`)
  return [...needed, ...(fields.length > needed.length ? ['[--FIELD VALUE …]'] : [])].join(' ')
}

/** A line to begin with: `--room everyone --text TEXT`, with what is known already; `[--terms]`: a yes or a no. */
export function lineFor(schema: z.ZodObject, known: Readonly<Record<string, string>>): string {
  return fieldsOf(schema)
    .flatMap(({ name, option, kind, value, needed }) => {
      const begun = known[name] ?? ''
      if (begun !== '' && !begun.includes('\n')) return [`--${option} ${quoted(begun)}`]
      if (kind === 'flag') return [`[--${option}]`]
      // What a form begins with, even empty, is what the step is about.
      if (!needed && !(name in known)) return value === 'PERSON' ? [`[--${option} PERSON]`] : []
      return [kind === 'json' ? `--${option}-file FILE` : `--${option} ${value}`]
    })
    .join(' ')
}

/** The fields that name somebody. */
export function peopleIn(schema: z.ZodObject): readonly string[] {
  return fieldsOf(schema).flatMap(({ name, value }) => (value === 'PERSON' ? [name] : []))
}

/** As a POSIX shell takes it for one word. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** The act's fields out of the options; a text that says what is missing; or an exit code. */
export async function bodyFrom(
  schema: z.ZodObject,
  { values: texts, flags }: Given,
  io: CommandIo,
): Promise<Readonly<Record<string, unknown>> | string | number> {
  const body: Record<string, unknown> = {}
  for (const { name, option, kind, needed } of fieldsOf(schema)) {
    if (kind === 'flag') {
      if (flags.has(option)) body[name] = true
      continue
    }
    const file = texts[`${option}-file`]
    const direct = texts[option]
    if (file !== undefined && direct !== undefined) return `--${option} and --${option}-file are one too many`
    const text = file === undefined ? direct : await textOf(file, io)
    if (typeof text === 'number') return text
    if (text === undefined) {
      if (needed) return `--${option} is missing`
      continue
    }
    const value = kind === 'json' ? parsed(text) : text
    if (value === undefined) {
      io.err(`--${option} is not JSON\n`)
      return exits.misused
    }
    body[name] = value
  }
  return body
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
