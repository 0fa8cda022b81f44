/** The investigator: the figures of a text: whether each number, time, size and code that a claim states stands in its evidence. */

/*
The rule. A figure is a date, a time of day, a number in digits or in words, or a word with a digit in it. What is not drawn is taken away first.
- A date or time must stand in a cited line, or be the line's time on the clock of the run; a time may be told more coarsely (11:12 for 11:12:03).
- A number must stand there with the same digits and sign (1,123 is 1123, 05 is 5), never rounded. Where a unit follows it, it must not stand there with another unit only;
  what multiplies (10k, 5 %) must stand there itself. Groups of digits (1 123, 1'123) are one number unless they stand there so.
- A number in words (two, dozens, thousand) must stand there, in words or digits, or be no more than the lines that are cited.
- A number of milliseconds, seconds, minutes or hours may also be the difference between the times of two cited lines.
- A word with digits (0x1f, sda1, 7c19e5d2) must stand there as a whole; terms of the field (ipv4, p99) are words like others.
The path of a cited line's file counts as part of the line, since names of nodes stand there.
*/

const DAY_AND_TIME = /(?<!\d)(\d{4}-\d{2}-\d{2})[T ](?=\d{2}:\d{2})/g;
const TOKEN =
  /(?<date>(?<![\p{L}\p{N}_-])\d{4}-\d{2}-\d{2}(?![\p{N}-]))|(?<time>(?<![\p{L}\p{N}_.:])\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?![\p{N}:]))|(?<word>[\p{L}\p{N}_]*\p{N}[\p{L}\p{N}_]*(?:[.,:]\p{N}[\p{L}\p{N}_]*)*)/gu;
const NUMBER = /^\d+(?:\.\d+)?$/;
const THOUSANDS = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const NUMBER_AND_LETTERS = /^(\d+(?:,\d{3})*(?:\.\d+)?)(\p{L}+)$/u;

/** Terms of the field that happen to have a digit. */
const TERMS =
  /^(?:k8s|s3|ec2|ipv[46]|utf_?(?:8|16)|http[23]|log4j2?|x86(?:_64)?|amd64|arm64|sha(?:1|256|512)|md5|base64|p(?:50|90|95|99|999)|i18n|l[1-3]|oauth2|python[23])$/i;

