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
const KEPT = new Set(['evidence_index', 'hypotheses', 'gaps', 'lines', 'claims', 'citations']);

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
 * The lists of an answer become shorter until it has at most `most` characters: first the texts in them, then, from their ends and the
 * largest first, the lists; what claims rest on only when nothing else is left.
 */
export function thinned(data: unknown, most: number): Shorter {
  const made: unknown = JSON.parse(JSON.stringify(data));
  const lists = listsOf(made, '');
  const size = () => JSON.stringify(made).length;
  const others = lists.filter(list => !KEPT.has(list.key));
  const brief = others.filter(list => {
    const { data: short, words } = shortened(list.get(), BRIEF);
    if (words.length) list.set(short as unknown[]);
    return words.length > 0;
  });
  for (const some of [others, lists]) {
    while (size() > most && some.some(list => list.get().length > 0)) {
      const largest = some.reduce((one, other) => (sizeOf(other) > sizeOf(one) ? other : one));
      largest.set(largest.get().slice(0, Math.floor(largest.get().length * 0.9)));
    }
  }
  const told = brief.length ? [`Texts of ${brief.map(({ key }) => key).join(', ')} are cut to ${BRIEF} characters.`] : [];
  const counted = lists
    .filter(({ get, had }) => get().length < had)
    .map(({ key, get, had }) => `The data holds the first ${get().length} of ${had} ${key}.`);
  return { data: made, words: [...told, ...counted] };
}

interface List {
  readonly key: string;
  readonly had: number;
  get(): unknown[];
  set(shorter: unknown[]): void;
}

function sizeOf(list: List): number {
  return JSON.stringify(list.get()).length;
}

/** Those that stand in no other list. */
function listsOf(value: unknown, path: string): List[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).flatMap(([name, one]) => {
    const key = path ? `${path}.${name}` : name;
    if (!Array.isArray(one)) return listsOf(one, key);
    return [{ key, had: one.length, get: () => holder[name] as unknown[], set: shorter => void (holder[name] = shorter) }];
  });
}

/** Never half of a character. */
function whole(text: string, width: number): string {
  return text.slice(0, /[\ud800-\udbff]/.test(text[width - 1]) ? width - 1 : width);
}

function isLine(value: object): value is { text: string; left_out?: number } {
  return 'text' in value && typeof value.text === 'string' && 'place' in value && 'end_line' in value && 'body' in value;
}
