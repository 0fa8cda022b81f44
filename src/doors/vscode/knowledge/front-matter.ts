/** The editor: the head of a Markdown document: the few forms of YAML in which people write such heads, read without ever failing. */

export type FrontMatter = Readonly<Record<string, readonly string[]>>;

export interface Split {
  /** Each key's values; a plain value is a list of one. */
  readonly head: FrontMatter;
  readonly body: string;
}

/** `key: value`, `key: [a, b]`, and `key:` with `- item` lines below; whatever is none of these is passed over. */
export function splitDocument(text: string): Split {
  const parts = /^\ufeff?---[ \t]*\r?\n((?:.*?\r?\n)??)---[ \t]*(?:\r?\n|$)(.*)$/s.exec(text);
  if (!parts) return { head: {}, body: text };
  const head: Record<string, string[]> = Object.create(null);
  let key: string | null = null;
  for (const line of parts[1].split(/\r?\n/)) {
    const entry = /^([A-Za-z][\w-]*):[ \t]*(.*)$/.exec(line);
    const item = /^[ \t]*-[ \t]+(.*)$/.exec(line);
    if (entry) {
      key = entry[1];
      head[key] = valuesOf(entry[2]);
    } else if (item && key !== null) head[key].push(unquoted(item[1]));
  }
  return { head, body: parts[2] };
}

function valuesOf(text: string): string[] {
  const list = /^\[(.*)\]\s*$/.exec(text);
  if (!list) return text.trim() ? [unquoted(text)] : [];
  return [...list[1].matchAll(/\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+)/g)].map(match => unquoted(match[0])).filter(Boolean);
}

/** Double quotes escape with a backslash, single ones by doubling, as YAML has it. */
function unquoted(text: string): string {
  const trimmed = text.trim();
  const double = /^"((?:[^"\\]|\\.)*)"$/.exec(trimmed);
  if (double) return double[1].replace(/\\(.)/g, '$1');
  const single = /^'((?:[^']|'')*)'$/.exec(trimmed);
  return single ? single[1].replaceAll("''", "'") : trimmed;
}
