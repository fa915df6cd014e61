import { z } from 'zod'
import type { Path } from './problem.ts'
import { policySchema } from './schema.ts'

/** The part of JSON Schema (draft 7) that the policy's schema uses. */
export interface SchemaNode {
  readonly title?: string
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly type?: string
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly required?: readonly string[]
  readonly items?: SchemaNode | readonly SchemaNode[]
  readonly anyOf?: readonly SchemaNode[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

let made: SchemaNode | undefined

/**
 * JSON Schema (draft 7, which editors know best) of a policy file, generated from the same Zod source that checks it.
 * What only code can check (durations, shares, the relations of `relations.ts`) is not in it.
 */
export function policyJsonSchema(): SchemaNode {
  made ??= z.toJSONSchema(policySchema, { target: 'draft-7', io: 'input' }) as SchemaNode
  return made
}

/** The schema of what stands at a path; undefined where nothing is allowed to stand. */
export function schemaAt(path: Path): SchemaNode | undefined {
  return path.reduce<SchemaNode | undefined>(
    (node, step) => (node ? inside(node, step) : undefined),
    policyJsonSchema(),
  )
}

function inside(node: SchemaNode, step: string | number): SchemaNode | undefined {
  if (node.anyOf) return node.anyOf.map((option) => inside(option, step)).find((found) => found !== undefined)
  if (typeof step === 'string') {
    return node.properties && Object.hasOwn(node.properties, step) ? node.properties[step] : undefined
  }
  if (node.items === undefined) return undefined
  return isList(node.items) ? node.items[step] : node.items
}

/** The keys that may stand in the group at a path. */
export function keysAt(path: Path): readonly string[] {
  const node = schemaAt(path)
  const groups = node?.anyOf ?? (node ? [node] : [])
  return groups.flatMap((group) => Object.keys(group.properties ?? {}))
}

/** An example of what may stand there, as it is written in YAML on one line; empty where one line is not enough. */
export function exampleOf(node: SchemaNode | undefined): string {
  if (!node) return ''
  const [first] = node.examples ?? node.enum ?? (node.const === undefined ? [] : [node.const])
  if (first !== undefined) return inYaml(first)
  if (node.type === 'boolean') return 'true'
  if (node.items !== undefined && !isList(node.items)) {
    const item = exampleOf(node.items)
    return item === '' ? '' : `[${item}]`
  }
  return ''
}

/** A value on one line of YAML; text in quotes only where YAML needs them. */
function inYaml(value: unknown): string {
  if (typeof value === 'string') return /^[A-Za-z](?:[A-Za-z0-9 @./?+_-]|:(?=\S))*$/.test(value) ? value : `'${value}'`
  if (Array.isArray(value)) return `[${value.map(inYaml).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${key}: ${inYaml(member)}`)
    return `{ ${members.join(', ')} }`
  }
  return String(value)
}

function isList(items: SchemaNode | readonly SchemaNode[]): items is readonly SchemaNode[] {
  return Array.isArray(items)
}
