/** The sources: what a row and a query of VictoriaLogs say about themselves. */
import { jsonIn } from '../../../base/lenient.ts';

/** `{host="a",service="b"}` as it stands in `_stream`. */
export function labelsOf(stream: string): Record<string, string> {
  const pairs = stream.matchAll(/([^{},=]+)=("(?:[^"\\]|\\.)*")/g);
  return Object.fromEntries([...pairs].map(([, key, value]) => [key.trim(), unquoted(value)]));
}

/** Go escapes what JSON has no word for. */
function unquoted(text: string): string {
  const value = jsonIn(text);
  return typeof value === 'string' ? value : text.slice(1, -1);
}

/** Whether a `|` stands outside strings: what follows works on the rows, so that no part of them can be asked for. */
export function hasPipe(query: string): boolean {
  return query.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/gs, '').includes('|');
}
