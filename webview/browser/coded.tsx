/** The window in a browser: a sentence of ours in which what stands between backticks is drawn as code. */

export function withCode(text: string) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}
