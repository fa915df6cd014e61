/**
 * Words that reporters use for one kind of vulnerability, after CWE's names and alternate terms (cwe.mitre.org, view
 * 1003): `DoS`, a crash and an endless loop are one. A text can speak of several. Each pattern reads a bounded number of
 * words, so that no text makes it slow.
 */
export const classes: readonly { readonly name: string; readonly said: RegExp }[] = [
  {
    name: 'denial of service',
    said: /denial[- ]of[- ]service|\bdos\b|crash|hang(?:s|ing)?\b|panic|resource (?:exhaustion|consumption)|(?:cpu|memory) (?:consumption|exhaustion)|infinite (?:loop|recursion)|out[- ]of[- ]memory|unbounded|excessive (?:memory|cpu|resource)|\bredos\b|abort/i,
  },
  {
    name: 'running code',
    said: /remote code|arbitrary (?:\w{1,20} )?(?:code|commands?)|\brce\b|(?:code|command)s? execution|execut\w{1,8} (?:\w{1,20} ){0,3}(?:code|commands?)|(?:run|execute) (?:arbitrary|malicious)/i,
  },
  {
    name: 'command injection',
    said: /command injection|shell (?:meta)?characters?|os command|metacharacters|arbitrary (?:\w{1,20} )?commands/i,
  },
  { name: 'SQL injection', said: /sql injection|arbitrary sql|\bsqli\b/i },
  {
    name: 'cross-site scripting',
    said: /cross[- ]site[- ]script|\bxss\b|arbitrary web script|(?:inject|execute)\w{0,8} (?:\w{1,20} )?(?:javascript|html)/i,
  },
  { name: 'cross-site request forgery', said: /cross[- ]site[- ]request forger|\b[cx]srf\b|authenticity.?token/i },
  { name: 'server-side request forgery', said: /server[- ]side request forger|\bssrf\b/i },
  {
    name: 'path traversal',
    said: /(?:directory|path) traversal|\.\.\/|dot dot|zip[- ]?slip|outside (?:of )?the (?:\w{1,20} )?(?:directory|root)|arbitrary files?|symlink/i,
  },
  {
    name: 'authentication bypass',
    said: /authentication bypass|bypass\w{0,8} (?:\w{1,20} ){0,3}authenticat|unauthenticated|improper authentication|without authenticat/i,
  },
  { name: 'access control', said: /access control|authorization|privilege|permission|elevat/i },
  {
    name: 'escalation of privileges',
    said: /privilege escalation|elevat\w{1,8} (?:of )?privilege|(?:gain|escalat)\w{0,8} (?:\w{1,20} )?privileges?/i,
  },
  {
    name: 'disclosure of information',
    said: /information (?:disclosure|leak|exposure)|sensitive (?:\w{1,20} )?(?:information|data)|disclos|leak|expos(?:e|ure)|obtain (?:\w{1,20} )?information/i,
  },
  { name: 'use after free', said: /use[- ]after[- ]free|\buaf\b|dangling|freed/i },
  { name: 'double free', said: /double[- ]free/i },
  { name: 'access out of bounds', said: /out[- ]of[- ]bounds?|\boob\b|over-?read|overflow|memory corruption|overrun/i },
  {
    name: 'buffer overflow',
    said: /(?:buffer|heap|stack)[- ](?:based )?(?:buffer )?overflow|buffer overrun|overflow/i,
  },
  { name: 'integer overflow', said: /integer (?:overflow|underflow|signedness|truncation)|wrap ?around/i },
  { name: 'null pointer', said: /n(?:ull|il) (?:pointer|deref)|\bsegmentation|segfault/i },
  {
    name: 'memory safety',
    said: /memory (?:corruption|safety)|use[- ]after[- ]free|double[- ]free|out[- ]of[- ]bounds|heap|uninitiali[sz]ed|type confusion|overflow/i,
  },
  { name: 'type confusion', said: /type confusion|(?:incorrect|wrong) type/i },
  { name: 'XML external entities', said: /\bxxe\b|external entit/i },
  { name: 'entity expansion', said: /entity expansion|billion laughs|\bxee\b/i },
  { name: 'deserialization', said: /deserial|unmarshal|\bpickle\b|yaml\.load|unsafe.?load/i },
  { name: 'prototype pollution', said: /prototype pollution|__proto__/i },
  { name: 'regular expressions', said: /\bredos\b|regular expression|\bregexp?\b|backtrack/i },
  { name: 'redirects', said: /redirect/i },
  { name: 'race conditions', said: /race condition|toctou|concurren|data race|time[- ]of[- ]check/i },
  { name: 'uninitialised memory', said: /uninitiali[sz]ed/i },
  { name: 'certificates', said: /certificat|\bx\.?509\b|\btls\b|\bssl\b/i },
  { name: 'signatures', said: /signature/i },
  { name: 'credentials', said: /credential|password|hard-?coded|secret/i },
  { name: 'injection', said: /inject/i },
  { name: 'uploads', said: /upload/i },
  { name: 'machine in the middle', said: /man[- ]in[- ]the[- ]middle|\bmitm\b/i },
  { name: 'request smuggling', said: /smuggl/i },
  { name: 'header injection', said: /\bcrlf\b|header injection|response splitting|newline/i },
  { name: 'sandbox escape', said: /sandbox/i },
  { name: 'spoofing', said: /spoof/i },
  { name: 'timing', said: /timing|side[- ]channel|constant[- ]time/i },
  { name: 'randomness', said: /random|entropy|predictable/i },
  { name: 'sessions', said: /session|cookie/i },
  { name: 'template injection', said: /template injection|\bssti\b|\bogl?nl\b|expression language/i },
  { name: 'undefined behaviour', said: /undefined behaviou?r|unsound|\bub\b|soundness/i },
  { name: 'logging', said: /log(?:s|ged|ging)?\b/i },
  { name: 'search path', said: /search path|dll (?:hijack|preload)/i },
  { name: 'clickjacking', said: /clickjack/i },
  {
    name: 'missing checks',
    said: /logic error|input validation|does not (?:properly )?(?:validate|check)|missing (?:check|validation)|insufficient/i,
  },
]

/** The classes that a text speaks of, by name. */
export function classesIn(text: string): readonly string[] {
  return classes.filter(({ said }) => said.test(text)).map(({ name }) => name)
}
