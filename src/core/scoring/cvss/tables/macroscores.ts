// The 270 macro-vectors' scores of CVSS v4.0, in tenths: one row for EQ1, EQ2 and EQ3+EQ6, in it EQ4 0 1 2 and, within
// each, EQ5 0 1 2. EQ3 2 with EQ6 0 cannot occur: no impact is High, so none is both High and required to be.
//
// Source of the figures: FIRST's reference calculator (cvss-v4-calculator, cvss_lookup.js), under the BSD 2-Clause
// licence; arranged anew here. Copyright (c) 2023 FIRST, Red Hat, and contributors. The licence is in /NOTICE.

/** What EQ3 and EQ6 can be together, in the order of the rows below. */
export const jointLevels = ['00', '01', '10', '11', '21'] as const

// oxfmt-ignore
const tenths = Uint8Array.of(
  // EQ4 0           EQ4 1             EQ4 2
  // EQ1 0, EQ2 0
  100,  98,  95,   100,  93,  91,    93,  89,  81, // 00
   99,  95,  92,    96,  87,  81,    90,  80,  68, // 01
   98,  95,  90,    93,  89,  81,    88,  78,  69, // 10
   95,  92,  84,    92,  81,  65,    80,  70,  48, // 11
   92,  82,  72,    79,  69,  50,    69,  55,  27, // 21
  // EQ1 0, EQ2 1
   99,  95,  92,    95,  90,  84,    92,  82,  72, // 00
   97,  92,  85,    91,  83,  71,    81,  71,  53, // 01
   95,  92,  85,    92,  80,  70,    84,  71,  50, // 10
   93,  85,  73,    82,  72,  59,    70,  52,  30, // 11
   86,  75,  52,    71,  52,  29,    63,  29,  17, // 21
  // EQ1 1, EQ2 0
   98,  94,  91,    94,  86,  77,    87,  74,  63, // 00
   95,  87,  81,    89,  74,  64,    75,  63,  49, // 01
   94,  88,  76,    86,  74,  59,    72,  57,  52, // 10
   89,  77,  67,    76,  58,  50,    57,  52,  25, // 11
   83,  70,  54,    65,  58,  26,    53,  21,  13, // 21
  // EQ1 1, EQ2 1
   95,  88,  76,    90,  75,  61,    77,  68,  52, // 00
   90,  76,  70,    77,  62,  53,    66,  59,  30, // 01
   89,  76,  62,    74,  57,  47,    61,  57,  24, // 10
   78,  67,  58,    59,  57,  23,    52,  29,  16, // 11
   71,  59,  30,    58,  26,  15,    23,  13,   6, // 21
  // EQ1 2, EQ2 0
   93,  86,  75,    86,  74,  56,    70,  52,  40, // 00
   87,  72,  58,    74,  61,  34,    54,  40,  22, // 01
   85,  74,  62,    72,  55,  46,    53,  34,  19, // 10
   75,  55,  51,    57,  41,  19,    36,  19,   8, // 11
   64,  51,  20,    47,  21,  11,    24,   9,   4, // 21
  // EQ1 2, EQ2 1
   88,  73,  60,    73,  59,  41,    54,  45,  20, // 00
   75,  53,  50,    55,  40,  20,    43,  22,  11, // 01
   75,  58,  40,    61,  48,  20,    46,  17,   8, // 10
   55,  45,  21,    51,  18,   9,    18,   7,   2, // 11
   53,  24,  14,    24,  12,   5,    10,   3,   1, // 21
)

/** How far apart in the table one level and the next of a class are. */
export const strides = { eq1: 90, eq2: 45, joint: 9, eq4: 3, eq5: 1 } as const

/** The place of a macro-vector among the 270; `level3` is an index into `jointLevels`. */
export function macroPlace(level1: number, level2: number, level3: number, level4: number, level5: number): number {
  return (
    level1 * strides.eq1 + level2 * strides.eq2 + level3 * strides.joint + level4 * strides.eq4 + level5 * strides.eq5
  )
}

/** A macro-vector's score in tenths, by its place. */
export function macroScore(place: number): number {
  return tenths[place] ?? Number.NaN
}
