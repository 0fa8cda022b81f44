/** The code room: a statement that may have written a log line, as the lexer finds it. */

/** A log call; a print; an error that is made or raised; any other text, which something else may log. */
export const kinds = ['log', 'print', 'error', 'text', 'logger'] as const;
export type StatementKind = (typeof kinds)[number];

export interface Statement {
  readonly kind: StatementKind;
  /** Number of model/level; 0 when the call names none. */
  readonly level: number;
  /** Constant text with holes, see lex/pattern.ts; of a logger its name. */
  readonly pattern: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in bytes. */
  readonly column: number;
}
