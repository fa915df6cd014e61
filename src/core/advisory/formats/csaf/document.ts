import type { Branch, Product } from './parts.ts'

export interface Note {
  readonly category: string
  readonly title?: string
  readonly text: string
}

interface Scored {
  readonly version: '2.0' | '3.0' | '3.1' | '4.0'
  readonly vectorString: string
}

export interface Vulnerability {
  readonly cve?: string
  readonly cwe?: { readonly id: string; readonly name: string }
  readonly cwes?: readonly { readonly id: string; readonly name: string; readonly version: string }[]
  readonly ids?: readonly { readonly system_name: string; readonly text: string }[]
  readonly title?: string
  readonly notes?: readonly Note[]
  readonly product_status?: Readonly<Record<string, readonly string[] | undefined>>
  readonly references?: readonly { readonly category?: string; readonly summary: string; readonly url: string }[]
  readonly remediations?: readonly {
    readonly category: string
    readonly details: string
    readonly product_ids?: readonly string[]
  }[]
  readonly scores?: readonly {
    readonly cvss_v2?: Scored
    readonly cvss_v3?: Scored
    readonly products: readonly string[]
  }[]
  readonly metrics?: readonly {
    readonly content: { readonly cvss_v2?: Scored; readonly cvss_v3?: Scored; readonly cvss_v4?: Scored }
    readonly products: readonly string[]
  }[]
  readonly acknowledgments?: readonly {
    readonly names?: readonly string[]
    readonly organization?: string
    readonly summary?: string
  }[]
}

/** What is read and written of a document, of either version. */
export interface Csaf {
  readonly $schema?: string
  readonly document: {
    readonly category: string
    readonly csaf_version: string
    readonly distribution?: { readonly tlp?: { readonly label: string } }
    readonly lang?: string
    readonly notes?: readonly Note[]
    readonly publisher: { readonly category: string; readonly name: string; readonly namespace: string }
    readonly references?: Vulnerability['references']
    readonly acknowledgments?: Vulnerability['acknowledgments']
    readonly title: string
    readonly tracking: {
      readonly current_release_date: string
      readonly generator?: { readonly engine: { readonly name: string } }
      readonly id: string
      readonly initial_release_date: string
      readonly revision_history: readonly { readonly date: string; readonly number: string; readonly summary: string }[]
      readonly status: string
      readonly version: string
    }
  }
  readonly product_tree?: {
    readonly branches?: readonly Branch[]
    readonly full_product_names?: readonly Product[]
    readonly relationships?: readonly {
      readonly full_product_name: Product
      readonly product_reference: string
      readonly relates_to_product_reference: string
    }[]
    readonly product_groups?: readonly { readonly group_id: string; readonly product_ids: readonly string[] }[]
  }
  readonly vulnerabilities?: readonly Vulnerability[]
}
