import { z } from 'zod'
import { near } from '../near.ts'

/** A key that the schema does not know, with the one that was probably meant. */
export interface UnknownKey {
  /** `members[0].emial` */
  readonly field: string
  /** The field that was probably meant, in full; one that is there already was not. */
  readonly meant: string | undefined
  /** What could stand there. */
  readonly free: readonly string[]
}

interface Node {
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly anyOf?: readonly Node[]
}

/** Every key in `value` that `schema` would refuse or quietly drop, in the order of the value. */
export function unknownKeys(schema: z.ZodType, value: unknown): readonly UnknownKey[] {
  return found(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node, value, '')
}

function found(node: Node, value: unknown, path: string): readonly UnknownKey[] {
  if (node.anyOf !== undefined) return node.anyOf.flatMap((one) => found(one, value, path))
  if (Array.isArray(value)) {
    const { items = {} } = node
    return value.flatMap((entry, index) => found(items, entry, `${path}[${index}]`))
  }
  const { properties } = node
  if (properties === undefined || typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const within = (name: string) => (path === '' ? name : `${path}.${name}`)
    if (Object.hasOwn(properties, key)) return found(properties[key] ?? {}, inner, within(key))
    const free = Object.keys(properties).filter((name) => !Object.hasOwn(value, name))
    const [meant] = near(key, free)
    return [{ field: within(key), meant: meant === undefined ? undefined : within(meant), free }]
  })
}
