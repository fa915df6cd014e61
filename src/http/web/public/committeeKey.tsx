import type { ShownKey } from '../../../app/index.ts'
import { keyPath } from '../../../core/publishing/index.ts'

/** How to write to the committee so that nobody on the way reads it: where a mail address is given. */
export function EncryptedMail({ shown, from }: { readonly shown: ShownKey | undefined; readonly from: string }) {
  if (shown === undefined || shown.unusable !== null) return <></>
  return (
    <p>
      Encrypt mail to <a href={`mailto:${from}`}>{from}</a> with{' '}
      <a href={`/${keyPath(shown.fingerprint)}`}>our OpenPGP key</a>. Its fingerprint:{' '}
      <code class="fingerprint">{shown.grouped}</code>
    </p>
  )
}
