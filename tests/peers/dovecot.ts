import { spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** Whether Debian's Dovecot is on this machine. */
export const hasDovecot = spawnSync('dovecot', ['--version']).status === 0

export interface Dovecot {
  readonly port: number
  readonly user: string
  readonly password: string
  /** Puts a message into the mailbox, as a mail server does. */
  deliver(message: string | Uint8Array): void
  /** How many messages are unread, and how many read. */
  count(): { readonly unread: number; readonly read: number }
  stop(): Promise<void>
}

/** A real IMAP server with one mailbox, without privileges, in a folder of its own. */
export async function startDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-dovecot-'))
  const port = await freePort()
  const { system, group, uid, gid } = whoServes()
  const [user, password] = ['security', 'tide and anchor']
  const mailbox = join(folder, 'Maildir')
  for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(mailbox, name), { recursive: true })
  writeFileSync(join(folder, 'users'), `${user}:{PLAIN}${password}:${uid}:${gid}::${folder}\n`)
  const config = join(folder, 'dovecot.conf')
  writeFileSync(config, configuration({ folder, port, system, group }))
  spawnSync('chown', ['-R', `${uid}:${gid}`, folder])
  const child = spawn('dovecot', ['-F', '-c', config], { stdio: ['ignore', 'ignore', 'pipe'], uid, gid })
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await answering(port, () => (child.exitCode === null ? undefined : `${said}${logged(folder)}`))
  let delivered = 0
  return {
    port,
    user,
    password,
    deliver(message) {
      delivered += 1
      const name = `${delivered}.${process.pid}.peer`
      const written = join(mailbox, 'tmp', name)
      writeFileSync(written, message)
      chownSync(written, uid, gid)
      renameSync(written, join(mailbox, 'new', name))
    },
    count() {
      const current = readdirSync(join(mailbox, 'cur'))
      const read = current.filter((name) => /:2,[A-Z]*S/.test(name)).length
      return { unread: readdirSync(join(mailbox, 'new')).length + current.length - read, read }
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Its processes refuse to be root, which tests in a container are: then it is nobody. */
function whoServes() {
  const { username, uid, gid } = userInfo()
  return uid === 0
    ? { system: 'nobody', group: 'nogroup', uid: 65_534, gid: 65_534 }
    : { system: username, group: spawnSync('id', ['-gn']).stdout.toString().trim(), uid, gid }
}

/** Dovecot 2.3 and 2.4 spell their settings differently; 2.4 wants to be told which it reads. */
function configuration(of: { folder: string; port: number; system: string; group: string }): string {
  const { folder, port, system, group } = of
  const version = spawnSync('dovecot', ['--version']).stdout.toString().trim().split(' ')[0] ?? ''
  const isNew = !/^2\.[0-3]\./.test(version)
  const common = `
base_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
default_internal_user = ${system}
default_internal_group = ${group}
default_login_user = ${system}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
}
`
  if (!isNew) {
    return `${common}
disable_plaintext_auth = no
first_valid_uid = 0
mail_location = maildir:${folder}/Maildir
service stats {
  chroot =
}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
`
  }
  return `dovecot_config_version = ${version}
dovecot_storage_version = ${version}
${common}
auth_allow_cleartext = yes
first_valid_uid = 0
mail_driver = maildir
mail_path = ${folder}/Maildir
passdb passwd-file {
  passwd_file_path = ${folder}/users
}
userdb passwd-file {
  passwd_file_path = ${folder}/users
}
`
}

function logged(folder: string): string {
  try {
    return readFileSync(join(folder, 'log'), 'utf8')
  } catch {
    return ''
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

async function answering(port: number, gone: () => string | undefined): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const why = gone()
    if (why !== undefined) throw new Error(`Dovecot ended: ${why}`)
    const socket = connect(port, '127.0.0.1')
    const answers = await new Promise<boolean>((resolve) => {
      socket.once('data', () => resolve(true)).once('error', () => resolve(false))
      socket.setTimeout(500, () => resolve(false))
      socket.once('close', () => resolve(false))
    })
    socket.destroy()
    if (answers) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('Dovecot does not answer')
}
