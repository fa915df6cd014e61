import type { Blockable } from '../../../core/community/index.ts'

/** What a block is about, in words; which address or network it is, nobody sees. */
export const whatIsBlocked: Readonly<Record<Blockable, { readonly label: string; readonly hint: string }>> = {
  address: { label: 'The mail address', hint: 'that the report names, whoever writes it.' },
  network: { label: 'The network', hint: 'that it came from: one IPv4 address, or one household of IPv6.' },
  range: { label: 'The range around it', hint: 'some 250 addresses; others may be among them.' },
}
