import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/**
 * A self-signed certificate for `localhost` and 127.0.0.1, made on the spot: a private key in a repository would be
 * one more secret to explain. X.509 v3 (RFC 5280) in as little DER as TLS libraries accept.
 */
export function selfSigned(): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const ecdsaWithSha256 = sequence(objectId([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]))
  const name = sequence(set(sequence(objectId([0x55, 0x04, 0x03]), utf8('localhost'))))
  const validity = sequence(utcTime('250101000000Z'), utcTime('491231235959Z'))
  const alternativeNames = sequence(
    objectId([0x55, 0x1d, 0x11]),
    octets(sequence(tagged(0x82, Buffer.from('localhost')), tagged(0x87, Buffer.from([127, 0, 0, 1])))),
  )
  const authority = sequence(objectId([0x55, 0x1d, 0x13]), octets(sequence(tagged(0x01, Buffer.from([0xff])))))
  const body = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(alternativeNames, authority)),
  )
  const signature = tagged(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]))
  const der = sequence(body, ecdsaWithSha256, signature)
  const lines = der
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  }
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: Buffer[]) => tagged(0x30, Buffer.concat(parts))
const set = (...parts: Buffer[]) => tagged(0x31, Buffer.concat(parts))
const octets = (content: Buffer) => tagged(0x04, content)
const objectId = (bytes: number[]) => tagged(0x06, Buffer.from(bytes))
const utf8 = (text: string) => tagged(0x0c, Buffer.from(text))
const utcTime = (text: string) => tagged(0x17, Buffer.from(text))
