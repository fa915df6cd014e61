import type { z } from 'zod'
import type { Input } from '../../../core/process/index.ts'

/** One question of an act's form, as its schema asks it. */
export interface FormField {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly example?: string
  /** False: an empty answer means "left out". */
  readonly required: boolean
  readonly input: Input | 'number'
  /** For `select`: every answer that the schema takes. */
  readonly options?: readonly string[]
  /** What the schema answers with when nothing is said. */
  readonly usual?: string
}

/** The questions that an act's fields ask, in the schema's order; pure. */
export function formFieldsOf(fields: z.ZodObject): readonly FormField[] {
  return Object.entries(fields.shape).map(([name, schema]) => fieldOf(name, schema as z.ZodType))
}

function fieldOf(name: string, schema: z.ZodType): FormField {
  const layers = layersOf(schema)
  const said = Object.assign({}, ...layers.toReversed().map((layer) => layer.meta() ?? {})) as Said
  const options = layers.flatMap((layer) => optionsOf(layer) ?? [])
  const usual = layers.map(defaultOf).find((value) => typeof value === 'string')
  return {
    name,
    label: said.title ?? name,
    ...(said.description === undefined ? {} : { hint: said.description }),
    ...(said.example === undefined ? {} : { example: said.example }),
    required: !schema.safeParse('').success && !schema.safeParse(undefined).success,
    input: inputOf(said.input, layers, options),
    ...(options.length === 0 || said.input === 'checkbox' ? {} : { options }),
    ...(usual === undefined ? {} : { usual }),
  }
}

interface Said {
  readonly title?: string
  readonly description?: string
  readonly input?: Input
  readonly example?: string
}

function inputOf(
  said: Input | undefined,
  layers: readonly z.ZodType[],
  options: readonly string[],
): FormField['input'] {
  if (said !== undefined) return said
  if (options.length > 0) return 'select'
  return layers.some((layer) => definitionOf(layer).type === 'number') ? 'number' : 'text'
}

/** What Zod keeps of a schema; only the parts that wrap another schema or list its answers. */
interface Definition {
  readonly type: string
  readonly innerType?: z.ZodType
  readonly in?: z.ZodType
  readonly out?: z.ZodType
  readonly entries?: Readonly<Record<string, string>>
  readonly defaultValue?: unknown
}

function definitionOf(schema: z.ZodType): Definition {
  return schema.def
}

/** A schema and those it wraps, from the outside in. Of a pipe, the side that is not a mere transformation. */
function layersOf(schema: z.ZodType): readonly z.ZodType[] {
  const { innerType, in: before, out: after } = definitionOf(schema)
  const inner = innerType ?? (before !== undefined && definitionOf(before).type !== 'transform' ? before : after)
  return inner === undefined ? [schema] : [schema, ...layersOf(inner)]
}

function optionsOf(schema: z.ZodType): readonly string[] | undefined {
  const { type, entries } = definitionOf(schema)
  return type === 'enum' && entries !== undefined ? Object.values(entries) : undefined
}

function defaultOf(schema: z.ZodType): unknown {
  return definitionOf(schema).defaultValue
}