/** Spellings of one unit. */
const UNITS: Readonly<Record<string, RegExp>> = {
  ms: /^(?:ms|msecs?|milliseconds?)$/i,
  us: /^(?:us|µs|microseconds?)$/i,
  ns: /^(?:ns|nanoseconds?)$/i,
  s: /^(?:s|secs?|seconds?)$/i,
  min: /^(?:m|mins?|minutes?)$/i,
  h: /^(?:h|hrs?|hours?)$/i,
  d: /^(?:d|days?)$/i,
  b: /^(?:b|bytes?)$/i,
  kb: /^(?:k|kb|kilobytes?)$/i,
  mb: /^(?:mb|megabytes?)$/i,
  gb: /^(?:g|gb|gigabytes?)$/i,
  tb: /^(?:tb|terabytes?)$/i,
  kib: /^(?:ki|kib|kibibytes?)$/i,
  mib: /^(?:mi|mib|mebibytes?)$/i,
  gib: /^(?:gi|gib|gibibytes?)$/i,
  tib: /^(?:ti|tib|tebibytes?)$/i,
  '%': /^(?:%|percent)$/i,
};
const LASTING: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };
/** Behind a number these say nothing of its size. */
const ORDINAL = /^(?:st|nd|rd|th)$/i;
/** Behind a number these change its size, so that they are more than the unit that a line may leave out. */
const MULTIPLIES = /^(?:[kKgGtT]|M|%|percent)$/;
/** What is drawn as nothing could hide one number in another, or a link. */
export const UNDRAWN = /\p{Default_Ignorable_Code_Point}/gu;
/** `1 123`, `1'123`, with any blank. */
const GROUPED = /(?<![\p{L}\p{N}.,:_-])\d{1,3}(?:([^\S\n]|['’])\d{3})(?:\1\d{3})*(?![\p{L}\p{N}_]|[.,:]\d)/gu;
/** The sign of a number: not what joins two words. */
const MINUS = /(?:^|[\s([{=:,;|"'<>~])[-−–]$/;
const AFTERNOON = /^ ?([ap])\.?m\b/i;
const IN_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
      .split(' ')
      .map((word, at) => [word, at + 2] as const),
    ...'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, at) => [word, 10 * at + 20] as const),
    ...(['dozen', 'hundred', 'thousand', 'million', 'billion'] as const).flatMap((word, at) => {
      const value = [12, 100, 1000, 1e6, 1e9][at];
      return [[word, value] as const, [`${word}s`, value] as const];
    }),
  ].map(([word, value]) => [word, String(value)]),
);
const WORD = new RegExp(`\\b(?:${Object.keys(IN_WORDS).join('|')})\\b(?!-(?:way|phase|factor))`, 'gi');

export interface Figure {
  readonly kind: 'date' | 'time' | 'number' | 'word';
  /** In a form that is equal for equal figures. */
  readonly value: string;
  readonly unit: string;
  /** The unit changes its size, and must stand there with it. */
  readonly multiplied?: boolean;
  readonly written: string;
}

export function figuresIn(text: string): Figure[] {
  const apart = text.replace(DAY_AND_TIME, '$1 ');
  return [...apart.matchAll(TOKEN)].map(({ 0: written, groups = {}, index }) => {
    const behind = apart.slice(index + written.length, index + written.length + 16);
    if (groups.date) return { kind: 'date', value: written, unit: '', written };
    if (groups.time) return { kind: 'time', value: timeOf(written, AFTERNOON.exec(behind)?.[1]), unit: '', written };
    const sign = MINUS.test(apart.slice(Math.max(0, index - 2), index)) ? '-' : '';
    return numberOrWord(written, behind, sign);
  });
}

function numberOrWord(written: string, behind: string, sign: string): Figure {
  const joined = NUMBER_AND_LETTERS.exec(written);
  const alone = NUMBER.test(written) || THOUSANDS.test(written);
  const named = alone ? (/^ ?(%|\p{L}+)/u.exec(behind)?.[1] ?? '') : (joined?.[2] ?? '');
  const unit = unitOf(named);
  if (!alone && !(joined && (unit || ORDINAL.test(named))))
    return { kind: 'word', value: written.toLowerCase(), unit: '', written };
  const value = numberOf(alone ? written : (joined?.[1] ?? ''));
  return {
    kind: 'number',
    value: value === '0' ? value : sign + value,
    unit,
    multiplied: MULTIPLIES.test(named),
    written: sign + written,
  };
}

function unitOf(word: string): string {
  return Object.keys(UNITS).find(unit => UNITS[unit].test(word)) ?? '';
}

function numberOf(written: string): string {
  const plain = written.replaceAll(',', '').replace(/^0+(?=\d)/, '');
  return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
}

/** On a clock of 24 hours. */
function timeOf(written: string, half: string | undefined): string {
  const [hour] = written.split(':', 1);
  const told = half && Number(hour) <= 12 ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour);
  const padded = String(told).padStart(2, '0') + written.slice(hour.length);
  return padded.replace(',', '.').replace(/\.?0+$/, zeros => (zeros.startsWith('.') ? '' : zeros));
}

/** What the evidence of a claim states. */
export interface Ground {
  readonly texts: readonly string[];
  /** Milliseconds since 1970 UTC of the cited lines. */
  readonly times: readonly number[];
  /** How many lines are cited. */
  readonly cited: number;
}

/** The figures of a text that do not stand in its ground, as they are written. */
export function unfounded(text: string, ground: Ground): string[] {
  const known = knownOf(ground);
  const drawn = text.replace(UNDRAWN, '');
  const whole = drawn.replace(GROUPED, group =>
    ground.texts.some(one => one.includes(group)) ? group : group.replace(/\D/g, ''),
  );
  const strange = figuresIn(whole).filter(one => !stands(one, known, ground));
  return [...new Set([...strange.map(one => one.written), ...wordsIn(whole, known, ground)])];
}

/** Numbers in words that stand nowhere. */
function wordsIn(text: string, { numbers }: Known, { texts, cited }: Ground): string[] {
  return (text.match(WORD) ?? []).filter(word => {
    const value = IN_WORDS[word.toLowerCase()];
    const told = new RegExp(`\\b${word}\\b`, 'i');
    return !numbers.has(value) && Number(value) > cited && !texts.some(one => told.test(one));
  });
}

interface Known {
  readonly dates: ReadonlySet<string>;
  readonly times: readonly string[];
  readonly numbers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly words: ReadonlySet<string>;
  /** Something there is told in percent. */
  readonly percent: boolean;
}

function knownOf({ texts, times }: Ground): Known {
  const stamps = times.map(at => new Date(at).toISOString());
  const found = [...texts, ...stamps].flatMap(text => figuresIn(text));
  const numbers = new Map<string, Set<string>>();
  const note = (value: string, unit: string) => void numbers.set(value, (numbers.get(value) ?? new Set()).add(unit));
  for (const one of found) {
    if (one.kind === 'number') note(one.value, one.unit);
    if (one.kind === 'word') for (const part of partsOf(one.written)) note(...part);
  }
  return {
    dates: new Set(found.filter(one => one.kind === 'date').map(one => one.value)),
    times: found.filter(one => one.kind === 'time').map(one => one.value),
    numbers,
    words: new Set(found.filter(one => one.kind === 'word').map(one => one.value)),
    percent: texts.some(text => /%|percent|pct/i.test(text)),
  };
}

/** Numbers within what logs write without blanks: `10.4.2.11:9042`, `4,5,6`, `123456kB`. */
function partsOf(written: string): [value: string, unit: string][] {
  return written.split(/[:]|,(?!\d{3}(?!\d))/).flatMap(part => {
    if (NUMBER.test(part) || THOUSANDS.test(part)) return [[numberOf(part), ''] as [string, string]];
    const joined = NUMBER_AND_LETTERS.exec(part);
    return joined ? [[numberOf(joined[1]), unitOf(joined[2])] as [string, string]] : [];
  });
}

function stands(one: Figure, known: Known, { times }: Ground): boolean {
  if (one.kind === 'date') return known.dates.has(one.value);
  if (one.kind === 'time') return known.times.some(time => time === one.value || isCoarser(one.value, time));
  if (one.kind === 'word') return TERMS.test(one.value) || known.words.has(one.value);
  const units = known.numbers.get(one.value);
  if (units && (!one.unit || units.has(one.unit) || (units.has('') && (!one.multiplied || (one.unit === '%' && known.percent)))))
    return true;
  return one.unit in LASTING && isBetween(Number(one.value), LASTING[one.unit], times);
}

function isCoarser(coarse: string, time: string): boolean {
  return time.startsWith(coarse) && (coarse.includes('.') || /[:.]/.test(time[coarse.length] ?? ''));
}

/** Whether two of the times lie so far apart, in whole units or as exactly as it is told; of `1 h 05 min` each part is asked for by itself. */
function isBetween(told: number, unit: number, times: readonly number[]): boolean {
  const places = String(told).split('.')[1]?.length ?? 0;
  const scale = 10 ** places;
  const wrap = unit === 60_000 || unit === 1000 ? 60 : Number.POSITIVE_INFINITY;
  return times.some((one, at) =>
    times.slice(at + 1).some(other => {
      const exact = Math.abs(one - other) / unit;
      const near = [Math.floor(exact * scale) / scale, Math.round(exact * scale) / scale];
      return near.some(value => value === told || (exact >= wrap && Math.floor(value) % wrap === told));
    }),
  );
}
