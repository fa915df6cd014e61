import { Worker } from 'node:worker_threads'

/** Tests run the sources, the product runs what the compiler made of them. */
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'

export function startThread(name: 'write' | 'inspect', workerData: { file: string; copyTo?: string }): Worker {
  return new Worker(new URL(`./${name}.worker.${ending}`, import.meta.url), { workerData })
}
