import { ownKey, type OwnKey, type ShownKey, type World } from '../../../app/index.ts'
import { keyPath } from '../../../core/publishing/index.ts'
import { Definitions, Notice, When } from '../components/index.ts'

interface Props {
  readonly shown: ShownKey
  readonly warning: OwnKey['warning']
  /** The committee's mail address. */
  readonly from: string
}

/** What its section in the settings shows of the committee's key. */
export async function committeeKeyOf(world: World, shown: ShownKey, from: string): Promise<Props> {
  const { warning } = await ownKey(world, { openpgp: shown.armored, offered: '', mails: 'encrypted' })
  return { shown, warning, from }
}

/** The key that signs what is published and to which mail to the committee is encrypted. */
export function CommitteeKeySettings({ shown, warning, from }: Props) {
  const { grouped, addresses, expires, key, fingerprint } = shown
  return (
    <section class="stack" aria-labelledby="committee-key">
      <h2 id="committee-key">The committee’s OpenPGP key</h2>
      <p class="soft prose">
        It signs what is published, and mail to the committee is encrypted to it.{' '}
        {key.made ? 'It was made here, and is renewed by itself.' : 'It was imported: who owns it renews it.'}
      </p>
      {warning !== null && (
        <Notice
          tone="warning"
          says={warning.kind === 'ends' ? `It ends in ${warning.days} days.` : 'Nothing can be encrypted to it.'}
          instead="Renew it where it was made, and import it again: tocsin openpgp import FILE"
        />
      )}
      {!addresses.includes(from) && (
        <Notice
          tone="warning"
          says={`It does not name ${from}: mail programs will not find it for that address.`}
          instead="Add the address to it where it was made, and import it again: tocsin openpgp import FILE"
        />
      )}
      <Definitions
        label="The committee’s OpenPGP key"
        items={[
          {
            term: 'Fingerprint',
            value: (
              <>
                <code class="fingerprint">{grouped}</code> <a href={`/${keyPath(fingerprint)}`}>The public key</a>
              </>
            ),
          },
          { term: 'For', value: addresses.length === 0 ? 'no address' : addresses.join(', ') },
          { term: 'Ends', value: expires === null ? 'never' : <When at={expires} only="day" /> },
        ]}
      />
      <p class="soft prose">
        To use another one that people know already, run <code>tocsin openpgp import</code> on this machine.
      </p>
    </section>
  )
}
