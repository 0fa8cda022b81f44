/** The window: where the message of a line ends: at the end of the line, but for one that is the value of a JSON record. */

interface Texted {
  readonly text: string;
  /** Where the message begins. */
  readonly body: number;
}

/** The rest of a JSON string up to its closing quote. */
const REST = /(?:[^"\\]|\\.)*"/y;

export function messageEnd({ text, body }: Texted): number {
  if (body < 2 || text[body - 1] !== '"' || !/^\s*\{/.test(text)) return text.length;
  REST.lastIndex = body;
  return REST.test(text) ? REST.lastIndex - 1 : text.length;
}

export function messageIn(line: Texted): string {
  return line.text.slice(line.body, messageEnd(line));
}
