import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** So much has to come of a request between two looks, in bytes; a look every 30 seconds makes it 53 kbit/s. */
const least = 200_000

/**
 * Tells who sends slowly from who keeps a connection busy: a file may take as long as its line takes, as long as it goes
 * on coming. `look`, each time it is called, ends requests of which too little came since the last time; one that has
 * begun since then, or has come in whole, is left alone.
 */
export function endingStalled(server: Server): { look(): void } {
  /** With the bytes that had come by the last look; -1: there was none yet. */
  const coming = new Map<IncomingMessage, { readonly response: ServerResponse; before: number }>()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.complete) return
    coming.set(request, { response, before: -1 })
    request.once('close', () => coming.delete(request))
  })
  return {
    look() {
      for (const [request, one] of coming) {
        const { bytesRead } = request.socket
        // What has come and was not taken yet waits for us, not for who sends it.
        const waits = request.readableLength > 0
        if (request.complete) coming.delete(request)
        else if (!waits && one.before >= 0 && bytesRead - one.before < least) end(request, one.response)
        else one.before = bytesRead
      }
    },
  }
}

/** As Node ends what takes too long. */
function end({ socket }: IncomingMessage, response: ServerResponse): void {
  if (!response.headersSent) socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
  socket.destroySoon()
}
