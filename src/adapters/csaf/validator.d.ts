/** The validator is JavaScript without declarations. */
declare module '@secvisogram/csaf-validator-lib/*'
