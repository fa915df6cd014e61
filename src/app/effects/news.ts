import type { CaseId } from '../../core/kernel/index.ts'
import type { CaseNotice, Effect, ListMailEffect } from './effect.ts'

/**
 * What one act sends, each thing once, with the notices on a case as one piece of news: several events of one act may
 * tell the same person the same.
 */
export function gathered(sent: readonly (CaseNotice | ListMailEffect)[]): readonly Effect[] {
  const seen = new Set<string>()
  const news = new Map<CaseId, CaseNotice[]>()
  const mails: ListMailEffect[] = []
  for (const one of sent) {
    const text = JSON.stringify(one)
    if (seen.has(text)) continue
    seen.add(text)
    if ('cases' in one) mails.push(one)
    else news.set(one.case, [...(news.get(one.case) ?? []), one])
  }
  return [...[...news].map(([id, notices]): Effect => ({ kind: 'news', case: id, notices })), ...mails]
}
