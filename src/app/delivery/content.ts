/** What a mail says between greeting and signature: `subject` without the community's mark, `lines` as paragraphs. */
export interface Content {
  readonly subject: string
  readonly lines: readonly string[]
}
