import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { storeContract } from '../../../../tests/contracts/store.ts'
import { openStore } from '../index.ts'

const root = mkdtempSync(join(tmpdir(), 'tocsin-store-'))
afterAll(() => rmSync(root, { recursive: true }))

storeContract('the embedded store', () => openStore(mkdtempSync(join(root, 'data-'))))
