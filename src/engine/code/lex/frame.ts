/** The code room: a bracket that is open while a file is scanned, and the text under way in it. */

/** An argument that holds text. */
export interface Text {
  pattern: string;
  from: number;
  /** `name = "…"`. */
  named: boolean;
  /** A call that was closed has said it already. */
  told: boolean;
}

/** What a bracket opened; reused, since a file has thousands of them. */
export class Frame {
  /** Character code of the bracket; 0 for the file itself. */
  bracket = 0;
  /** Offset of the bracket. */
  at = 0;
  /** The name in front of the bracket, -1 when there is none, and where its chain of calls begins. */
  nameFrom = -1;
  nameEnd = -1;
  chainFrom = -1;
  /** Whether a value stood before the chain, in the bracket around this one. */
  holeBefore = false;
  texts: Text[] = [];
  /** All arguments, a blank between them. */
  joined = '';
  arguments = 0;
  /** The argument under way. */
  text = '';
  from = -1;
  hole = false;
  /** What follows only formats the text. */
  done = false;
  named = false;
  told = false;
  ternary = 0;
  /** First token of the statement under way, where this is a block. */
  statementFrom = -1;
  stream = false;

  begin(bracket: number, at: number): void {
    this.bracket = bracket;
    this.at = at;
    this.nameFrom = this.nameEnd = this.chainFrom = -1;
    if (this.texts.length) this.texts = [];
    this.joined = '';
    this.arguments = 0;
    this.ternary = 0;
    this.beginStatement();
  }

  beginStatement(): void {
    this.statementFrom = -1;
    this.stream = false;
    this.forget();
  }

  /** Forgets the argument under way. */
  forget(): void {
    this.text = '';
    this.from = -1;
    this.hole = this.done = this.named = this.told = false;
  }
}
