/**
 * Facts of seven past vulnerabilities of sigstore projects: ids, packages, versions, links. Source: the Go
 * vulnerability database (https://github.com/golang/vulndb, https://vuln.go.dev), CC-BY-4.0, rearranged into the
 * advisory's form; a record's own page is `https://pkg.go.dev/vuln/<id>`. Nothing but facts is taken: all texts of the
 * demonstration, its severities, its people and its dates are made up.
 */
export const facts = {
  'GO-2022-0326': {
    cve: 'CVE-2022-23649',
    ghsa: 'GHSA-ccxc-vr6p-4858',
    repository: 'https://github.com/sigstore/cosign',
    affected: [{ name: 'github.com/sigstore/cosign', fixed: '1.5.2' }],
    fix: '96d410a6580e4e81d24d112a0855c70ca3fb5b49',
    references: [{ type: 'WEB', url: 'https://github.com/sigstore/cosign/releases/tag/v1.5.2' }],
  },
  'GO-2022-0758': {
    cve: 'CVE-2022-35929',
    ghsa: 'GHSA-vjxv-45g9-9296',
    repository: 'https://github.com/sigstore/cosign',
    affected: [{ name: 'github.com/sigstore/cosign', fixed: '1.10.1' }],
    fix: 'c5fda01a8ff33ca981f45a9f13e7fb6bd2080b94',
    references: [],
  },
  'GO-2022-0759': {
    cve: 'CVE-2022-35930',
    ghsa: 'GHSA-739f-hw6h-7wq8',
    repository: 'https://github.com/sigstore/policy-controller',
    affected: [{ name: 'github.com/sigstore/policy-controller', fixed: '0.2.1' }],
    fix: 'e852af36fb7d42678b21d7e97503c25bd1fd05c8',
    references: [{ type: 'WEB', url: 'https://github.com/sigstore/policy-controller/releases/tag/v0.2.1' }],
  },
  'GO-2023-1795': {
    cve: 'CVE-2023-33199',
    ghsa: 'GHSA-frqx-jfcm-6jjr',
    repository: 'https://github.com/sigstore/rekor',
    affected: [{ name: 'github.com/sigstore/rekor', fixed: '1.2.0' }],
    fix: '140c5add105179e5ffd9e3e114fd1b6b93aebbd4',
    references: [],
  },
  'GO-2023-2181': {
    cve: 'CVE-2023-46737',
    ghsa: 'GHSA-vfp6-jrw2-99g9',
    repository: 'https://github.com/sigstore/cosign',
    affected: [{ name: 'github.com/sigstore/cosign' }, { name: 'github.com/sigstore/cosign/v2', fixed: '2.2.1' }],
    fix: '8ac891ff0e29ddc67965423bee8f826219c6eb0f',
    references: [{ type: 'WEB', url: 'https://github.com/sigstore/cosign/releases/tag/v2.2.1' }],
  },
  'GO-2024-2718': {
    cve: 'CVE-2024-29902',
    ghsa: 'GHSA-88jx-383q-w4qc',
    repository: 'https://github.com/sigstore/cosign',
    affected: [{ name: 'github.com/sigstore/cosign' }, { name: 'github.com/sigstore/cosign/v2', fixed: '2.2.4' }],
    fix: '629f5f8fa672973503edde75f84dcd984637629e',
    references: [
      {
        type: 'WEB',
        url: 'https://github.com/google/go-containerregistry/blob/a0658aa1d0cc7a7f1bcc4a3af9155335b6943f40/pkg/v1/remote/layer.go#L36-L40',
      },
      {
        type: 'WEB',
        url: 'https://github.com/sigstore/cosign/blob/9bc3ee309bf35d2f6e17f5d23f231a3d8bf580bc/pkg/oci/remote/remote.go#L228-L239',
      },
      { type: 'WEB', url: 'https://github.com/sigstore/cosign/releases/tag/v2.2.4' },
    ],
  },
  'GO-2024-2719': {
    cve: 'CVE-2024-29903',
    ghsa: 'GHSA-95pr-fxf5-86gv',
    repository: 'https://github.com/sigstore/cosign',
    affected: [{ name: 'github.com/sigstore/cosign' }, { name: 'github.com/sigstore/cosign/v2', fixed: '2.2.4' }],
    fix: '629f5f8fa672973503edde75f84dcd984637629e',
    references: [
      {
        type: 'WEB',
        url: 'https://github.com/sigstore/cosign/blob/14795db16417579fac0c00c11e166868d7976b61/pkg/cosign/verify.go#L948-L955',
      },
      {
        type: 'WEB',
        url: 'https://github.com/sigstore/cosign/blob/286a98a4a99c1b2f32f84b0d560e324100312280/pkg/oci/remote/signatures.go#L56-L70',
      },
      { type: 'WEB', url: 'https://github.com/sigstore/cosign/releases/tag/v2.2.4' },
    ],
  },
} as const satisfies Record<string, PastVulnerability>

export type FactId = keyof typeof facts

export interface PastVulnerability {
  readonly cve: string
  readonly ghsa: string
  readonly repository: string
  /** Go modules, affected from their first version; without `fixed`, no version of that module carries the fix. */
  readonly affected: readonly { readonly name: string; readonly fixed?: string }[]
  /** The commit that fixed it. */
  readonly fix: string
  readonly references: readonly { readonly type: 'WEB'; readonly url: string }[]
}
