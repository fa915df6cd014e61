import {
  contentTypeOf,
  decodedBody,
  entityOf,
  fromLatin1,
  fieldOf,
  inlineIn,
  isSealedFile,
  joined,
  latin1,
  partsOf,
  withCrLf,
  type Entity,
} from '../../core/openpgp/index.ts'
import type { SignatureSeen } from '../ports/index.ts'
import type { World } from '../world.ts'
import { decrypted, type Shut } from './decrypted.ts'

/** A mail with its OpenPGP layers taken off. */
export interface OpenedMail {
  /** The message to be read: with the plain text in place of the encrypted one, else as it came. */
  readonly bytes: Uint8Array
  readonly encrypted: boolean
  readonly signature: SignatureSeen
  /** False: text stands beside what was encrypted or signed, and neither protects it. */
  readonly whole: boolean
  /** Why what is encrypted is still shut; it stands in `bytes` as it came. */
  readonly shut: Shut | null
  /** By what the encrypted text is known again (`Decrypted`); empty where nothing was opened. */
  readonly sessions: readonly string[]
}

/** What was found in a part of the message: the bytes to stand in its place, and what they are worth. */
type Found = Omit<OpenedMail, 'bytes'> & { readonly instead: Uint8Array | null }

const none = { state: 'none' } as const
/** Attacker-made messages: nothing is looked for below so many parts in parts. */
const deepest = 8

/**
 * Takes the OpenPGP layers off a mail: PGP/MIME (RFC 3156), also as some servers mangle it, and text in the old way.
 * `senders`: public keys of whom it says it is from. Signatures are checked over exactly the bytes that came. Never
 * throws for what a stranger may send.
 */
export async function openMail(world: World, bytes: Uint8Array, senders: readonly string[]): Promise<OpenedMail> {
  const found = await look(world, entityOf(bytes), senders, 0)
  if (found === undefined) return { bytes, encrypted: false, signature: none, whole: true, shut: null, sessions: [] }
  const { instead, ...rest } = found
  return { ...rest, bytes: instead ?? bytes }
}

async function look(
  world: World,
  entity: Entity,
  senders: readonly string[],
  depth: number,
): Promise<Found | undefined> {
  const { type, parameters } = contentTypeOf(entity)
  if (type === 'text/plain') return lookInText(world, entity, senders)
  if (!type.startsWith('multipart/') || depth === deepest) return undefined
  const parts = partsOf(entity, parameters['boundary'] ?? '')
  const [first, second] = parts
  if (first === undefined) return undefined
  // Some servers make multipart/mixed of multipart/encrypted and put an empty text first.
  const version = parts.findIndex((part) => contentTypeOf(entityOf(part)).type === 'application/pgp-encrypted')
  const sealed = version === -1 ? undefined : parts[version + 1]
  if (sealed !== undefined && type === 'multipart/encrypted') return opened(world, entity, sealed, senders)
  if (sealed !== undefined && type === 'multipart/mixed' && isVersion(parts[version])) {
    const found = await opened(world, entityOf(sealed), sealed, senders)
    const others = parts.filter((part, at) => at !== version && part !== sealed)
    const instead = found.instead === null ? null : exchanged(entity.bytes, sealed, found.instead)
    return { ...found, instead, whole: others.every((part) => isBlank(entityOf(part).body)) }
  }
  if (type === 'multipart/signed' && second !== undefined) {
    const signature = await signatureOver(world, first, decodedBody(entityOf(second)), senders)
    // A reader shows whatever parts there are, and two are all that a signature knows of.
    return { instead: null, encrypted: false, signature, whole: parts.length === 2, shut: null, sessions: [] }
  }
  for (const part of parts) {
    const found = await look(world, entityOf(part), senders, depth + 1)
    if (found === undefined) continue
    const instead = found.instead === null ? null : exchanged(entity.bytes, part, found.instead)
    return { ...found, instead, whole: found.whole && parts.length === 1 }
  }
  return undefined
}

/** RFC 3156, section 4: what stands before an encrypted text. A file of this type is one that was encrypted by itself. */
function isVersion(part: Uint8Array | undefined): boolean {
  const body = part === undefined ? undefined : decodedBody(entityOf(part))
  return body !== undefined && body.length < 100 && /^\s*version:\s*1\s*$/i.test(latin1(body))
}

/** A file beside the text: it is opened by itself (`openFiles`). */
function isAttached(entity: Entity): boolean {
  return /^\s*attachment\b/i.test(fieldOf(entity, 'content-disposition') ?? '')
}

