/** The table: answers made shorter without losing a place: long texts are cut where each says by how much, and only then lists, counted. */

export interface Shorter {
  readonly data: unknown;
  /** What was done; empty when nothing was. */
  readonly words: readonly string[];
}

/** What names or leads somewhere is kept whole, however long. */
const NAMES = new Set([
  'source',
  'member',
  'run_id',
  'ref_id',
  'evidence_id',
  'next',
  'previous',
  'place',
  'file',
  'path',
  'home',
]);
const ADDRESS = /^(\w[\w+.-]*:\/\/|argus:|github:)\S+$/;
/** What claims rest on is never left out: evidence, the claims themselves, and what could not be seen. */
const KEPT = new Set(['evidence_index', 'hypotheses', 'gaps', 'lines']);

/** Texts of more than `width` characters end in `… +N`; a line says it in `left_out`. */
export function shortened(data: unknown, width: number): Shorter {
  let texts = 0;
  const cut = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      if (value.length <= width || NAMES.has(key) || ADDRESS.test(value)) return value;
      texts++;
      return `${whole(value, width)} … +${value.length - width}`;
    }
    if (Array.isArray(value)) return value.map(one => cut(one, key));
    if (value === null || typeof value !== 'object') return value;
    const made = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cut(one, name)]));
    return isLine(value) && value.text.length > width
      ? { ...made, text: whole(value.text, width), left_out: (value.left_out ?? 0) + value.text.length - width }
      : made;
  };
  const made = cut(data, '');
  if (texts === 0) return { data, words: [] };
  return { data: made, words: [`${texts} long texts are cut to ${width} characters; each says how many are left out.`] };
}

/** Texts in lists that may become shorter than all others, before an entry with its place is given up. */
const BRIEF = 60;

/**
 * The lists at the top of an answer become shorter until it has at most `most` characters: first the texts in them, then, from their ends
 * and the largest first, the lists.
 */
export function thinned(data: unknown, most: number): Shorter {
  if (data === null || typeof data !== 'object') return { data, words: [] };
  const lists = Object.entries(data).filter(
    (entry): entry is [string, unknown[]] => Array.isArray(entry[1]) && !KEPT.has(entry[0]),
  );
  const brief = lists.map(([key, list]) => [key, shortened(list, BRIEF)] as const).filter(([, { words }]) => words.length > 0);
  const made = { ...data, ...Object.fromEntries(brief.map(([key, short]) => [key, short.data])) } as Record<string, unknown>;
  const told = brief.length ? [`Texts of ${brief.map(([key]) => key).join(', ')} are cut to ${BRIEF} characters.`] : [];
  const size = () => JSON.stringify(made).length;
  while (size() > most) {
    const [key] = lists.map(([name]) => name).sort((a, b) => JSON.stringify(made[b]).length - JSON.stringify(made[a]).length);
    const list = key === undefined ? [] : (made[key] as unknown[]);
    if (list.length === 0) break;
    made[key] = list.slice(0, Math.floor(list.length * 0.9));
  }
  const words = lists.flatMap(([key, { length }]) => {
    const left = (made[key] as unknown[]).length;
    return left < length ? [`The data holds the first ${left} of ${length} ${key}.`] : [];
  });
  return { data: made, words: [...told, ...words] };
}

/** Never half of a character. */
function whole(text: string, width: number): string {
  return text.slice(0, /[\ud800-\udbff]/.test(text[width - 1]) ? width - 1 : width);
}

function isLine(value: object): value is { text: string; left_out?: number } {
  return 'text' in value && typeof value.text === 'string' && 'place' in value && 'end_line' in value && 'body' in value;
}
