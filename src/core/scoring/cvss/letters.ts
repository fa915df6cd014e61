// Characters by code: comparing numbers is the quickest way through a text.

/** Where the capitals start. Most values are one of them, so that tables can go by letter. */
export const letterA = 65

export const slash = 47
