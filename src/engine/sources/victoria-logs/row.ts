/** The sources: what a row and a query of VictoriaLogs say about themselves. */

/** `{host="a",service="b"}` as it stands in `_stream`. */
export function labelsOf(stream: string): Record<string, string> {
  const pairs = stream.matchAll(/([^{},=]+)=("(?:[^"\\]|\\.)*")/g);
  return Object.fromEntries([...pairs].map(([, key, value]) => [key.trim(), unquoted(value)]));
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch (failure) {
    // Go escapes what JSON has no word for.
    if (failure instanceof SyntaxError) return text.slice(1, -1);
    throw failure;
  }
}

/** Whether a `|` stands outside strings: what follows works on the rows, so that no part of them can be asked for. */
export function hasPipe(query: string): boolean {
  return query.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/gs, '').includes('|');
}
