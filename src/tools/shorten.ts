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

/** Lists at the top of an answer are cut from their ends, the largest first, until it has at most `most` characters. */
export function thinned(data: unknown, most: number): Shorter {
  if (data === null || typeof data !== 'object') return { data, words: [] };
  const made: Record<string, unknown> = { ...data };
  const lists = Object.entries(made).filter(
    (entry): entry is [string, unknown[]] => Array.isArray(entry[1]) && !KEPT.has(entry[0]),
  );
  const had = new Map(lists.map(([key, list]) => [key, list.length]));
  for (let size = JSON.stringify(made).length; size > most; size = JSON.stringify(made).length) {
    const [key] = [...had.keys()].sort((a, b) => JSON.stringify(made[b]).length - JSON.stringify(made[a]).length);
    const list = key === undefined ? [] : (made[key] as unknown[]);
    if (list.length === 0) break;
    made[key] = list.slice(0, Math.floor(list.length * 0.8));
  }
  const words = [...had].flatMap(([key, all]) => {
    const left = (made[key] as unknown[]).length;
    return left < all ? [`The data holds the first ${left} of ${all} ${key}.`] : [];
  });
  return { data: made, words };
}

/** Never half of a character. */
function whole(text: string, width: number): string {
  return text.slice(0, /[\ud800-\udbff]/.test(text[width - 1]) ? width - 1 : width);
}

function isLine(value: object): value is { text: string; left_out?: number } {
  return 'text' in value && typeof value.text === 'string' && 'place' in value && 'end_line' in value && 'body' in value;
}