/** The whole encrypted entity gives way to what was in it; of what that says of itself, its content and subject count. */
async function opened(world: World, entity: Entity, sealed: Uint8Array, senders: readonly string[]): Promise<Found> {
  const answer = await decrypted(world, decodedBody(entityOf(sealed)), senders)
  if ('shut' in answer) return { ...shut(answer.shut), whole: true }
  const inner = entityOf(answer.bytes)
  const own = inner.fields.filter(({ name }) => name.startsWith('content-') || name === 'subject')
  const outer = entity.fields.filter(
    ({ name }) => !/^content-|^mime-version$/.test(name) && !own.some((field) => field.name === name),
  )
  const lines = [...outer, ...own].map((field) => withEnd(field.lines))
  const instead = joined([...lines, fromLatin1('MIME-Version: 1.0\r\n\r\n'), inner.body])
  // Signed first and encrypted then, as two layers.
  const layer = answer.signature.state === 'none' ? await look(world, inner, senders, deepest - 1) : undefined
  const signature = layer?.whole === true && !layer.encrypted ? layer.signature : answer.signature
  return { instead, encrypted: true, signature, whole: true, shut: null, sessions: answer.sessions }
}

/** RFC 3156, section 5: over the first part's bytes; with CR LF, where a file came with bare line feeds. */
async function signatureOver(world: World, part: Uint8Array, signature: Uint8Array, senders: readonly string[]) {
  const { openpgp, machine } = world
  const armored = latin1(signature)
  const given = armored.includes('-----BEGIN') ? armored : signature
  const exact = await openpgp.verifyDetached(part, given, senders, machine.now())
  const canonical = withCrLf(part)
  if (exact.state !== 'bad' || canonical === part) return exact
  return openpgp.verifyDetached(canonical, given, senders, machine.now())
}

async function lookInText(world: World, entity: Entity, senders: readonly string[]): Promise<Found | undefined> {
  const body = decodedBody(entity)
  const inline = isAttached(entity) && isSealedFile(body) ? undefined : inlineIn(body)
  if (inline === undefined) return undefined
  const beside = [body.subarray(0, inline.start), body.subarray(inline.end)]
  const whole = beside.every(isBlank)
  const instead = (text: Uint8Array, charset: string) => {
    const [before, after] = beside
    if (before === undefined || after === undefined) throw new TypeError('a text has two sides')
    return asText(entity, joined([before, text, after]), charset)
  }
  if (inline.kind === 'signed') {
    const { signed, signature, text } = inline
    const seen = await world.openpgp.verifyDetached(signed, signature, senders, world.machine.now())
    const charset = contentTypeOf(entity).parameters['charset'] ?? 'utf-8'
    return { instead: instead(text, charset), encrypted: false, signature: seen, whole, shut: null, sessions: [] }
  }
  const answer = await decrypted(world, inline.armored, senders)
  if ('shut' in answer) return { ...shut(answer.shut), whole }
  const { signature, sessions } = answer
  return { instead: instead(answer.bytes, 'utf-8'), encrypted: true, signature, whole, shut: null, sessions }
}

function shut(why: Shut) {
  return { instead: null, encrypted: true, signature: none, shut: why, sessions: [] } as const
}

/** The entity with another text, plain bytes under the fields that it had besides. */
function asText({ fields }: Entity, text: Uint8Array, charset: string): Uint8Array {
  const kept = fields.filter(({ name }) => name !== 'content-type' && name !== 'content-transfer-encoding')
  const name = /^[\w.:+-]{1,60}$/.test(charset) ? charset : 'utf-8'
  const own = `Content-Type: text/plain; charset=${name}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`
  return joined([...kept.map((field) => withEnd(field.lines)), fromLatin1(own), text])
}

/** Another part in a part's place; everything around it as it stood. */
function exchanged(whole: Uint8Array, part: Uint8Array, instead: Uint8Array): Uint8Array {
  const start = part.byteOffset - whole.byteOffset
  return joined([whole.subarray(0, start), instead, whole.subarray(start + part.length)])
}

const isBlank = (bytes: Uint8Array) => bytes.every((byte) => byte <= 0x20)

/** A header may end without a line end; what follows it may not be drawn into it. */
function withEnd(lines: Uint8Array): Uint8Array {
  return lines.at(-1) === 0x0a ? lines : joined([lines, fromLatin1('\r\n')])
}
