import { isReporter } from '../reporters.ts'
import type { Changes } from './table.ts'

export const correspondenceChanges = {
  Posted: (c, { post, room, text, mentions }, noted) => ({
    posts: [...c.posts, { ...noted, post, room, text, mentions, before: [], edited: null }],
    acknowledged: c.acknowledged ?? (room === 'everyone' && !isReporter(c, noted.by) ? noted : null),
  }),
  PostEdited: (c, { post: number, text, mentions }, { at }) => ({
    posts: c.posts.map((post) => {
      if (post.post !== number) return post
      const said = { at: post.edited ?? post.at, text: post.text }
      return { ...post, text, mentions: [...post.mentions, ...mentions], before: [...post.before, said], edited: at }
    }),
  }),
  CoReporterNamed: (c, { person }) => ({
    coReporters: [...c.coReporters, person],
    coReportersNamed: c.coReportersNamed + 1,
  }),
  CoReporterRemoved: (c, { person }) => ({ coReporters: c.coReporters.filter((one) => one !== person) }),
  AdvisoryShared: (c, { revision, note }, noted) => ({
    advisoryShared: [...c.advisoryShared, { ...noted, revision, note }],
  }),
} satisfies Changes<'Posted' | 'PostEdited' | 'CoReporterNamed' | 'CoReporterRemoved' | 'AdvisoryShared'>
