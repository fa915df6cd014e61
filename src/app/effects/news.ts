import type { CaseId } from '../../core/kernel/index.ts'
import type { AccessEnded, CaseNotice, CveEffect, Effect, ListMailEffect } from './effect.ts'

/** What is no news of a case to somebody on it. */
type Apart = AccessEnded | CveEffect | ListMailEffect

/**
 * What one act sends, each thing once, with the notices on a case as one piece of news: several events of one act may
 * tell the same person the same.
 */
export function gathered(sent: readonly (CaseNotice | Apart)[]): readonly Effect[] {
  const seen = new Set<string>()
  const news = new Map<CaseId, CaseNotice[]>()
  const others: Apart[] = []
  for (const one of sent) {
    const text = JSON.stringify(one)
    if (seen.has(text)) continue
    seen.add(text)
    if (one.kind === 'cve' || one.kind === 'access-ended' || 'cases' in one) others.push(one)
    else news.set(one.case, [...(news.get(one.case) ?? []), one])
  }
  return [...[...news].map(([id, notices]): Effect => ({ kind: 'news', case: id, notices })), ...others]
}
