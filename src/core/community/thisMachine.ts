const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const thisMachine = new RegExp(`^(?:localhost|127(?:\\.${octet}){3}|::1|\\[::1\\])$`, 'i')

/**
 * Whether a host is this machine itself, as a setting or a web address names it: what goes there crosses no network, and
 * may go unencrypted (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3; RFC 6761, 6.3).
 */
export function isThisMachine(host: string): boolean {
  return thisMachine.test(host)
}
