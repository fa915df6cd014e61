import { cveServicesAddresses, type CnaAccount } from '../../../core/community/index.ts'
import { Button } from '../components/index.ts'
import type { Attempt } from './attempt.ts'
import { SettingForm } from './setting-form.tsx'

/** V2: the account with CVE Services of a community that is a CVE numbering authority. The key is never shown again. */
export function CveAccount({
  cna,
  attempt,
}: {
  readonly cna: CnaAccount | null
  readonly attempt: Attempt | undefined
}) {
  const instance = cna === null ? 'production' : instanceOf(cna)
  return (
    <section class="stack" aria-labelledby="cna">
      <h2 id="cna">CVE Services</h2>
      <p class="soft">
        {cna === null
          ? 'No account: CVE ids are requested elsewhere, and recorded.'
          : `CVE ids are reserved as ${cna.org}, user ${cna.user}, at ${cna.address}.`}
      </p>
      <SettingForm
        form="cna"
        action="/settings/cna"
        label={cna === null ? 'Enter an account' : 'Change the account'}
        button="Save"
        attempt={attempt}
        fields={[
          {
            name: 'instance',
            kind: 'select',
            label: 'Where',
            required: true,
            value: instance,
            options: [
              { value: 'production', label: 'CVE Services' },
              { value: 'test', label: 'CVE Services’ test instance' },
              { value: 'other', label: 'Another address' },
            ],
          },
          {
            name: 'address',
            label: 'Another address',
            hint: 'With its base path, such as https://cveawg.mitre.org/api/registry.',
            value: instance === 'other' ? (cna?.address ?? '') : '',
          },
          {
            name: 'org',
            label: 'Short name of the organisation',
            hint: 'As the CVE Program gave it. Empty: no account.',
            value: cna?.org ?? '',
          },
          {
            name: 'orgId',
            label: 'Id of the organisation',
            hint: 'The UUID that CVE Services gave it; it stands in each record. Empty: no record is made or published.',
            value: cna?.orgId ?? '',
          },
          { name: 'user', label: 'User', autocomplete: 'off', value: cna?.user ?? '' },
          {
            name: 'key',
            kind: 'password',
            label: 'API key',
            autocomplete: 'new-password',
            ...(cna === null ? {} : { hint: 'Empty: the one that is set stays.' }),
          },
        ]}
      />
      {cna !== null && (
        <form method="post" action="/settings/cna/test">
          <Button>Ask for the quota</Button>
        </form>
      )}
    </section>
  )
}

function instanceOf({ address }: CnaAccount): 'production' | 'test' | 'other' {
  if (address === cveServicesAddresses.production) return 'production'
  return address === cveServicesAddresses.test ? 'test' : 'other'
}
