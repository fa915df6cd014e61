import type { Child } from 'hono/jsx'
import { PageHead, PublicPage, Workroom, type Theme } from '../shell/index.ts'
import { ben, community } from './people.ts'

export type Look = 'workroom' | 'public'

export interface GalleryProps {
  readonly theme: Theme | undefined
  readonly look?: Look
}

/** The same parts in either look. */
export function Frame({
  theme,
  look,
  title,
  lead,
  children,
}: GalleryProps & { title: string; lead: string; children: Child }) {
  const content = (
    <>
      <PageHead title={title} lead={lead} />
      <div class="stack stack-loose">{children}</div>
    </>
  )
  return look === 'public' ? (
    <PublicPage title={title} community={community} theme={theme}>
      {content}
    </PublicPage>
  ) : (
    <Workroom title={title} community={community} person={{ name: ben.name }} theme={theme} current="today">
      {content}
    </Workroom>
  )
}
