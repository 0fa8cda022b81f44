/** The editor: whether a file holds test results and is written to its end, by its head and its tail; what they are is the engine's to read. */

/** Bytes of a file's head and tail that tell. */
export const ENDS = 4096;

/** Roots of JUnit, xUnit, NUnit, TRX and TestNG files. */
const ROOTS = /^(?:testsuites?|assemblies|assembly|test-run|test-results|TestRun|testng-results)$/;

/** A root with nothing in it; the tail of so short a file is the whole of it. */
const EMPTY = /^\ufeff?\s*(?:<\?[^>]*\?>\s*)?<[^<>]*\/>$/;

export type Whole = 'results' | 'torn' | 'other';

export function wholeness(name: string, head: string, tail: string): Whole {
  return name.toLowerCase().endsWith('.json') ? jsonWholeness(head, tail) : xmlWholeness(head, tail);
}

function xmlWholeness(head: string, tail: string): Whole {
  const text = head.replace(/^\ufeff/, '').trimStart();
  // A writer that has just begun: what it will be is not known yet.
  if (text === '') return 'torn';
  const root = /<([A-Za-z][\w:.-]*)/.exec(text.replace(/<!--[\s\S]*?(?:-->|$)/g, ''))?.[1];
  if (root === undefined) return text.startsWith('<') ? 'torn' : 'other';
  if (!ROOTS.test(root)) return 'other';
  const end = tail.replace(/(?:\s|<!--(?:(?!-->)[\s\S])*-->)+$/, '');
  return end.endsWith(`</${root}>`) || EMPTY.test(end.replace(/<!--[\s\S]*?-->/g, '')) ? 'results' : 'torn';
}

/** CTRF (ctrf.io): an object with `results`. */
function jsonWholeness(head: string, tail: string): Whole {
  const text = head.replace(/^\ufeff/, '').trimStart();
  if (text === '') return 'torn';
  if (!text.startsWith('{') || !/"(?:results|reportFormat)"\s*:/.test(text)) return 'other';
  return tail.trimEnd().endsWith('}') ? 'results' : 'torn';
}
