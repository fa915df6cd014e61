export { readJson } from './read.ts'
export { mostCharacters } from './scan.ts'
