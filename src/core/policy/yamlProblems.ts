import type { ErrorCode } from 'yaml'

/** Our code, what it says and the way out, for each of the YAML library's error codes. */
export const yamlProblems: Record<ErrorCode, readonly [code: string, says: string, hint: string]> = {
  ALIAS_PROPS: ['yaml_alias', 'an alias (*name) is not allowed here', 'Write the value out'],
  BAD_ALIAS: ['yaml_alias', 'an alias (*name) is not allowed here', 'Put text that begins with * in quotes'],
  BAD_COLLECTION_TYPE: ['yaml_tag', 'this tag does not fit its value', 'Remove the tag (the part that begins with !)'],
  BAD_DIRECTIVE: ['yaml_directive', 'a line that begins with % is a directive', 'Remove it, or put the text in quotes'],
  BAD_DQ_ESCAPE: ['yaml_escape', 'this \\ escape is not known', 'Write \\\\ for a backslash, or use single quotes'],
  BAD_INDENT: [
    'yaml_indent',
    'the indentation does not fit',
    'Indent the keys of a group alike, and close every bracket',
  ],
  BAD_PROP_ORDER: ['yaml_syntax', 'a tag or anchor stands in the wrong place', 'Remove it'],
  BAD_SCALAR_START: ['yaml_quote', 'text cannot begin with this character', 'Put the text in quotes'],
  BLOCK_AS_IMPLICIT_KEY: [
    'yaml_colon',
    'a key and its colon stand inside a value',
    'Put text that holds ": " in quotes, or remove the value before an indented group',
  ],
  BLOCK_IN_FLOW: ['yaml_brackets', 'an indented group stands inside brackets', 'Close the bracket first'],
  DUPLICATE_KEY: ['duplicate_key', 'this key stands twice in its group', 'Keep one of the two'],
  IMPOSSIBLE: ['yaml_syntax', 'this is not readable as YAML', 'Compare with a policy that works'],
  KEY_OVER_1024_CHARS: ['yaml_colon', 'a key is too long', 'Put text that holds ": " in quotes'],
  MISSING_CHAR: ['yaml_missing', 'a character is missing here', 'Look for a colon, comma, quote or bracket left out'],
  MULTILINE_IMPLICIT_KEY: [
    'yaml_colon',
    'a line that should be a key has no colon',
    'Write key: value, and look for a quote left out above',
  ],
  MULTIPLE_ANCHORS: ['yaml_anchor', 'anchors (&name) are not allowed', 'Remove it'],
  MULTIPLE_DOCS: ['several_documents', 'a second document begins here', 'Keep one policy in one file; remove the ---'],
  MULTIPLE_TAGS: ['yaml_tag', 'tags (!name) are not allowed', 'Remove it'],
  NON_STRING_KEY: ['key_not_text', 'a key has to be plain text', 'Write one word and a colon'],
  RESOURCE_EXHAUSTION: ['too_deep', 'this is nested too deeply', 'Compare with a policy that works'],
  TAB_AS_INDENT: ['yaml_tab', 'a tab stands where YAML wants spaces', 'Replace it by spaces'],
  TAG_RESOLVE_FAILED: ['yaml_tag', 'this tag is not known', 'Remove the tag (the part that begins with !)'],
  UNEXPECTED_TOKEN: ['yaml_syntax', 'this is not expected here', 'Look for a quote, bracket or line break too many'],
}
