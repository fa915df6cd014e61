/** So many advisories are in a feed; all of them are in the lists for programs. */
export const mostInFeed = 100
