/**
 * What a caught error calls itself: for log lines and records, where its message does not belong, which may quote what is
 * sealed. Of several that failed together, as connections to the addresses of one name do, the first one's.
 */
export function codeOf(error: unknown): string | undefined {
  const { code, errors } = (error ?? {}) as { readonly code?: unknown; readonly errors?: unknown }
  if (typeof code === 'string') return code
  return Array.isArray(errors) ? codeOf(errors[0]) : undefined
}
