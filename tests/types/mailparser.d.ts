/** The part of mailparser that tests use; it ships no types of its own. */
declare module 'mailparser' {
  interface Addresses {
    readonly value: readonly { readonly name: string; readonly address?: string }[]
  }
  export interface ParsedMail {
    readonly messageId?: string
    readonly date?: Date
    readonly from?: Addresses
    readonly to?: Addresses
    readonly replyTo?: Addresses
    readonly subject?: string
    readonly text?: string
    readonly html: string | false
    readonly headers: ReadonlyMap<string, unknown>
  }
  export function simpleParser(source: string | Uint8Array): Promise<ParsedMail>
}
